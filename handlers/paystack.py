"""Paystack's side of a payment: its events, and what it says when it is asked (M7, X50).

An event is a hint: it makes us ask. Only what `verify` answers is given value for.
"""

import structlog

from handlers.settle import Report, follow, money_arrived, money_came
from handlers.sitting import Sitting
from models.values import LIVE_PROMPTS, MoneySource, PromptStatus, Provider
from services import (
    payments,
    paystack_payments,
    paystack_refunds,
    paystack_strays,
    people,
    refused_callbacks,
)
from services.errors import MalformedCallback
from services.gateways.mpesa_results import PushResult
from services.gateways.paystack_events import parse_event
from services.gateways.paystack_values import (
    ChargeBegun,
    ChargeOutcome,
    CheckoutOpen,
    CheckoutOutcome,
    Found,
    NotFound,
    PaystackEvent,
    Rejected,
    Standing,
    Transaction,
    VerifyOutcome,
)
from services.money_in import Arrived
from services.payments import Held
from services.paystack_ladder import ANSWER_WITHIN

log = structlog.get_logger()

LANE = "paystack:"
#: Paystack could not be reached: it is asked again.
NO_ANSWER = "no answer"


async def hold(reference: str) -> None:
    """Events of one payment run one by one, under its row lock."""
    known = await paystack_payments.of_reference(reference)
    if known is not None:
        await people.lock_chat_of(known[1])
        await payments.lock(known[0])


async def event(sitting: Sitting, raw: bytes) -> str:
    """Take one stored event; the answer says what was made of it, for the record."""
    try:
        came = parse_event(raw)
    except MalformedCallback:
        log.error("paystack_event_not_understood", alarm=True)
        return "refused: malformed"
    if came.is_refund:
        return await _refund_moved(sitting, came)
    if came.is_dispute:
        log.error("paystack_dispute", outcome=came.name, alarm=True)
        return f"for a person: {came.name}"
    if came.name != "charge.success" or came.reference is None:
        return f"nothing to do: {came.name}"
    return await _paid_it_says(sitting, came.reference)


async def _paid_it_says(sitting: Sitting, reference: str) -> str:
    known = await paystack_payments.of_reference(reference)
    if known is None or known[2] is PromptStatus.FAILED:
        # A page stays payable when nobody asks about it any more: this row sees that somebody does.
        sitting.wakes.add("paystack_strays")
        return paystack_strays.TO_VERIFY
    if known[2] is PromptStatus.PAID:
        return "known already"
    await paystack_payments.ask_now(reference, sitting.now)
    sitting.wakes.add("paystack")
    return "to be verified"


async def _refund_moved(sitting: Sitting, came: PaystackEvent) -> str:
    """Whoever follows refunds looks at once, instead of at its time."""
    if came.reference and await paystack_refunds.look_now(came.reference, sitting.now):
        return f"to be looked at: {came.status}"
    log.error("paystack_refund_not_ours", outcome=came.name, alarm=True)
    return f"refused: not our {came.name}"


async def opened(
    sitting: Sitting, payment_id: int, client_id: int, outcome: CheckoutOutcome | ChargeOutcome
) -> None:
    """The request for a page, or for a prompt, was answered, or its answer is lost."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    words: str | None = None
    match outcome:
        case CheckoutOpen(url=url):
            moved = await paystack_payments.opened(held, url, sitting.now)
        case ChargeBegun():
            moved = await paystack_payments.opened(held, None, sitting.now)
        case Rejected(code=code, message=message, retry_after=retry_after):
            moved = await paystack_payments.ended(held, code, message, sitting.now)
            words = "card_not_now" if held.provider is Provider.PAYSTACK else "mpesa_system_busy"
            if retry_after is None:
                log.error("paystack_refused", payment_id=held.id, error_code=code, alarm=True)
        case _:
            # Taken, or lost: either way Paystack has to be asked.
            await paystack_payments.answer_lost(held, sitting.now)
            moved = False
    if moved and guest is not None:
        await follow(sitting, guest, held, words)


async def never_begun(sitting: Sitting, payment_id: int, client_id: int) -> None:
    """Nobody could ask Paystack in time: offer another."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    if held.status is not PromptStatus.WAITING:
        return
    log.error("push_never_sent", payment_id=payment_id, alarm=True)
    if await payments.failed(held, "LATE", "never sent", sitting.now) and guest:
        await follow(sitting, guest, held, "mpesa_system_busy")


async def verified(
    sitting: Sitting, payment_id: int, client_id: int, reference: str, outcome: VerifyOutcome
) -> str:
    """Apply what Paystack says about one of our attempts; no answer changes nothing."""
    await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    if held.status is PromptStatus.PAID:
        return "known already"
    match outcome:
        case NotFound():
            return await _unheard_of(sitting, held)
        case Found(transaction=transaction):
            return await _found(sitting, held, client_id, reference, transaction)
        case _:
            return NO_ANSWER


async def stray_verified(
    sitting: Sitting, row_id: int, reference: str, outcome: VerifyOutcome
) -> str:
    """Apply what Paystack says about what nobody asks about: an ended attempt, or none of ours.

    What isn't ours gives nobody any value.
    """
    known = await paystack_payments.of_reference(reference)
    if known is not None:
        told = await verified(sitting, known[0], known[1], reference, outcome)
        if told != NO_ANSWER:
            await paystack_strays.done(row_id, told)
        return told
    match outcome:
        case Found(transaction=transaction) if transaction.standing is Standing.PAID:
            if not await paystack_strays.done(row_id, "unallocated"):
                return "known already"
            log.error("paystack_payment_unallocated", inbox_id=row_id, alarm=True)
            arrived = Arrived(
                Provider.PAYSTACK, reference, transaction.paid, MoneySource.PAYSTACK,
                settled_at=transaction.paid_at,
            )  # fmt: skip
            return await money_arrived(sitting, arrived, None)
        case Found() | NotFound():
            log.error("paystack_event_not_confirmed", inbox_id=row_id, alarm=True)
            await paystack_strays.done(row_id, "refused: Paystack knows of no such payment")
            return "refused"
        case _:
            return NO_ANSWER


async def _unheard_of(sitting: Sitting, held: Held) -> str:
    """Paystack has no such transaction, so nobody can pay it: begin again, or leave it."""
    if _answer_is_lost(sitting, held) and await paystack_payments.begin_again(held):
        return "begun again"
    if held.status not in LIVE_PROMPTS:
        await paystack_payments.stop_asking(held)
        return "not there"
    if held.status is PromptStatus.UNKNOWN:
        await _not_begun(sitting, held)
    return "not there"


def _answer_is_lost(sitting: Sitting, held: Held) -> bool:
    """Not while the request may still be under way."""
    if held.status is PromptStatus.UNKNOWN:
        return True
    sent = held.submitted_at
    return held.status is PromptStatus.SUBMITTING and (
        sent is None or sent + ANSWER_WITHIN <= sitting.now
    )


async def _found(
    sitting: Sitting, held: Held, client_id: int, reference: str, transaction: Transaction
) -> str:
    match transaction.standing:
        case Standing.PAID if transaction.paid == held.amount:
            report = Report(
                reference, transaction.paid.minor, MoneySource.PAYSTACK, transaction.paid_at
            )
            return await money_came(sitting, held, client_id, report)
        case Standing.PAID:
            return await _another_sum(sitting, held, reference, transaction)
        case Standing.FAILED if held.provider is Provider.PAYSTACK_MPESA:
            return await _failed(sitting, held, transaction)
        case Standing.OPEN | Standing.FAILED:
            return await _still_open(sitting, held)
        case Standing.REVERSED:
            log.error("paystack_transaction_reversed", payment_id=held.id, alarm=True)
            await paystack_payments.ended(held, "REVERSED", "paid and sent back", sitting.now)
            await paystack_payments.stop_asking(held)
            return "reversed"
        case _:
            if await payments.note_code(held, transaction.status, "status never heard of"):
                log.error("paystack_status_needs_a_person", payment_id=held.id, alarm=True)
            return f"pending: {transaction.status}"


async def _another_sum(
    sitting: Sitting, held: Held, reference: str, transaction: Transaction
) -> str:
    """Not what was asked for: it counts for no booking until a person has looked (X50)."""
    log.error("paystack_amount_differs", payment_id=held.id, alarm=True)
    arrived = Arrived(
        held.provider, reference, transaction.paid, MoneySource.PAYSTACK,
        settled_at=transaction.paid_at,
    )  # fmt: skip
    await money_arrived(sitting, arrived, None)
    await refused_callbacks.record("paystack", "another amount", reference, b"", sitting.now)
    moved = await paystack_payments.ended(
        held, "AMOUNT", "paid in another amount or currency", sitting.now
    )
    await paystack_payments.stop_asking(held)
    guest = await people.lock_chat_of(held.client_id)
    if moved and guest is not None:
        await follow(sitting, guest, held, "paystack_amount_differs")
    return "refused: another amount or currency"


async def _failed(sitting: Sitting, held: Held, transaction: Transaction) -> str:
    """The payer said no on the phone, or could not; a page may still be paid on, a prompt not."""
    moved = await paystack_payments.ended(held, "failed", transaction.why, sitting.now)
    guest = await people.lock_chat_of(held.client_id)
    if moved and guest is not None:
        await follow(sitting, guest, held, _words(transaction.why))
    return "failed"


#: What Paystack passes on of M-Pesa's results, in its own words.
_REASONS = (
    ("insufficient", PushResult.NO_BALANCE),
    ("pin", PushResult.WRONG_PIN),
    ("cancel", PushResult.CANCELLED),
    ("lock", PushResult.BUSY),
)


def _words(why: str) -> str:
    """The text for it, and a plain one for what we can't place."""
    found = (result.words_key for sign, result in _REASONS if sign in why.lower())
    return next(found, "paystack_not_paid")


async def _still_open(sitting: Sitting, held: Held) -> str:
    """Paystack knows of it; a page whose address was lost on the way gets a successor."""
    if not _answer_is_lost(sitting, held):
        return "open"
    if held.provider is Provider.PAYSTACK:
        await paystack_payments.replace_link(held, sitting.now)
        return "replaced"
    guest = await people.lock_chat_of(held.client_id)
    if await paystack_payments.opened(held, None, sitting.now) and guest is not None:
        await follow(sitting, guest, held, None)
    return "open"


async def _not_begun(sitting: Sitting, held: Held) -> None:
    """Tried often enough: whoever waits is told, and offered other ways."""
    words = "card_not_now" if held.provider is Provider.PAYSTACK else "mpesa_system_busy"
    moved = await paystack_payments.ended(held, "LOST", "could not be begun", sitting.now)
    guest = await people.lock_chat_of(held.client_id)
    if moved and guest is not None:
        await follow(sitting, guest, held, words)
