"""Refunds through Paystack: asked for once, and found again on its list by a note of ours (M7).

Paystack's refund isn't idempotent: after a lost answer the list says whether it was taken.
"""

from datetime import datetime, timedelta

import structlog

from handlers import refund_ends
from handlers.sitting import Sitting
from models.values import RefundMethod
from models.values import RefundState as S
from services import refund_moves
from services.gateways.paystack import PaystackGateway
from services.gateways.paystack_values import (
    Lost,
    NoAnswer,
    NoSuchRefund,
    Refund,
    RefundOutcome,
    RefundRequest,
    RefundSearch,
    RefundStanding,
    RefundTaken,
    Rejected,
)
from services.refund_moves import NEEDS_ATTENTION, UNDER_WAY, Held

log = structlog.get_logger()

#: A request takes no longer than this; afterwards it is looked for on the list.
ANSWER_WITHIN = timedelta(minutes=1)
#: What is not on the list so long after it was sent has not arrived.
LISTED_WITHIN = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=6)
#: Banks take days; what has neither ended nor been found by then is for a person.
FOLLOWED_FOR = timedelta(days=14)
LOOKED_FOR = timedelta(hours=48)


async def begin(sitting: Sitting, refund: Held) -> None:
    """Claimed: committed before Paystack is asked."""
    now = sitting.now
    await refund_moves.sending(refund, RefundMethod.PAYSTACK, now + ANSWER_WITHIN, now)


async def ask(gateway: PaystackGateway, refund: Held) -> RefundOutcome:
    """One that may have been asked for before is looked for first."""
    if refund.attempts > 1:
        earlier = await gateway.find_refund(_request(refund), refund.asked_at)
        if isinstance(earlier, RefundTaken) and earlier.refund.standing != RefundStanding.FAILED:
            return earlier
        if isinstance(earlier, NoAnswer):
            return Rejected("list", earlier.reason, ANSWER_WITHIN.total_seconds())
    try:
        return await gateway.refund(_request(refund))
    except Exception as error:  # noqa: BLE001 - whatever it was, the request may have left
        log.error("paystack_refund_broke", refund_id=refund.id, error=type(error).__name__)
        return Lost(type(error).__name__)


async def find(gateway: PaystackGateway, refund: Held) -> RefundSearch:
    return await gateway.find_refund(_request(refund), refund.changed_at)


async def answered(sitting: Sitting, refund: Held, outcome: RefundOutcome) -> None:
    """Paystack took it, refused it, or its answer is lost."""
    if refund.state is not S.SENDING:
        return
    now = sitting.now
    match outcome:
        case RefundTaken(refund=taken):
            await _stands(sitting, refund, taken)
        case Rejected(code=code, retry_after=None):
            await refund_ends.failed(sitting, refund, code)
        case Rejected(retry_after=seconds):
            later = now + timedelta(seconds=seconds or 0)
            await refund_moves.due_again(refund, later, now)
        case Lost():
            await refund_ends.lost(sitting, refund, "LOST", now + ANSWER_WITHIN)


async def found(sitting: Sitting, refund: Held, search: RefundSearch) -> None:
    """What Paystack's list says of it."""
    if refund.state is S.FAILED:
        await _late_news(sitting, refund, search)
        return
    if refund.state not in UNDER_WAY:
        return
    now = sitting.now
    match search:
        case RefundTaken(refund=taken):
            await _stands(sitting, refund, taken)
        case NoSuchRefund() if refund.state is S.ACCEPTED or _is_new(refund, now):
            await _wait(sitting, refund)
        case NoSuchRefund():
            await refund_moves.due_again(refund, now, now)
        case NoAnswer():
            await _wait(sitting, refund)


async def _stands(sitting: Sitting, refund: Held, taken: Refund) -> None:
    code, now = str(taken.id), sitting.now
    match taken.standing:
        case RefundStanding.DONE:
            await refund_ends.done(sitting, refund, code, RefundMethod.PAYSTACK)
        case RefundStanding.FAILED:
            await refund_ends.failed(sitting, refund, taken.status)
        case RefundStanding.NEEDS_ATTENTION:
            if refund.note == NEEDS_ATTENTION:
                await _wait(sitting, refund)
            else:
                await refund_ends.needs_attention(sitting, refund, next_look(refund, now))
        case _:
            if refund.state is not S.ACCEPTED:
                await refund_moves.accepted(refund, next_look(refund, now), code)
            else:
                await _wait(sitting, refund)


async def _late_news(sitting: Sitting, refund: Held, search: RefundSearch) -> None:
    """A success after all counts; anything else leaves it to a person."""
    if isinstance(search, RefundTaken) and search.refund.standing is RefundStanding.DONE:
        await _stands(sitting, refund, search.refund)
    else:
        await refund_moves.look_again(refund, None)


async def _wait(sitting: Sitting, refund: Held) -> None:
    """Look again later, until it is a person's turn."""
    since = sitting.now - refund.changed_at
    is_known = refund.state is S.ACCEPTED or refund.note == NEEDS_ATTENTION
    if since < (FOLLOWED_FOR if is_known else LOOKED_FOR):
        await refund_moves.look_again(refund, next_look(refund, sitting.now))
    else:
        await refund_ends.lost(sitting, refund, refund.note or "SILENCE", None)


def next_look(refund: Held, now: datetime) -> datetime:
    """Each pause is as long as all before it, between a minute and some hours."""
    return now + min(max(now - refund.changed_at, ANSWER_WITHIN), LONGEST_PAUSE)


def _is_new(refund: Held, now: datetime) -> bool:
    return now - refund.changed_at < LISTED_WITHIN


def _request(refund: Held) -> RefundRequest:
    assert refund.receipt is not None, "Paystack's money has a reference"
    return RefundRequest(refund.receipt, refund.amount, refund.name)
