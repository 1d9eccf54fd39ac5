"""From a dialogue's command to a service and back to an event: one line a command."""

from conversations.work import (
    Approve,
    Approved,
    AskForPayment,
    BookingFound,
    BookingsListed,
    CheckPhone,
    Command,
    DaysFound,
    Decline,
    Declined,
    FindDays,
    FindPsychologists,
    FindTimes,
    HoldLost,
    HoldSlot,
    Known,
    ListBookings,
    Listing,
    LookUp,
    NobodyFound,
    NotPossible,
    OpenPsychologist,
    PaymentAsked,
    PhoneChecked,
    PhoneRefused,
    PsychologistFound,
    PsychologistsFound,
    Released,
    ReleaseHold,
    Requested,
    Result,
    ReviewHold,
    SendRequest,
    SlotHeld,
    SlotTaken,
    TimesFound,
    WhoAmI,
)
from handlers import announce
from handlers.sitting import Sitting
from models.values import Role
from models.views import BookingView
from services import booking_views, bookings, directory, holds, payments, phones
from services.errors import NotYours, Outdated, Refused
from services.people import Guest
from services.transaction import savepoint


async def perform(sitting: Sitting, guest: Guest, command: Command) -> Result:
    """Do what a dialogue asked for. What a rule refuses comes back as NotPossible."""
    try:
        return await _perform(sitting, guest, command)
    except Outdated:
        return await _outdated(guest, command)
    except Refused as refused:
        return NotPossible(refused.key)


async def _perform(sitting: Sitting, guest: Guest, command: Command) -> Result:
    now, policy, me = sitting.now, sitting.practice.policy, guest.person_id
    match command:
        case FindPsychologists():
            return PsychologistsFound(await directory.cards(now))
        case OpenPsychologist(key=key):
            card = await directory.find(key, now)
            return PsychologistFound(card) if card else NobodyFound()
        case FindDays():
            return await _days(guest, command, sitting)
        case FindTimes(psychologist_id=psychologist, service_id=service, day=day):
            slots, clock_times = await directory.free_times(
                psychologist, service, day, guest.reader.timezone, now
            )
            return TimesFound(day, slots, clock_times)
        case HoldSlot():
            return await _hold(sitting, guest, command)
        case ReviewHold(booking_id=booking_id):
            kept = await holds.keep_hold(booking_id, me, policy, now)
            return await _held(sitting, kept) if kept else HoldLost()
        case ReleaseHold(booking_id=booking_id):
            await holds.release(booking_id, me)
            return Released()
        case SendRequest(booking_id=booking_id):
            asked = await bookings.request(booking_id, me, policy, now)
            if asked is None:
                return HoldLost()
            await announce.requested(sitting, asked)
            return Requested(asked)
        case LookUp(booking=public_id):
            found = await bookings.look_up(public_id, me)
            return BookingFound(found, guest.phone or await payments.last_payer_phone(me))
        case Approve(booking=public_id, version=version):
            approved = await bookings.approve(public_id, version, me, policy, now)
            await announce.approved(sitting, approved)
            return Approved(approved)
        case Decline(booking=public_id, version=version, reason=reason):
            declined = await bookings.decline(public_id, version, me, reason, now)
            await announce.declined(sitting, declined)
            return Declined(declined)
        case AskForPayment():
            return await _ask_for_payment(sitting, guest, command)
        case CheckPhone(typed=typed):
            return _check_phone(typed)
        case ListBookings(which=which):
            return await _list(guest, which, sitting)
        case WhoAmI():
            return Known(guest.reader.name, guest.roles)


async def _days(guest: Guest, command: FindDays, sitting: Sitting) -> DaysFound:
    month = await directory.free_month(
        command.psychologist_id, command.service_id, command.month, guest.reader.timezone,
        sitting.now,
    )  # fmt: skip
    return DaysFound(month.today, month.first, month.free, month.earlier, month.later)


async def _hold(sitting: Sitting, guest: Guest, command: HoldSlot) -> SlotHeld | SlotTaken:
    held = await holds.hold(
        guest.person_id, command.psychologist_id, command.service_id, command.starts_at,
        sitting.practice.policy, sitting.now,
    )  # fmt: skip
    if isinstance(held, holds.Taken):
        return SlotTaken(held.reason, held.nearest)
    return await _held(sitting, held)


async def _held(sitting: Sitting, booking: BookingView) -> SlotHeld:
    await announce.held(sitting, booking)
    return SlotHeld(booking)


async def _ask_for_payment(
    sitting: Sitting, guest: Guest, command: AskForPayment
) -> PaymentAsked | NotPossible:
    if not sitting.practice.takes_payments:
        return NotPossible("no_payments")
    booking = await bookings.look_up(command.booking, guest.person_id)
    if booking.client_id != guest.person_id:
        raise NotYours("only the client pays")
    try:
        async with savepoint():
            asked = await payments.ask(booking, phones.payer(command.phone), sitting.now)
    except payments.NotDue:
        return NotPossible("payment_not_due", booking)
    sitting.wakes_pushes = True
    return PaymentAsked(asked)


def _check_phone(typed: str) -> PhoneChecked | PhoneRefused:
    try:
        return PhoneChecked(phones.payer(typed))
    except Refused as refused:
        return PhoneRefused(refused.key)


async def _list(guest: Guest, which: Listing, sitting: Sitting) -> BookingsListed | NotPossible:
    me, now = guest.person_id, sitting.now
    if which is Listing.SESSIONS:
        return BookingsListed(which, await booking_views.of_client(me, now))
    if Role.PSYCHOLOGIST not in guest.roles:
        return NotPossible("staff_only")
    if which is Listing.PENDING:
        return BookingsListed(which, await booking_views.pending_for(me))
    return BookingsListed(which, await booking_views.today_for(me, guest.reader.timezone, now))


async def _outdated(guest: Guest, command: Command) -> NotPossible:
    """How the booking of a stale button stands now, for whoever may know it."""
    match command:
        case Approve(booking=public_id) | Decline(booking=public_id):
            present = await bookings.look_up(public_id, guest.person_id)
            return NotPossible("outdated_booking", present)
        case AskForPayment(booking=public_id):
            present = await bookings.look_up(public_id, guest.person_id)
            return NotPossible("payment_not_due", present)
        case _:
            return NotPossible("outdated")
