"""Telling those whom money concerns: confirmed, partly paid, not needed, kept (M4)."""

from conversations import notices_money as notices
from handlers.calendar_letters import calendar_file, mailed
from handlers.sitting import Sitting
from handlers.standing import is_intake_due
from models.changes import is_late
from models.values import Money
from models.views import BookingView
from services import contacting
from services.money_in import Known


async def confirmed(
    sitting: Sitting, booking: BookingView, by: Known | None, excess: Money
) -> None:
    """Paid, at last `by` this: it stands for both. `excess` is kept for the client."""
    client = await contacting.of(booking.client_id)
    client_file = calendar_file(sitting, client, booking)
    # Of several parts none is the payment of the session.
    whole = by is not None and by.amount >= booking.price
    receipt = notices.receipt_line(by.provider, by.code) if by and by.code and whole else None
    brief = notices.paid_by(booking, by.amount, by.code) if by and by.code and whole else None
    to_client = notices.confirmed_client(
        booking, receipt, client_file, paper=by is not None,
        tells=await is_intake_due(sitting, booking), brief=brief,
        late=is_late(booking, sitting.now),
    )  # fmt: skip
    await sitting.tell(client, mailed(sitting, client, to_client, booking))
    if excess.minor:
        await sitting.tell(client, notices.paid_too_much(booking, excess))
    staff = await contacting.of(booking.psychologist_person_id)
    staff_file = calendar_file(sitting, staff, booking)
    to_staff = notices.confirmed_staff(booking, staff_file)
    await sitting.tell(staff, mailed(sitting, staff, to_staff, booking))


async def partly_paid(sitting: Sitting, booking: BookingView, came: Money, rest: Money) -> None:
    await sitting.tell(booking.client_id, notices.partly_paid(booking, came, rest))


async def paid_not_confirmed(sitting: Sitting, booking: BookingView, kept: Money) -> None:
    await sitting.tell(booking.client_id, notices.paid_not_confirmed(booking, kept))


async def part_kept(sitting: Sitting, booking: BookingView, kept: Money) -> None:
    await sitting.tell(booking.client_id, notices.part_kept(booking, kept))


async def paid_twice(sitting: Sitting, booking: BookingView, came: Money) -> None:
    await sitting.tell(booking.client_id, notices.paid_twice(booking, came))


async def credited(sitting: Sitting, person_id: int, came: Money) -> None:
    await sitting.tell(person_id, notices.credited(came))


async def receipt_followed(sitting: Sitting, booking: BookingView, receipt: str) -> None:
    await sitting.tell(booking.client_id, notices.receipt_followed(booking, receipt))
