"""What a request to Daraja means for the refund that it was sent for (X47, X48)."""

from datetime import timedelta

import structlog

from handlers import refund_ends
from handlers.sitting import Sitting
from models.values import RefundMethod, RequestKind
from models.values import RefundState as S
from services import mpesa_requests, refund_methods, refund_moves, refund_requests
from services.mpesa_requests import Conclusion, Outcome
from services.refund_moves import UNDER_WAY, Held

log = structlog.get_logger()

#: Looking up is the requests' own work; should nobody do it, a person is asked after this time.
LOOKED_FOR = timedelta(hours=49)
#: Busy, or the same amount a moment ago: the same request may succeed later.
PASSING = frozenset({"17", "26"})
PAUSE = timedelta(minutes=5)
MOST_ATTEMPTS = 5
#: The operator's own name or password is refused: another request would be, too.
NOBODY_IS_HEARD = frozenset({"2001", "8006"})


async def concluded(sitting: Sitting, conclusion: Conclusion) -> None:
    """Told inside the transaction that stores the conclusion; perhaps more than once a request."""
    request, code = conclusion.request, conclusion.code
    if not request.moves_money or request.refund_id is None:
        return
    refund = await refund_moves.lock(request.refund_id)
    if refund is None:
        return
    log.info("refund_request", refund_id=refund.id, kind=request.kind,
             outcome=conclusion.outcome, code=code)  # fmt: skip
    if conclusion.outcome is Outcome.DONE:
        receipt = conclusion.result.receipt if conclusion.result else None
        await _succeeded(sitting, refund, _method(conclusion), receipt)
        return
    if refund.state not in UNDER_WAY or await refund_requests.is_outdated(request):
        return
    look_at = sitting.now + LOOKED_FOR
    match conclusion.outcome:
        case Outcome.ACCEPTED:
            await refund_moves.accepted(refund, look_at)
        case Outcome.UNKNOWN:
            await refund_ends.lost(sitting, refund, code, look_at)
        case Outcome.ABANDONED:
            await refund_ends.lost(sitting, refund, code, None)
        case Outcome.FAILED:
            await _refused(sitting, refund, code)


async def _succeeded(
    sitting: Sitting, refund: Held, method: RefundMethod, receipt: str | None
) -> None:
    """Late truth wins, over a failure too; unless the money has gone another way since."""
    if await refund_ends.done(sitting, refund, receipt, method):
        await refund_requests.withdraw_waiting(refund.id, sitting.now)
    elif refund.state is S.DONE and refund.method is method and not _differ(refund, receipt):
        if receipt:
            await refund_moves.name_it(refund, receipt)
    else:
        await refund_ends.left_again(sitting, refund)


def _differ(refund: Held, receipt: str | None) -> bool:
    return None not in {refund.provider_code, receipt} and refund.provider_code != receipt


async def _refused(sitting: Sitting, refund: Held, code: str) -> None:
    """Nothing has left by this request: later, by another way, or by a person's hand."""
    now = sitting.now
    if code in PASSING and refund.attempts < MOST_ATTEMPTS:
        await refund_moves.due_again(refund, now + PAUSE * refund.attempts, now)
    elif code in NOBODY_IS_HEARD or not _falls_back(refund):
        await refund_ends.failed(sitting, refund, code)
    else:
        await refund_moves.due_again(refund, now, now)
        again = await refund_moves.lock(refund.id)
        assert again is not None, "it has just been held"
        await send_by_b2c(again, sitting)


def _falls_back(refund: Held) -> bool:
    """Once: from a reversal that is refused to a payment to the phone that paid."""
    reversal = refund.method is RefundMethod.REVERSAL
    return reversal and refund_methods.can_be_paid_out(refund)


async def send_by_reversal(refund: Held, sitting: Sitting) -> None:
    """Written down; whoever sends requests sends it once this is committed."""
    assert refund.receipt is not None, "only a known receipt can be reversed"
    now = sitting.now
    if await refund_moves.sending(refund, RefundMethod.REVERSAL, now + LOOKED_FOR, now):
        await mpesa_requests.ask_reversal(refund.id, refund.receipt, refund.amount.minor, now)


async def send_by_b2c(refund: Held, sitting: Sitting) -> None:
    """As a reversal is sent, to the phone that paid."""
    assert refund.payer_phone is not None, "only a known phone can be paid"
    now = sitting.now
    if await refund_moves.sending(refund, RefundMethod.B2C, now + LOOKED_FOR, now):
        await mpesa_requests.ask_b2c(refund.id, refund.payer_phone, refund.amount.minor, now)


async def send_once_more(refund: Held, sitting: Sitting) -> None:
    """A payout that has not arrived, under the name that it had: M-Pesa pays it once at most."""
    now = sitting.now
    if await refund_moves.sending(refund, RefundMethod.B2C, now + LOOKED_FOR, now):
        await refund_requests.send_again(refund.id, now)


def _method(conclusion: Conclusion) -> RefundMethod:
    is_reversal = conclusion.request.kind is RequestKind.REVERSAL
    return RefundMethod.REVERSAL if is_reversal else RefundMethod.B2C
