"""Requests to Daraja without a result: asked again, looked up, and in the end left to a person."""

from datetime import datetime, timedelta

from models.database import rows
from services import mpesa_requests
from services.mpesa_requests import LOOKED_FOR, Request

#: Longer than any request takes: a token and the request, each asked for twice, 30 s at most each.
SUBMITTING_FOR = timedelta(seconds=130)
#: A question about a transaction is asked again for so long.
ASKED_FOR = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=6)
#: A look-up that is still under way says enough.
_OPEN = ["waiting", "submitting", "accepted"]


async def give_up_submitting(now: datetime) -> list[str]:
    """Tokens of requests whose process died between claim and answer: their answer is lost."""
    found = await rows(
        """SELECT token FROM mpesa_requests
           WHERE state = 'submitting' AND submitted_at < $1::timestamptz - $2::interval""",
        now,
        SUBMITTING_FOR,
    )
    return [one["token"] for one in found]


async def due(now: datetime, limit: int = 20) -> list[str]:
    """Tokens of requests that were taken, or may have been, and that are to be looked at.

    A payout that Daraja may not have is not here: it is sent again, under its own name.
    """
    found = await rows(
        """SELECT token FROM mpesa_requests WHERE next_look_at <= $1
           AND (state = 'accepted' OR (state = 'unknown' AND
               (kind <> 'b2c' OR conversation_id IS NOT NULL
                OR asked_at <= $1::timestamptz - $3::interval)))
           ORDER BY next_look_at LIMIT $2""",
        now,
        limit,
        LOOKED_FOR,
    )
    return [one["token"] for one in found]


def is_over(request: Request, now: datetime) -> bool:
    """Whether looking any longer makes no sense."""
    return request.asked_at + (LOOKED_FOR if request.moves_money else ASKED_FOR) <= now


def next_look(request: Request, now: datetime) -> datetime:
    """Each pause is as long as all before it, between a minute and some hours."""
    return now + min(max(now - request.asked_at, mpesa_requests.FIRST_LOOK), LONGEST_PAUSE)


async def look_up(request: Request, now: datetime) -> None:
    """Ask for the status of what a payout has made, unless that is being asked already.

    A reversal whose answer was lost has no name to ask by: its result comes, or a person looks.
    """
    name = request.originator_conversation_id
    if name is None:
        return
    under_way = await rows(
        """SELECT 1 FROM mpesa_requests
           WHERE refund_id = $1 AND kind = 'status' AND about_code = $2 AND state = ANY($3)""",
        request.refund_id,
        name,
        _OPEN,
    )
    if not under_way:
        await mpesa_requests.ask_status(now, conversation_id=name, refund_id=request.refund_id)
