"""Running a session, and saying that one runs late."""

from conversations.work.answer import NotPossible
from conversations.work.session import (
    AskLate,
    AskNoShow,
    CompleteSession,
    EndSession,
    LatePossible,
    LateSaid,
    MarkNoShow,
    NoShowPossible,
    SayLate,
    SessionCommand,
    SessionMoved,
    SessionResult,
    StartSession,
)
from handlers import announce_session
from handlers.sitting import Sitting
from services import lateness, sessions
from services.people import Guest


async def perform(
    sitting: Sitting, guest: Guest, command: SessionCommand
) -> SessionResult | NotPossible:  # fmt: skip
    try:
        return await _perform(sitting, guest, command)
    except sessions.NotNow as refused:
        return NotPossible(refused.key, refused.booking)


async def _perform(sitting: Sitting, guest: Guest, command: SessionCommand) -> SessionResult:
    me, now = guest.person_id, sitting.now
    match command:
        case StartSession(booking=public_id, version=version):
            return SessionMoved(await sessions.start(public_id, version, me, now))
        case EndSession(booking=public_id, version=version):
            return SessionMoved(await sessions.end(public_id, version, me, now))
        case CompleteSession(booking=public_id, version=version):
            return SessionMoved(await sessions.complete(public_id, version, me, now))
        case AskNoShow(booking=public_id, version=version):
            return NoShowPossible(await sessions.may_be_missed(public_id, version, me, now))
        case MarkNoShow(booking=public_id, version=version):
            missed = await sessions.no_show(public_id, version, me, now)
            return SessionMoved(missed, await announce_session.missed(sitting, missed))
        case AskLate(booking=public_id):
            delay = await lateness.delay(public_id, me, now)
            return LatePossible(delay.booking, delay.side)
        case SayLate(booking=public_id, minutes=minutes):
            delay = await lateness.delay(public_id, me, now)
            told = await announce_session.late(sitting, delay, minutes)
            return LateSaid(delay.booking, delay.side, minutes, told)
