"""Where money that came in belongs: the booking it was paid for, or its client's credit (M4)."""

import structlog
from tortoise.exceptions import IntegrityError

from handlers import announce_money
from handlers.sitting import Sitting
from models.database import row
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus
from models.views import BookingView
from services import bookings, credit, ledger, meetings, money_in, people
from services.booking_views import view
from services.money_in import Known
from services.transaction import savepoint

log = structlog.get_logger()

#: What became of money that has an owner, or goes back to whoever paid it.
KNOWN = "known already"
#: A booking that money can still confirm: late truth revives a lapsed one if its slot is free.
_CAN_BE_PAID = (S.APPROVED, S.EXPIRED)


async def to_booking(
    sitting: Sitting, known: Known, booking_id: int, *, by: int | None = None
) -> str:
    """Give unallocated money to the client of a booking, for it where that is still possible.

    `by` is whoever decided so, None where the money said it itself. Everybody concerned is told;
    the answer says what was made of it, for the record.
    """
    booking = await stands_now(booking_id)
    if await people.is_forgotten(booking.client_id):
        return await _of_nobody(sitting, known)
    waits = booking.status in _CAN_BE_PAID
    account = (
        ledger.booking_account(booking.id) if waits else ledger.credit_account(booking.client_id)
    )
    given = await money_in.allocate(
        known, booking.client_id, booking.id, account, sitting.now, by=by
    )
    if not given:
        return KNOWN
    if waits:
        return await complete(sitting, booking, known.amount, known, by=by)
    await _was_not_needed(sitting, booking, known.amount, by)
    return "paid: credit"


async def _of_nobody(sitting: Sitting, known: Known) -> str:
    """Its owner was forgotten: nobody's credit, but money that a person has to send back (D2)."""
    if known.fresh:
        await money_in.leave_unallocated(known, sitting.now)
    log.error("paid_by_somebody_forgotten", money_in_id=known.id, alarm=True)
    return "unallocated"


async def to_credit(sitting: Sitting, known: Known, person_id: int, *, by: int) -> bool:
    """Give unallocated money to a person without a booking; False when it has an owner already."""
    account = ledger.credit_account(person_id)
    given = await money_in.allocate(known, person_id, None, account, sitting.now, by=by)
    if given:
        await announce_money.credited(sitting, person_id, known.amount)
    return given


async def complete(
    sitting: Sitting, booking: BookingView, came: Money, known: Known | None, *,
    by: int | None = None,
) -> str:  # fmt: skip
    """See whether what has been paid for a booking is enough now; tell what follows.

    The caller holds the booking's row and has just moved `came` to its account, out of `known` or
    of a credit. Nobody is alarmed about what a person has decided.
    """
    paid = await ledger.paid_for(booking.id, booking.price.currency)
    if paid < booking.price and booking.status is S.APPROVED:
        await bookings.mark_partly_paid(booking.id, sitting.now)
        rest = Money(booking.price.minor - paid.minor, paid.currency)
        await announce_money.partly_paid(sitting, booking, came, rest)
        return "paid: part"
    if paid < booking.price or not await _confirm(sitting, booking.id):
        log.error("paid_but_not_confirmed", booking_id=booking.id, alarm=by is None)
        kept = await credit.keep_all(booking, sitting.now)
        await bookings.mark_payment(booking.id, PaymentStatus.FAILED, sitting.now)
        await announce_money.paid_not_confirmed(sitting, booking, kept)
        return "paid: credit"
    excess = Money(paid.minor - booking.price.minor, paid.currency)
    await credit.keep(booking, excess, sitting.now)
    await announce_money.confirmed(sitting, await view(booking.id), known, excess)
    return "paid"


async def stands_now(booking_id: int) -> BookingView:
    """The booking, or what has replaced it since, held for this transaction (B9)."""
    while True:
        await row("SELECT 1 FROM bookings WHERE id = $1 FOR UPDATE", booking_id)
        later = await bookings.successor(booking_id)
        if later is None:
            return await view(booking_id)
        booking_id = later


async def _confirm(sitting: Sitting, booking_id: int) -> bool:
    """Late truth wins: a lapsed booking comes back if its slot is still free (X41)."""
    practice = sitting.practice
    try:
        async with savepoint():
            confirmed = await bookings.confirm(booking_id, None, sitting.now)
    except IntegrityError as error:
        if "bookings_no_overlap" not in str(error):
            raise
        return False
    if confirmed:
        sitting.wakes.add("meetings")
        await meetings.wanted_link(booking_id, sitting.now, practice.jitsi_url,
                                   offers_google=practice.google is not None)  # fmt: skip
    return confirmed


async def _was_not_needed(
    sitting: Sitting, booking: BookingView, came: Money, by: int | None
) -> None:
    """Money without a booking to be for: paid twice, or paid when it was over; never nothing."""
    if booking.payment_status is PaymentStatus.PAID:
        await announce_money.paid_twice(sitting, booking, came)
    else:
        log.error("paid_but_not_confirmed", booking_id=booking.id, alarm=by is None)
        await announce_money.paid_not_confirmed(sitting, booking, came)
