"""What no check can see from here: that there are copies, and that they can be put back."""

from typing import Final

REMINDER: Final = (
    "Not visible from here: backups. Copy the database every day (pg_dump), keep MASTER_KEYS in"
    " another place than those copies, and put one back on trial now and then."
)
