"""One clock for all processes: the database's, by which leases end and reminders are due.

Two machines whose clocks differ would take each other's work, and say things early or twice.
"""

import time

import structlog

from models.database import row
from services import clock

log = structlog.get_logger()

#: How often the difference is measured, in seconds.
SECONDS = 10
#: A difference that somebody should know of, in seconds.
ALARMING = 5
#: A round trip this short, in seconds, is measured well enough.
_QUICK = 0.05
_TRIES = 3


async def agree() -> None:
    """Go by the database's clock from now on. Raises what the driver raises when it is away."""
    unsure, ahead = await _measured()
    for _ in range(_TRIES - 1):
        if unsure <= _QUICK:
            break
        unsure, ahead = min((unsure, ahead), await _measured())
    if clock.keep_to(ahead, unsure):
        log.warning("clock_differs", offset_seconds=round(ahead, 1), alarm=abs(ahead) > ALARMING)


async def _measured() -> tuple[float, float]:
    """Half a round trip, and by how much the database's clock is before this machine's."""
    asked = time.monotonic()
    found = await row("SELECT clock_timestamp() AS now")
    answered = clock.machine()
    assert found is not None
    half = (time.monotonic() - asked) / 2
    return half, found["now"].timestamp() + half - answered
