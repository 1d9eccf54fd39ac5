"""Money that came in, by whatever way it was told: counted once, and put where it belongs (M3)."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from tortoise.exceptions import IntegrityError

from conversations import card as card_dialogue
from conversations import payment as payment_dialogue
from conversations.work.payment import PaymentMoved
from handlers import allocation, announce_money, converse
from handlers.sitting import Sitting
from models.values import Money, MoneySource, Provider
from services import (
    mismatches,
    money_in,
    payment_proofs,
    payment_views,
    payments,
    people,
    phones,
)
from services.booking_views import view
from services.money_in import Arrived, Known
from services.payments import Held, News
from services.people import Guest
from services.transaction import savepoint

log = structlog.get_logger()

#: Nothing new: the money is in the books, and is somebody's.
KNOWN = allocation.KNOWN


@dataclass(frozen=True, slots=True)
class Report:
    """That an attempt of ours was paid; a status query knows neither receipt nor amount.

    `amount_minor` is in minor units, `settled_at` in UTC. `told`: what somebody else than the
    attempt's own callback or query told of its money. `by` decided that it is this attempt's.
    """

    receipt: str | None
    amount_minor: int | None
    source: MoneySource
    settled_at: datetime | None = None
    told: Arrived | None = None
    by: int | None = None


async def money_came(sitting: Sitting, held: Held, client_id: int, report: Report) -> str:
    """Apply a report of success of an attempt; the answer says what was made of it (X40).

    The first report counts, later ones bring the receipt at most. The caller holds the client's
    chat and the payment.
    """
    amount = held.amount.minor if report.amount_minor is None else report.amount_minor
    try:
        async with savepoint():
            news = await payments.paid(held, report.receipt, amount, sitting.now)
    except IntegrityError as error:
        if "receipt" not in str(error):
            raise
        log.error("receipt_used_twice", payment_id=held.id, alarm=True)
        return "refused: receipt of another payment"
    match news:
        case News.NOTHING:
            return KNOWN
        case News.RECEIPT:
            return await _receipt_followed(sitting, held, report)
        case News.ANOTHER:
            another = _arrived(held, report, amount, tied=False)
            return await _settle(sitting, held, another, report.by)
        case News.MONEY:
            log.info("payment_paid", payment_id=held.id, booking_id=held.booking_id)
            outcome = await _settle(sitting, held, _arrived(held, report, amount), report.by)
            guest = await people.lock_chat_of(client_id)
            if guest is not None:
                await follow(sitting, guest, held, None)
            return outcome


async def money_arrived(
    sitting: Sitting, arrived: Arrived, booking_id: int | None, *, by: int | None = None
) -> str:
    """Apply a report of money that no attempt of ours is named in: a Paybill, a list, a proof.

    `booking_id` is what it says it is for; None leaves it unallocated until a person decides, or
    until somebody shows its code. The same money as a push's is recognised by booking and amount
    while the push waits for its receipt. `by` is the person whose word it is, if it is one's.
    """
    assert arrived.code is not None, "only our own attempts are known without a receipt"
    if booking_id is None:
        booking_id = await payment_proofs.claimed_for(arrived.code)
    if booking_id is None:
        return await _unallocated(sitting, arrived)
    booking = await view(booking_id)
    # The order in which everybody locks: the client's chat, the payment, the money.
    await people.lock_chat_of(booking.client_id)
    push = await _push_of(arrived, booking_id)
    known = await money_in.by_code(arrived.provider, arrived.code)
    if known is not None and not known.is_unallocated:
        return await _known_already(sitting, arrived)
    if push is not None:
        report = Report(
            arrived.code, arrived.amount.minor, arrived.source, arrived.settled_at, arrived, by
        )
        return await money_came(sitting, push, booking.client_id, report)
    known = known or await money_in.record(arrived, sitting.now)
    if known is None:
        return await _known_already(sitting, arrived)
    return await allocation.to_booking(sitting, known, booking_id, by=by)


async def _push_of(arrived: Arrived, booking_id: int) -> Held | None:
    if arrived.provider is not Provider.MPESA:
        return None
    return await payment_views.that_may_have_brought(booking_id, arrived.amount)


async def _known_already(sitting: Sitting, arrived: Arrived) -> str:
    """It counts once, with the amount that was told first; another one calls a person."""
    assert arrived.code is not None, "without a code nothing is known by it"
    known = await money_in.by_code(arrived.provider, arrived.code)
    if known is not None and known.amount != arrived.amount:
        at = arrived.settled_at or sitting.now
        if await mismatches.other_amount(
            known.provider, arrived.code, known.amount, arrived.amount, at, sitting.now
        ):
            log.error("money_of_another_amount", money_in_id=known.id, alarm=True)
    return KNOWN


async def _unallocated(sitting: Sitting, arrived: Arrived) -> str:
    known = await money_in.record(arrived, sitting.now)
    if known is None:
        return await _known_already(sitting, arrived)
    await money_in.leave_unallocated(known, sitting.now)
    return "unallocated"


def _arrived(held: Held, report: Report, minor: int, *, tied: bool = True) -> Arrived:
    amount, told = Money(minor, held.amount.currency), report.told
    payment_id = held.id if tied else None
    if told is None:
        return Arrived(held.provider, report.receipt, amount, report.source, payment_id,
                       payer_phone=held.phone, settled_at=report.settled_at)  # fmt: skip
    # Somebody may have paid by hand while the prompt was on another phone.
    asked = held.phone if held.phone and phones.may_be(told.payer or "", held.phone) else None
    return replace(told, payment_id=payment_id, payer_phone=told.payer_phone or asked)


async def _settle(sitting: Sitting, held: Held, arrived: Arrived, by: int | None) -> str:
    known = await money_in.record(arrived, sitting.now) or await _told_before(held, arrived)
    outcome = KNOWN
    if known is not None and known.is_unallocated:
        outcome = await allocation.to_booking(sitting, known, held.booking_id, by=by)
    elif known is not None:
        outcome = await _known_already(sitting, arrived)
    if outcome == KNOWN:
        # A person gave it to somebody, or sends it back: the prompt is over all the same.
        log.warning("paid_with_known_money", payment_id=held.id)
        await payments.processing_ended(held.booking_id, sitting.now)
    return outcome


async def _told_before(held: Held, arrived: Arrived) -> Known | None:
    """The same money under the same receipt, told of by another way; now it has a payment."""
    if arrived.code is None:
        return None
    known = await money_in.by_code(arrived.provider, arrived.code)
    if known is not None and arrived.payment_id is not None:
        await money_in.tie(known, held.id)
    return known


async def _receipt_followed(sitting: Sitting, held: Held, report: Report) -> str:
    """Only the receipt is new, unless it stands in the books already as somebody's money."""
    assert report.receipt is not None, "the receipt is the news"
    nameless = await money_in.of_payment(held.id)
    assert nameless is not None, "a paid payment has brought money"
    named = await money_in.by_code(held.provider, report.receipt)
    if named is None:
        await money_in.name(nameless, report.receipt, sitting.now)
    elif not await money_in.merge(nameless, named, sitting.now):
        log.error("money_counted_twice", payment_id=held.id, alarm=True)
        return "paid: receipt is allocated to another"
    await announce_money.receipt_followed(sitting, await view(held.booking_id), report.receipt)
    return "paid: receipt"


async def follow(sitting: Sitting, guest: Guest, held: Held, words: str | None) -> None:
    """The message in the chat follows the payment; `words` is the key of a result's text."""
    booking = await view(held.booking_id)
    payment = await payment_views.of(held.id, words)
    moved = PaymentMoved(payment, booking)
    dialogue = card_dialogue if held.provider is Provider.PAYSTACK else payment_dialogue
    await converse.inform(sitting, guest, dialogue.NAME, moved, str(booking.public_id))
