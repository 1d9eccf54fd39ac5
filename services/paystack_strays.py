"""Money at Paystack that nobody asks about: told of by an event, believed once verified.

No attempt of ours asked for it, or one that ended long ago.

The event's own row in the inbox is the work to do: it says so until Paystack has been asked.
"""

from models.database import count, rows
from services import inbox
from services.vault import Vault

#: What such a row says until then.
TO_VERIFY = "stray: to be verified"


async def waiting(vault: Vault, limit: int = 10) -> list[tuple[int, bytes]]:
    """(inbox row, its bytes), oldest first."""
    found = await rows(
        """SELECT id, source, external_id, payload FROM inbox
           WHERE source = 'paystack' AND outcome = $1 ORDER BY id LIMIT $2""",
        TO_VERIFY,
        limit,
    )
    return [
        (one["id"], inbox.opened(vault, one["source"], one["external_id"], one["payload"]))
        for one in found
    ]


async def done(row_id: int, outcome: str) -> bool:
    """False when another process has been quicker."""
    return bool(
        await count(
            "UPDATE inbox SET outcome = $2 WHERE id = $1 AND outcome = $3",
            row_id,
            outcome[:64],
            TO_VERIFY,
        )
    )
