"""Reading outside calendars: claimed, fetched and parsed outside of any transaction (A7)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from conversations import calendar as dialogue
from conversations import notices_calendar as notices
from conversations.words import Say
from conversations.work.calendar import CalendarRead
from handlers.converse import inform
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.run import is_passing
from handlers.sitting import Sitting
from models.outside_views import OutsideCalendarView
from services import calendar_reading, drafts, outside_calendars, people
from services.busy_times import Range, busy_times
from services.calendar_reading import Due, Told
from services.deadlines import in_thread
from services.errors import UnreadableCalendar
from services.gateways.calendar_fetch import CalendarFetcher, Known
from services.people import Guest
from services.transaction import transaction

log = structlog.get_logger()

#: Calendars that one process reads at once; a slow server must not keep the others waiting.
SIDE_BY_SIDE = 8
PARSING_SECONDS = 15.0
_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` says why it could not be read; `busy` is None when nothing has changed there."""

    busy: list[Range] | None = None
    known: Known = _NOTHING
    code: str | None = None


class CalendarReader:
    """Reads whatever is due, and tells who waits for it or has to know."""

    def __init__(
        self, fetcher: CalendarFetcher, practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._fetcher = fetcher
        self._practice = practice
        self._courier = courier
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()
        # Parsing is bound to one processor anyway; two at once would only share its time limit.
        self._parsing = asyncio.Lock()

    async def read_due(self) -> None:
        """Begin with what is due, side by side."""
        while len(self._under_way) < SIDE_BY_SIDE:
            due = await calendar_reading.claim(self._clock())
            if due is None:
                return
            task = asyncio.create_task(self._read(due))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Wait for what is being read."""
        while self._under_way:
            await asyncio.wait(set(self._under_way))

    async def _read(self, due: Due) -> None:
        """Whatever goes wrong, the ticket runs out and somebody tries again."""
        try:
            await self._keep(due, await self._get(due))
        except Exception as error:
            if is_passing(error):
                log.warning("calendar_postponed", error=type(error).__name__)
            else:
                log.error("calendar_not_read", person_id=due.person_id, exc_info=error)

    async def _get(self, due: Due) -> Outcome:
        place = outside_calendars.place(due.public_id)
        address = await self._practice.vault.open(due.person_id, place, due.address)
        try:
            fetched = await self._fetcher.get(address, due.known)
            busy = None if fetched.content is None else await self._parse(due, fetched.content)
        except UnreadableCalendar as unreadable:
            return Outcome(code=unreadable.code)
        return Outcome(busy, fetched.known)

    async def _parse(self, due: Due, content: bytes) -> list[Range]:
        async with self._parsing:
            try:
                return await in_thread(
                    lambda: busy_times(content, due.since, due.until, due.zone), PARSING_SECONDS
                )
            except TimeoutError:
                raise UnreadableCalendar("too_many_events") from None

    async def _keep(self, due: Due, outcome: Outcome) -> None:
        async with transaction():
            now = self._clock()
            # The chat before the calendar, as dialogues take them: no two wait for each other.
            guest = await people.lock_chat_of(due.person_id)
            told = await _store(due, outcome, now)
            if told is Told.SUPERSEDED:
                return
            sitting = Sitting(self._practice, now, f"calendar{due.id}:{due.ticket.timestamp()}")
            await _tell(sitting, guest, due, outcome.code, told)
            letters = await sitting.post()
        self._courier.hand_over(letters)


async def _store(due: Due, outcome: Outcome, now: datetime) -> Told:
    if outcome.code is not None:
        return await calendar_reading.read_failed(due, outcome.code, now)
    if outcome.busy is None:
        return await calendar_reading.read_unchanged(due, now)
    return await calendar_reading.read_whole(due, outcome.busy, outcome.known, now)


async def _tell(
    sitting: Sitting, guest: Guest | None, due: Due, code: str | None, told: Told
) -> None:
    """Whoever waits for it sees it on their screen; others hear what they have to know."""
    if guest is not None and await _is_awaited(sitting, guest, due):
        read = await _read_now(due, code, sitting.now)
        await inform(sitting, guest, dialogue.NAME, read, due.public_id.hex)
        return
    say: Say | None = None
    if due.is_first:
        read = await _read_now(due, code, sitting.now)
        say = notices.not_added(due.name, code) if code else notices.found(read.calendar)
    elif told is Told.BROKEN and code is not None:
        say = notices.failing(due.name, code)
    elif told is Told.MENDED:
        say = notices.mended(due.name)
    if say is not None:
        await sitting.tell(due.person_id, say)


async def _is_awaited(sitting: Sitting, guest: Guest, due: Due) -> bool:
    """Whether this is what the person is looking at; what they do elsewhere isn't disturbed."""
    if guest.dialogue != dialogue.NAME:
        return False
    safe = drafts.Safe(sitting.practice.vault, guest.person_id)
    stored = await drafts.load(guest.chat_id, dialogue.NAME, safe)
    return (
        stored is not None
        and stored.step == dialogue.Step.READING
        and stored.answers.get("calendar") == due.public_id.hex
    )


async def _read_now(due: Due, code: str | None, now: datetime) -> CalendarRead:
    mine = await outside_calendars.mine(due.person_id, now)
    gone = OutsideCalendarView(due.public_id, due.name, 0, None, code)
    calendar = next((each for each in mine if each.public_id == due.public_id), gone)
    return CalendarRead(calendar, is_gone=calendar is gone)
