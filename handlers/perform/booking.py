"""Finding a time, holding it, asking for it."""

import contextlib
from typing import assert_never

from conversations.work.booking import (
    AgainFound,
    BookingCommand,
    BookingResult,
    ConfirmAnswers,
    FindAgain,
    FindDays,
    FindDaysOfAny,
    FindKinds,
    FindPsychologists,
    FindTimes,
    FindTimesOfAny,
    HoldAny,
    HoldLost,
    HoldSlot,
    KindsFound,
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
)
from handlers import announce
from handlers.perform.booking_times import days_found, times_found
from handlers.sitting import Sitting
from handlers.standing import standing, waits
from models.changes import is_late
from models.intake_views import Readiness
from models.views import BookingView
from services import (
    any_psychologist,
    booking_views,
    bookings,
    directory,
    holds,
    intake,
    suggestions,
)
from services.free_times import by_clock
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: BookingCommand) -> BookingResult:
    now, policy, me = sitting.now, sitting.practice.policy, guest.person_id
    match command:
        case FindPsychologists():
            return PsychologistsFound(await directory.cards(now))
        case OpenPsychologist(key=key):
            card = await directory.find(key, now)
            return PsychologistFound(card) if card else NobodyFound()
        case FindKinds(among=among):
            return KindsFound(await any_psychologist.kinds(among))
        case FindDays() | FindDaysOfAny():
            return await days_found(sitting, guest, command)
        case FindTimes() | FindTimesOfAny():
            return await times_found(sitting, guest, command)
        case HoldSlot() | HoldAny():
            return await _hold(sitting, guest, command)
        case ReviewHold(booking_id=booking_id):
            kept = await holds.keep_hold(booking_id, me, policy, now)
            return await _held(sitting, kept) if kept else HoldLost()
        case ConfirmAnswers(booking_id=booking_id):
            return await _confirm(sitting, guest, booking_id)
        case ReleaseHold(booking_id=booking_id):
            await holds.release(booking_id, me)
            return Released()
        case SendRequest(booking_id=booking_id):
            return await _send(sitting, guest, booking_id)
        case FindAgain():
            return await _again(sitting, guest, command)
        case _:
            assert_never(command)


async def _hold(
    sitting: Sitting, guest: Guest, command: HoldSlot | HoldAny
) -> SlotHeld | SlotTaken:
    me, policy, now = guest.person_id, sitting.practice.policy, sitting.now
    at = command.starts_at
    if isinstance(command, HoldAny):
        held = await any_psychologist.hold(me, command.kind, command.among, at, policy, now)
    else:
        ids = command.psychologist_id, command.service_id
        held = await holds.hold(me, *ids, at, policy, now)
    if isinstance(held, holds.Taken):
        return SlotTaken(held.reason, held.nearest)
    return await _held(sitting, held)


async def _held(sitting: Sitting, booking: BookingView) -> SlotHeld:
    how = await standing(sitting, booking)
    await announce.held(sitting, booking, answering=not how.is_ready, waits=how.waits)
    meanwhile = await booking_views.overlapping(booking, sitting.now)
    return SlotHeld(booking, meanwhile, how, late=is_late(booking, sitting.now))


async def _confirm(sitting: Sitting, guest: Guest, booking_id: int) -> SlotHeld | HoldLost:
    """Where they are not enough for this service, it is the questions that come back."""
    now, policy = sitting.now, sitting.practice.policy
    kept = await holds.keep_hold(booking_id, guest.person_id, policy, now)
    if kept is None:
        return HoldLost()
    readiness, _ = await intake.readiness(kept, now)
    if readiness is Readiness.CONFIRM and await waits(sitting, guest.person_id) is None:
        rules = await intake.rules_of(kept.service_id)
        with contextlib.suppress(intake.IntakeIncomplete):
            await intake.confirm(sitting.practice.vault, kept, rules, now)
    return await _held(sitting, kept)


async def _send(sitting: Sitting, guest: Guest, booking_id: int) -> Requested | HoldLost | SlotHeld:
    """What is to be told and agreed to first is asked of the rows, whatever the button said."""
    me, policy, now = guest.person_id, sitting.practice.policy, sitting.now
    held = await holds.live(me, now)
    if held is None or held.id != booking_id:
        return HoldLost()
    how = await standing(sitting, held)
    if not how.is_ready:
        return await _held(sitting, held)
    asked = await bookings.request(booking_id, me, policy, now)
    if asked is None:
        return HoldLost()
    if how.answered_at is not None:
        await intake.attach(sitting.practice.vault, asked, now)
    await announce.requested(sitting, asked, has_intake=how.answered_at is not None)
    return Requested(asked)


async def _again(sitting: Sitting, guest: Guest, command: FindAgain) -> AgainFound:
    found = await suggestions.again(command.booking, guest.person_id, sitting.now)
    zone = guest.reader.timezone
    days, clock_times = by_clock([slot.starts_at for slot in found.slots], zone)
    today, _ = by_clock([sitting.now], zone)
    return AgainFound(
        found.booking, found.card, found.is_offered, today[0], found.slots, days, clock_times
    )
