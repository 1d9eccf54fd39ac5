"""What was refused, or came once more, stays on record when the inbox has forgotten it (X44)."""

from collections.abc import Iterable
from datetime import datetime

from services import refused_callbacks
from services.inbox import Arrival, Head

REFUSED = "refused: "
#: A success that is in the books, or a failure of what has ended: another delivery, or a replay.
REPLAYED = "known already"
REPEATED = "the same bytes again"
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


async def keep_repeated(arrivals: Iterable[Arrival], now: datetime) -> None:
    """Record what the inbox still knew: the same bytes once more."""
    for arrival in arrivals:
        if arrival.source == ONCE:
            _, _, token = arrival.lane.partition(":")
            await refused_callbacks.record(arrival.source, REPEATED, token, arrival.payload, now)
