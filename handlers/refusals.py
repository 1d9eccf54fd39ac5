"""What was refused, or came once more, stays on record when the inbox has forgotten it (X44)."""

from datetime import datetime

from services import refused_callbacks
from services.inbox import Head

REFUSED = "refused: "
#: A success that is in the books, or a failure of what has ended: another delivery, or a replay.
REPLAYED = "known already"
#: Of the sources, the one whose every report comes once. Others tell what another has told.
ONCE = "mpesa"


async def keep(head: Head, lane: str, outcome: str, now: datetime) -> None:
    """Record what came of a row, where that was nothing."""
    if outcome.startswith(REFUSED):
        reason = outcome.removeprefix(REFUSED)
    elif outcome == REPLAYED and head.source == ONCE:
        reason = outcome
    else:
        return
    _, _, token = lane.partition(":")
    await refused_callbacks.record(head.source, reason, token, head.payload, now)
