"""Finding a time, holding it, asking for it."""

from conversations.work.booking import (
    BookingCommand,
    BookingResult,
    DaysFound,
    FindDays,
    FindPsychologists,
    FindTimes,
    HoldLost,
    HoldSlot,
    NobodyFound,
    OpenPsychologist,
    PsychologistFound,
    PsychologistsFound,
    Released,
    ReleaseHold,
    Requested,
    ReviewHold,
    SendRequest,
    SlotHeld,
    SlotTaken,
    TimesFound,
)
from handlers import announce
from handlers.sitting import Sitting
from models.views import BookingView
from services import bookings, directory, holds
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: BookingCommand) -> BookingResult:
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
