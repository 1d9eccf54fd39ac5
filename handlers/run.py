"""The shell: one inbox row, one transaction; a lane's rows in order, lanes side by side."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from asyncpg import DeadlockDetectedError, SerializationError

from conversations import menus, texts
from conversations.danger import Danger
from conversations.engine import is_private
from conversations.events import Action, Tap, Typed
from handlers import announce, danger, floods, refusals, texting
from handlers.callbacks import lane_of
from handlers.converse import Traces, converse
from handlers.parse import Visit, visit
from handlers.practice import Practice
from handlers.sitting import Sitting, Tick
from handlers.ways import LANE
from models.database import AWAY
from models.values import Channel, Role
from services import inbox, people, turns
from services.errors import MalformedPayload
from services.inbox import Head
from services.outbox import Claimed
from services.transaction import transaction
from services.vault import CannotOpen, MasterKeyWrong

log = structlog.get_logger()

STAFF = {Role.PSYCHOLOGIST, Role.ADMIN}


@dataclass(slots=True)
class Finished:
    """What one row led to, after the commit: letters to send now, ticks that find work."""

    row_id: int
    letters: list[Claimed] = field(default_factory=list)
    wakes: Collection[Tick] = ()


async def work_next(
    practice: Practice, lane: str, mine: Collection[int], clock: Callable[[], datetime]
) -> Finished | None:
    """Work on the oldest open row of a lane, if it is one of `mine`; None when it isn't.

    Raises WorkFailed with everything rolled back; the row stays open and is tried again.
    """
    head: Head | None = None
    try:
        async with transaction(_channel(lane)):
            guest, head = await _take(practice, lane, mine, clock)
            if head is None:
                return None
            if head.attempts > inbox.MAX_ATTEMPTS:
                raise KilledTooOften
            now = clock()
            sitting = Sitting(practice, now, f"in{head.id}")
            outcome = await _work_on(sitting, lane, head, guest)
            if outcome is not None:
                await inbox.note(head.id, outcome)
                await refusals.keep(head, lane, outcome, now)
            letters = await sitting.post()
    except Exception as error:
        raise WorkFailed(head) from error
    return Finished(head.id, letters, sitting.wakes)


async def _work_on(
    sitting: Sitting, lane: str, head: Head, guest: people.Guest | None
) -> str | None:
    found = lane_of(lane)
    if found is None:
        return await _chat(sitting, head, guest)
    callbacks, name = found
    return await callbacks.work(sitting, name, head)


def _channel(lane: str) -> Channel | None:
    """Of a callback; what a chat does needs no word, and no statement of its own."""
    found = lane_of(lane)
    return found[0].channel if found else None


async def _take(
    practice: Practice, lane: str, mine: Collection[int], clock: Callable[[], datetime]
) -> tuple[people.Guest | None, Head | None]:
    """Take the lane's lock, the chat's row or whatever a callback names, and the row in turn."""
    found = lane_of(lane)
    if found is None:
        chat = int(lane.removeprefix(LANE))
        turn = await turns.take(chat, lane, mine, practice.vault, clock())
        return turn.guest, turn.head
    callbacks, name = found
    await callbacks.hold(name)
    return None, await inbox.take(lane, mine, practice.vault, clock())


async def _chat(sitting: Sitting, head: Head, guest: people.Guest | None) -> str | None:
    try:
        came = visit(head.payload)
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedPayload("not an update that we can read") from error
    if came is None:
        return "not a private chat"
    hearing = danger.Hearing(came.words)
    if guest is not None and await floods.holds_back(sitting, guest, came, hearing):
        if is_private(guest.dialogue) or came.quotes_secret:
            await inbox.erase(head.id)
        return floods.OUTCOME
    traces = await _receive(sitting, came, guest, hearing)
    if traces is not Traces.KEPT or came.quotes_secret:
        await inbox.erase(head.id)
    return None


async def _receive(
    sitting: Sitting, came: Visit, guest: people.Guest | None, hearing: danger.Hearing
) -> Traces:
    if guest is None and not _introduces(came):
        return Traces.ERASED
    greets = guest is None or (isinstance(came.event, Typed) and came.event.name == "start")
    if guest is None:
        guest = await _meet(sitting, came)
    if await _first_admin(sitting, came, guest):
        guest = await _guest(came)
        greets = True
    if greets and guest.roles & STAFF:
        menu = menus.menu(guest.roles, guest.reader.language)
        sitting.put(came.telegram_chat_id, {"menu": menu})
    if came.blocked:
        await people.unreachable(came.telegram_chat_id, sitting.now)
    elif guest.is_blocked:
        await people.unreachable(came.telegram_chat_id, None)
    if came.event is None:
        return Traces.KEPT
    signs = danger.heard(guest, came, hearing)
    if signs is not None and not danger.is_kept(guest, came):
        await danger.answer(sitting, guest, signs)
        return Traces.ERASED
    traces = await converse(sitting, guest, came.event, in_danger=signs is not None)
    if signs is not None:
        await danger.answer(sitting, guest, signs)
        traces = Traces.REMOVED if traces is Traces.REMOVED else Traces.ERASED
    if traces is Traces.REMOVED:
        sitting.remove(guest, came.message_id)
    return traces


def _introduces(came: Visit) -> bool:
    """Nobody new begins with a button or by blocking us: that is somebody who was forgotten."""
    return came.event is not None and not isinstance(came.event, Tap | Action)


async def _meet(sitting: Sitting, came: Visit) -> people.Guest:
    """Somebody new. Those whom the settings name run the practice from their first word on."""
    zone, language = sitting.practice.policy.timezone, texts.language_of(came.language_code)
    await people.meet(
        came.telegram_id, came.telegram_chat_id, came.name, zone, sitting.now, language
    )
    guest = await _guest(came)
    if came.telegram_id in sitting.practice.admins:
        await people.grant(guest.person_id, Role.ADMIN, sitting.now)
    return await _guest(came)


async def _first_admin(sitting: Sitting, came: Visit, guest: people.Guest) -> bool:
    """Whoever the settings name comes in, also later on, while nobody runs the practice (P3)."""
    if came.telegram_id not in sitting.practice.admins or Role.ADMIN in guest.roles:
        return False
    if await people.anybody_holds(Role.ADMIN):
        return False
    await people.grant(guest.person_id, Role.ADMIN, sitting.now)
    return True


async def _guest(came: Visit) -> people.Guest:
    guest = await people.lock_chat(came.telegram_chat_id)
    assert guest is not None, "they have just been met"
    return guest


class KilledTooOften(Exception):
    """Every process that began with this row ended in the middle of it."""


class WorkFailed(Exception):
    """Working on `head` failed (None: the lane could not even be read). The cause says why."""

    def __init__(self, head: Head | None) -> None:
        super().__init__("work failed")
        self.head = head


def is_victim(error: BaseException | None) -> bool:
    """PostgreSQL ended this transaction so that another could go on: simply do it again."""
    return isinstance(error, DeadlockDetectedError | SerializationError)


def is_passing(error: BaseException) -> bool:
    """The database was away or chose a victim: the same work may succeed in a moment."""
    causes = (error, error.__cause__)
    return any(isinstance(cause, AWAY) or is_victim(cause) for cause in causes)


async def after_failure(
    practice: Practice, row_id: int, attempts: int, now: datetime, *, unreadable: bool = False
) -> None:
    """Count a failed row: a little later once more, or bury it, apologise and raise the alarm."""
    if attempts < inbox.MAX_ATTEMPTS and not unreadable:
        await inbox.retry_at(row_id, now + timedelta(seconds=2**attempts))
        return
    async with transaction():
        sitting = Sitting(practice, now, f"bury{row_id}")
        person_id = await inbox.person_behind(row_id)
        guest = await people.find_chat_of(person_id) if person_id is not None else None
        cry = await _cry_in(practice, row_id, guest)
        private = cry is not None or (guest is not None and is_private(guest.dialogue))
        private = await texting.look_at_buried(sitting, row_id) or private
        if not await inbox.bury(row_id, now, "failed too often", private=private):
            return
        if guest is not None and cry is not None:
            await danger.answer(sitting, guest, cry)
        if guest is not None:
            await announce.apologise(sitting, guest.person_id)
        await sitting.post()
    log.error("inbox_row_buried", inbox_id=row_id, alarm=True)


async def _cry_in(practice: Practice, row_id: int, guest: people.Guest | None) -> Danger | None:
    """Whatever a dialogue could not do with it: who may be in danger is heard all the same (I6)."""
    try:
        payload = await inbox.read(row_id, practice.vault)
        came = visit(payload) if payload and guest is not None else None
    except (KeyError, TypeError, ValueError, CannotOpen, MasterKeyWrong):
        return None
    return danger.heard(guest, came, danger.Hearing(came.words)) if came is not None else None
