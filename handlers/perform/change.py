"""Cancelling, moving and offering another time, each whole or not at all."""

from uuid import UUID
from zoneinfo import ZoneInfo

from conversations.work.answer import NotPossible
from conversations.work.booking import DaysFound, TimesFound
from conversations.work.change import (
    AcceptProposal,
    AskWaiver,
    BookingCancelled,
    BookingMoved,
    CancelBooking,
    ChangeCommand,
    ChangeResult,
    ChangeSeen,
    FindMoveDays,
    FindMoveTimes,
    KeepRule,
    LookAtChange,
    MoveBooking,
    OpenProposal,
    ProposalAccepted,
    ProposalRefused,
    ProposalSeen,
    ProposalSent,
    RefuseProposal,
    RuleKept,
    SendProposal,
    TimeGone,
    WaiverAsked,
    WaiveRule,
)
from handlers import announce_changes as announce
from handlers.sitting import Sitting
from models.changes import Proposal
from models.moves import Actor
from models.views import BookingView
from services import changes, move_times, people, proposals, reasons, waivers
from services.access import access_booking
from services.booking_views import view
from services.errors import NotYours, Refused
from services.people import Guest
from services.transaction import savepoint


class NoChatToAsk(Refused):
    """Another time is a question, and this client can't be asked here (P2)."""

    key = "no_chat_to_ask"


Answer = ChangeResult | DaysFound | TimesFound | NotPossible


async def perform(sitting: Sitting, guest: Guest, command: ChangeCommand) -> Answer:
    """A refusal undoes whatever came before it in the same step."""
    try:
        async with savepoint():
            return await _perform(sitting, guest, command)
    except changes.TermsChanged:
        assert isinstance(command, CancelBooking | MoveBooking | AskWaiver)
        as_staff = isinstance(command, CancelBooking) and command.as_staff
        return await _look(sitting, guest, command.booking, as_staff=as_staff, again=True)
    except changes.SlotGone as gone:
        return TimeGone(gone.nearest)


async def _perform(sitting: Sitting, guest: Guest, command: ChangeCommand) -> Answer:
    match command:
        case LookAtChange(booking=about, as_staff=as_staff):
            return await _look(sitting, guest, about, as_staff=as_staff)
        case FindMoveDays() | FindMoveTimes():
            return await _find(sitting, guest, command)
        case SendProposal() | OpenProposal() | AcceptProposal() | RefuseProposal():
            return await _proposal(sitting, guest, command)
        case MoveBooking():
            return await _move(sitting, guest, command)
        case CancelBooking() | AskWaiver() | WaiveRule() | KeepRule():
            return await _cancel(sitting, guest, command)


async def _acting(about: UUID, guest: Guest, as_staff: bool | None) -> tuple[BookingView, Actor]:
    """Raises NotYours for whoever isn't on that side of the booking."""
    access = await access_booking(about, guest.person_id)
    is_client = Actor.CLIENT in access.actors
    if as_staff is not True and is_client:
        return access.booking, Actor.CLIENT
    staff = access.actors - {Actor.CLIENT}
    if as_staff is False or not staff:
        raise NotYours("not on that side")
    return access.booking, Actor.PSYCHOLOGIST if Actor.PSYCHOLOGIST in staff else Actor.ADMIN


async def _look(
    sitting: Sitting, guest: Guest, about: UUID, *, as_staff: bool | None, again: bool = False
) -> ChangeSeen:
    booking, actor = await _acting(about, guest, as_staff)
    outcome = await changes.outcome(booking, actor, sitting.now)
    proposal = await proposals.open_for(booking.id, sitting.now)
    return ChangeSeen(booking, actor, outcome, await waivers.state(booking.id), proposal, again)


async def _find(
    sitting: Sitting, guest: Guest, command: FindMoveDays | FindMoveTimes
) -> DaysFound | TimesFound:
    booking, actor = await _acting(command.booking, guest, command.as_staff)
    if command.as_staff and await people.find_chat_of(booking.client_id) is None:
        raise NoChatToAsk("the client has no chat")
    zone, now = guest.reader.timezone, sitting.now
    if isinstance(command, FindMoveTimes):
        slots, clocks = await move_times.times(booking, actor, command.day, zone, now)
        today = now.astimezone(ZoneInfo(zone)).date()
        return TimesFound(command.day, slots, clocks, today=today)
    found = await move_times.month(booking, actor, command.month, zone, now)
    return DaysFound(found.today, found.first, found.free, found.earlier, found.later)


async def _proposal(
    sitting: Sitting, guest: Guest,
    command: SendProposal | OpenProposal | AcceptProposal | RefuseProposal,
) -> ProposalSent | ProposalSeen | ProposalAccepted | ProposalRefused:  # fmt: skip
    me, now, policy = guest.person_id, sitting.now, sitting.practice.policy
    match command:
        case SendProposal():
            return await _send(sitting, guest, command)
        case OpenProposal(held=held_id):
            found, actor = await proposals.for_person(held_id, me, now)
            return ProposalSeen(found, actor)
        case AcceptProposal(held=held_id, version=version):
            moved = await changes.accept(held_id, version, me, policy, now)
            await announce.accepted(sitting, moved.view, moved.before, me)
            by_client = me == moved.before.client_id
            return ProposalAccepted(moved.view, moved.before, by_client)
        case RefuseProposal(held=held_id, version=version):
            refused = await changes.refuse(held_id, version, me, now)
            await announce.refused(sitting, refused)
            return ProposalRefused(refused)


async def _send(sitting: Sitting, guest: Guest, command: SendProposal) -> ProposalSent:
    me, now, policy = guest.person_id, sitting.now, sitting.practice.policy
    booking, actor = await _acting(command.booking, guest, command.as_staff)
    until = changes.answer_until(booking, command.starts_at, policy, now)
    held = await changes.propose(
        command.booking, command.version, me, actor, command.starts_at, until, now, policy
    )
    proposal = Proposal(await view(booking.id), held, by_client=actor is Actor.CLIENT)
    await announce.proposed(sitting, proposal)
    return ProposalSent(proposal)


async def _move(sitting: Sitting, guest: Guest, command: MoveBooking) -> BookingMoved:
    moved = await changes.move(
        command.booking, command.version, guest.person_id, command.starts_at, command.expected,
        sitting.practice.policy, sitting.now,
    )  # fmt: skip
    await announce.moved(sitting, moved.view, moved.before, guest.person_id)
    return BookingMoved(moved.view, moved.before)


async def _cancel(
    sitting: Sitting, guest: Guest, command: CancelBooking | AskWaiver | WaiveRule | KeepRule
) -> BookingCancelled | WaiverAsked | RuleKept:
    me, now, version = guest.person_id, sitting.now, command.version
    as_staff = command.as_staff if isinstance(command, CancelBooking) else None
    if isinstance(command, WaiveRule | KeepRule):
        as_staff = True
    before, actor = await _acting(command.booking, guest, as_staff)
    match command:
        case CancelBooking(reason=reason, expected=expected):
            ended = await changes.cancel(command.booking, version, me, actor, "", now, expected)
            await reasons.keep(sitting.practice.vault, ended.view, reason, now)
            told = await announce.cancelled(sitting, ended, before, me, reason)
            return BookingCancelled(ended.view, ended.refund, told)
        case AskWaiver(words=words):
            asked = await waivers.ask(command.booking, version, me, now)
            outcome = await changes.outcome(asked, Actor.CLIENT, now)
            await announce.waiver_wanted(sitting, asked, outcome, words)
            return WaiverAsked(asked)
        case WaiveRule():
            ended = await waivers.waive(command.booking, version, me, actor, now)
            await announce.waived(sitting, ended, before, me)
            return BookingCancelled(ended.view, ended.refund)
        case KeepRule():
            kept = await waivers.keep_rule(command.booking, version, me, actor, now)
            await announce.rule_kept(sitting, kept)
            return RuleKept(kept)
