"""Dates closed or opened, and one decision for all sessions inside: all of it or nothing (A2)."""

from conversations.work.leave import (
    AskToday,
    ChangeDates,
    DatesChanged,
    Foreseen,
    LeaveCommand,
    LeaveResult,
    LookAhead,
    TodayIs,
)
from handlers import announce_leave
from handlers.sitting import Sitting
from models.changes import Proposal
from models.date_changes import Decision
from models.moves import Actor
from models.opening_views import LeaveView
from models.views import BookingView
from services import changes, day_changes, leave, opening_rules, people
from services.errors import Refused
from services.opening_rules import Profile
from services.people import Guest
from services.transaction import savepoint


async def perform(sitting: Sitting, guest: Guest, command: LeaveCommand) -> LeaveResult:
    mine = await opening_rules.profile(guest.person_id)
    match command:
        case AskToday():
            return TodayIs(day_changes.today(mine, sitting.now))
        case LookAhead(changes=dates):
            return Foreseen(await leave.preview(mine, dates, sitting.now))
        case ChangeDates():
            return await _undoing(sitting, mine, command)


async def _undoing(sitting: Sitting, mine: Profile, command: ChangeDates) -> LeaveResult:
    """What is refused halfway has neither been done nor told; how it stands is shown again."""
    told = len(sitting.letters)
    try:
        async with savepoint():
            return await _change(sitting, mine, command)
    except Refused:
        del sitting.letters[told:]
        return Foreseen(await leave.preview(mine, command.changes, sitting.now), again=True)


async def _change(sitting: Sitting, mine: Profile, command: ChangeDates) -> LeaveResult:
    dates, now = command.changes, sitting.now
    await leave.keep_still(mine, dates, now)
    seen = await leave.preview(mine, dates, now)
    if seen.fingerprint != command.fingerprint:
        return Foreseen(seen, again=True)
    await day_changes.apply(mine, dates, now)
    await leave.let_go_of_holds(mine, dates, now)
    match command.decision:
        case Decision.KEEP:
            return DatesChanged(seen, command.decision)
        case Decision.MOVE:
            return await _move_all(sitting, mine, command, seen)
        case Decision.CANCEL:
            return await _cancel_all(sitting, mine, command, seen)


async def _move_all(
    sitting: Sitting, mine: Profile, command: ChangeDates, seen: LeaveView
) -> DatesChanged:
    """Each client is offered the nearest time; whoever can't be offered one stays as they are."""
    told, left = [], []
    for met in seen.sessions:
        asked = not met.stays and await people.is_reached(met.booking.client_id)
        proposal = await _offer(sitting, mine, met.booking) if asked else None
        if proposal is None:
            left.append(met.booking)
        else:
            await announce_leave.offered(sitting, proposal, at_once=command.at_once)
            await leave.mark_away(met.booking.id, sitting.now)
            told.append(proposal.booking)
    return DatesChanged(seen, command.decision, tuple(told), tuple(left))


async def _offer(sitting: Sitting, mine: Profile, booking: BookingView) -> Proposal | None:
    now, policy = sitting.now, sitting.practice.policy
    for slot in await leave.other_times(booking, now):
        until = changes.answer_until(booking, slot.starts_at, policy, now)
        try:
            async with savepoint():
                held = await changes.propose(
                    booking.public_id, booking.version, mine.person_id, Actor.PSYCHOLOGIST,
                    slot.starts_at, until, now, policy,
                )  # fmt: skip
        except changes.SlotGone:
            continue
        return Proposal(booking, held, by_client=False)
    return None


async def _cancel_all(
    sitting: Sitting, mine: Profile, command: ChangeDates, seen: LeaveView
) -> DatesChanged:
    told: list[BookingView] = []
    left: list[BookingView] = []
    unheard: list[BookingView] = []
    for met in seen.sessions:
        if met.stays:
            left.append(met.booking)
            continue
        shown = await changes.outcome(met.booking, Actor.PSYCHOLOGIST, sitting.now)
        ended = await changes.cancel(
            met.booking.public_id, met.booking.version, mine.person_id, Actor.PSYCHOLOGIST, "",
            sitting.now, shown,
        )  # fmt: skip
        nearest = await leave.other_times(ended.view, sitting.now)
        await announce_leave.cancelled(
            sitting, ended, met.booking, nearest, at_once=command.at_once
        )
        heard = await sitting.reaches(ended.view.client_id)
        (told if heard else unheard).append(ended.view)
    return DatesChanged(seen, command.decision, tuple(told), tuple(left), tuple(unheard))
