"""What a person decides where no machine goes on: each raises Outdated when it has moved on."""

from handlers import announce_refunds, refund_ends
from handlers.refund_results import send_by_reversal, send_once_more
from handlers.sitting import Sitting
from models.values import Money, RefundMethod
from models.values import RefundState as S
from services import credit, ledger, refund_moves, refund_requests
from services.errors import Outdated
from services.refund_moves import Held


async def paid_out(sitting: Sitting, refund: Held, code: str | None, by: int) -> None:
    """By the hand of `by`, who answers for it: refused, never to be sent, or not arrived."""
    by_hand = refund.state is S.DUE and refund.method is RefundMethod.HAND
    if not (by_hand or refund.state is S.FAILED or refund.waits_for_a_person):
        raise Outdated("nobody has to pay it out")
    await refund_ends.done(sitting, refund, code, RefundMethod.HAND, by=by)


async def was_sent(sitting: Sitting, refund: Held, code: str | None, by: int) -> None:
    """What nobody knew: it has arrived, by the way it was sent."""
    if not refund.waits_for_a_person or refund.method is None:
        raise Outdated("nobody has to find out")
    await refund_ends.done(sitting, refund, code, refund.method, by=by)


async def send_again(sitting: Sitting, refund: Held) -> None:
    """What was refused, or has not arrived.

    A payout goes out again under its own name and a reversal of the same receipt, both of which
    M-Pesa does once only; Paystack's list is read first.
    """
    if refund.state is not S.FAILED and not refund.waits_for_a_person:
        raise Outdated("it is under way")
    now, lost = sitting.now, refund.state is S.UNKNOWN
    await refund_moves.due_again(refund, now, now)
    if lost and refund.method is RefundMethod.B2C:
        await send_once_more(refund, sitting)
    elif lost and refund.method is RefundMethod.REVERSAL:
        await refund_requests.close(refund.id, now)
        await send_by_reversal(refund, sitting)


async def keep_as_credit(sitting: Sitting, refund: Held, by: int) -> None:
    """It does not leave: its owner's credit, or without an owner unallocated as before."""
    if not await refund_moves.withdrawn(refund, by, sitting.now):
        raise Outdated("it is under way, or gone")
    person_id = refund.person_id
    kept = ledger.UNALLOCATED if person_id is None else ledger.credit_account(person_id)
    await ledger.enter(
        f"withdrawn:{refund.id}", ledger.refund_account(person_id), kept, refund.amount,
        booking_id=refund.booking_id, money_in_id=refund.money_in_id, now=sitting.now,
    )  # fmt: skip
    await refund_ends.settle_booking(refund, sitting.now)
    if person_id is not None:
        whole: Money = await credit.of(person_id, refund.amount.currency)
        await announce_refunds.withdrawn(sitting, refund, whole)
