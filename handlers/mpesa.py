"""M-Pesa's side of a payment: the push, its answer, the callback and the query, in any order."""

import secrets
from dataclasses import dataclass

import structlog
from tortoise.exceptions import IntegrityError

from conversations import payment as payment_dialogue
from conversations.work import PaymentMoved
from handlers import announce
from handlers.converse import inform
from handlers.sitting import Sitting
from models.values import PaymentStatus, PromptStatus
from services import bookings, ledger, payments, people
from services.booking_views import view
from services.errors import MalformedCallback
from services.gateways import jitsi
from services.gateways.mpesa import (
    Accepted,
    Concluded,
    PushOutcome,
    QueryOutcome,
    Refused,
    parse_callback,
    result_for,
)
from services.gateways.mpesa_values import StkResult
from services.payments import Held
from services.transaction import savepoint

log = structlog.get_logger()

LANE = "mpesa:"
#: Where M-Pesa's money comes from, in the ledger.
ACCOUNT = "mpesa"


@dataclass(frozen=True, slots=True)
class Money:
    """What a report says came in; the query knows neither receipt nor amount."""

    receipt: str | None
    amount_minor: int | None


async def hold_lane(lane: str) -> None:
    """Callbacks of one payment run one by one, under its row lock; an unknown token has no lock."""
    known = await payments.client_of(lane.removeprefix(LANE))
    if known is not None:
        await people.lock_chat_of(known[1])
        await payments.lock(known[0])


async def callback(sitting: Sitting, token: str, raw: bytes) -> str:
    """Apply one stored callback; the answer says what was made of it, for the record (X44)."""
    known = await payments.client_of(token)
    if known is None:
        log.warning("callback_refused", reason="unknown token", alarm=True)
        return "refused: unknown token"
    try:
        result = parse_callback(raw)
    except MalformedCallback:
        log.warning("callback_refused", reason="malformed", payment_id=known[0], alarm=True)
        return "refused: malformed"
    held = await payments.lock(known[0])
    objection = _objection(held, result)
    if objection:
        log.warning("callback_refused", reason=objection, payment_id=held.id, alarm=True)
        return f"refused: {objection}"
    if held.checkout_request_id is None:
        await payments.name_it(held.id, result.merchant_request_id, result.checkout_request_id)
    money = Money(result.receipt, result.amount_minor)
    return await _conclude(sitting, held, known[1], result.result_code, result.description, money)


def _objection(held: Held, result: StkResult) -> str | None:
    """Why a callback can't be about this payment, though its token fits."""
    ours = held.checkout_request_id
    if ours is not None and not secrets.compare_digest(ours, result.checkout_request_id):
        return "unknown checkout id"
    if not result_for(result.result_code).paid:
        return None
    if result.amount_minor != held.amount.minor:
        return "wrong amount"
    return None if result.receipt else "no receipt"


async def pushed(sitting: Sitting, payment_id: int, client_id: int, outcome: PushOutcome) -> None:
    """The push was answered, refused, or its answer is lost."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    words: str | None = None
    match outcome:
        case Accepted(merchant_request_id=merchant, checkout_request_id=checkout):
            moved = await payments.prompted(held, merchant, checkout, sitting.now)
        case Refused(code=code, message=message, reason=reason):
            moved = await payments.failed(held, code, message, sitting.now)
            words = reason.words_key
        case _:
            moved = await payments.answer_lost(held, sitting.now)
            words = "pay_prompt_unsure"
    if moved and guest is not None:
        await _follow(sitting, guest, held, words)


async def queried(sitting: Sitting, payment_id: int, client_id: int, answer: QueryOutcome) -> None:
    """The status query was answered; anything but a conclusion changes nothing (1.5)."""
    if not isinstance(answer, Concluded):
        return
    await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    await _conclude(sitting, held, client_id, answer.result_code, answer.description,
                    Money(None, None))  # fmt: skip


async def lost(sitting: Sitting, payment_id: int, client_id: int) -> None:
    """No answer and no callback, and any prompt has left the phone by now: offer another."""
    guest = await people.lock_chat_of(client_id)
    held = await payments.lock(payment_id)
    if held.status is not PromptStatus.UNKNOWN or held.checkout_request_id is not None:
        return
    if await payments.failed(held, "LOST", "no answer, no callback", sitting.now) and guest:
        await _follow(sitting, guest, held, "mpesa_lost")


async def _conclude(
    sitting: Sitting, held: Held, client_id: int, code: str, description: str, money: Money
) -> str:
    result = result_for(code)
    if result.alarm:
        log.error("mpesa_result_needs_a_person", payment_id=held.id, code=code, alarm=True)
    if result.paid:
        return await _paid(sitting, held, client_id, money)
    if not result.terminal:
        await payments.note_code(held, code, description)
        return f"pending: {code}"
    if not await payments.failed(held, code, description, sitting.now):
        return "known already"
    guest = await people.lock_chat_of(client_id)
    if guest is not None:
        await _follow(sitting, guest, held, result.words_key)
    return f"failed: {code}"


async def _paid(sitting: Sitting, held: Held, client_id: int, money: Money) -> str:
    amount = money.amount_minor if money.amount_minor is not None else held.amount.minor
    try:
        async with savepoint():
            first = await payments.paid(held, money.receipt, amount, sitting.now)
    except IntegrityError:
        log.error("receipt_used_twice", payment_id=held.id, alarm=True)
        return "refused: receipt of another payment"
    if not first:
        return "known already"
    before = await view(held.booking_id)
    confirmed = await _confirm(sitting, held)
    owed = (
        ledger.booking_account(held.booking_id) if confirmed else ledger.credit_account(client_id)
    )
    await ledger.enter(f"mpesa:{held.id}", ACCOUNT, owed, held.amount, booking_id=held.booking_id,
                       payment_id=held.id, now=sitting.now)  # fmt: skip
    guest = await people.lock_chat_of(client_id)
    if guest is not None:
        await people.remember_phone(client_id, held.phone)
        await _follow(sitting, guest, held, None)
    booking = await view(held.booking_id)
    if confirmed:
        await announce.confirmed(sitting, booking, money.receipt)
        return "paid"
    if before.payment_status is not PaymentStatus.PAID:
        await bookings.mark_payment(booking.id, PaymentStatus.REFUND_DUE, sitting.now)
    log.error("paid_but_not_confirmed", payment_id=held.id, alarm=True)
    await announce.paid_not_confirmed(sitting, booking)
    return "paid: credit"


async def _confirm(sitting: Sitting, held: Held) -> bool:
    """Late truth wins: a lapsed booking comes back if its slot is still free (X41)."""
    link = jitsi.room(sitting.practice.jitsi_url)
    try:
        async with savepoint():
            return await bookings.confirm(held.booking_id, link, sitting.now)
    except IntegrityError:
        return False


async def _follow(sitting: Sitting, guest: people.Guest, held: Held, words: str | None) -> None:
    """The message in the chat follows the payment."""
    booking = await view(held.booking_id)
    payment = await payments.payment_view(held.id, words)
    moved = PaymentMoved(payment, booking)
    await inform(sitting, guest, payment_dialogue.NAME, moved, str(booking.public_id))
