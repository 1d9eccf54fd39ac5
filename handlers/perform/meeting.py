"""A psychologist's choice of video rooms, and another link for one session."""

from conversations.work.answer import NotPossible
from conversations.work.meeting import (
    AddressWrong,
    AskGoogle,
    ChooseMeeting,
    ConsentAsked,
    GoogleLeft,
    LeaveGoogle,
    LinkFound,
    LinkMade,
    LookUpLink,
    MakeLink,
    MeetingChosen,
    MeetingCommand,
    MeetingResult,
    MeetingShown,
    ShowMeeting,
)
from handlers import announce_meeting
from handlers.sitting import Sitting
from models.moves import Actor
from models.values import Medium, MeetingKind, Role
from services import addresses, google_grants, meeting_choice, meetings
from services.access import Access, access_booking
from services.addresses import AddressRefused
from services.booking_views import view
from services.errors import NotYours
from services.gateways.google import consent_url
from services.people import Guest

Found = MeetingResult | NotPossible


async def perform(sitting: Sitting, guest: Guest, command: MeetingCommand) -> Found:
    me, google = guest.person_id, sitting.practice.google
    about_session = isinstance(command, LookUpLink | MakeLink)
    if not about_session and Role.PSYCHOLOGIST not in guest.roles:
        return NotPossible("staff_only")
    try:
        match command:
            case ShowMeeting():
                return MeetingShown(await meeting_choice.of(me, offers_google=google is not None))
            case ChooseMeeting():
                return await _choose(sitting, me, command)
            case AskGoogle():
                return await _ask_google(sitting, me)
            case LeaveGoogle():
                await google_grants.leave(me, sitting.now)
                return GoogleLeft()
            case LookUpLink(booking=public_id):
                return await _look_up(sitting, await access_booking(public_id, me))
            case MakeLink():
                return await _make(sitting, me, command)
    except AddressRefused as refused:
        return AddressWrong(refused.key)


async def _choose(sitting: Sitting, me: int, command: ChooseMeeting) -> MeetingChosen:
    typed = command.kind is MeetingKind.TYPED
    address = addresses.https(command.address or "") if typed else None
    offers = sitting.practice.google is not None
    return MeetingChosen(
        await meeting_choice.choose(me, command.kind, address, offers_google=offers)
    )


async def _ask_google(sitting: Sitting, me: int) -> Found:
    settings = sitting.practice.google
    if settings is None:
        return NotPossible("outdated")
    state = await google_grants.ask(me, sitting.now)
    minutes = int(google_grants.STATE_LIFE.total_seconds()) // 60
    return ConsentAsked(consent_url(settings, state), minutes)


async def _look_up(sitting: Sitting, found: Access) -> LinkFound:
    booking = found.booking
    live = booking.status in meetings.LIVE and booking.medium is Medium.VIDEO
    google = sitting.practice.google is not None
    return LinkFound(
        booking,
        live,
        google=google and await meetings.can_google(booking.psychologist_id),
        types=Actor.PSYCHOLOGIST in found.actors,
    )


async def _make(sitting: Sitting, me: int, command: MakeLink) -> Found:
    found = await access_booking(command.booking, me)
    address = None
    if command.kind is MeetingKind.TYPED:
        if Actor.PSYCHOLOGIST not in found.actors:
            raise NotYours("only the psychologist types a link")
        address = addresses.https(command.address or "")
    offered = await _look_up(sitting, found)
    if command.kind is MeetingKind.GOOGLE and not offered.google:
        return NotPossible("link_no_google")
    made = await meetings.make_again(found.booking, command.kind, address, sitting.now,
                                     sitting.practice.jitsi_url)  # fmt: skip
    sitting.wakes.add("meetings")
    booking = await view(found.booking.id)
    if made:
        await announce_meeting.ready(sitting, booking, renewed=True)
    return LinkMade(booking, made)
