"""Somebody may be in danger: where help is, for them at once, and people of ours who hear of it.

Nobody is told what was written. `alert` serves whatever channel the words came by (I6).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import structlog

from conversations import crisis
from conversations.danger import Danger, Kind, kind_of, screen
from conversations.engine import DIALOGUES
from conversations.events import Happening, Typed, Unknown
from conversations.render import render
from conversations.words import Draft, Say
from handlers.parse import Visit
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.danger_views import Alert
from models.values import Role
from services import applications, people, sealed_letters
from services import danger as alerts
from services.outbox import Claimed
from services.people import Guest
from services.transaction import transaction
from services.vault import CannotOpen

log = structlog.get_logger()

CHAT = "chat"
_STAFF = {Role.PSYCHOLOGIST, Role.ADMIN}
#: No step was ever drawn with this number, so the button shows the present one again.
_NO_STEP = 999_999_999
_DESK = Draft("desk")


def get_ready() -> None:
    """Read the word lists now, so that no message waits for them; a long word needs them all."""
    screen("unremarkable")


class Hearing:
    """What somebody wrote, screened when it is first asked for and never again."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def danger(self) -> Danger | None:
        return screen(self._words)

    @property
    def is_cry(self) -> bool:
        """Whether somebody may be in danger, whoever and wherever they are."""
        return bool(self._words) and self.danger is not None


def heard(guest: Guest | None, came: Visit, hearing: Hearing) -> Danger | None:
    """Whether what they wrote sounds like danger; words of work of our own people aren't asked."""
    if not came.words or _is_link(came.event) or (guest is not None and _is_at_work(guest)):
        return None
    return hearing.danger


def _is_link(event: Happening | None) -> bool:
    """Behind /start stands a link of ours, which nobody types."""
    return isinstance(event, Typed) and event.name == "start"


def _is_at_work(guest: Guest) -> bool:
    open_one = DIALOGUES.get(guest.dialogue or "")
    return bool(guest.roles & _STAFF) and open_one is not None and open_one.of_work


def is_kept(guest: Guest, came: Visit) -> bool:
    """Whether the dialogue that is open takes these words as an answer all the same."""
    open_one = DIALOGUES.get(guest.dialogue or "")
    is_one = not isinstance(came.event, Unknown | None)
    return is_one and open_one is not None and open_one.keeps_words


async def answer(sitting: Sitting, guest: Guest, danger: Danger) -> None:
    """The crisis words for them, and the alert for ours. Raises nothing of its own."""
    again = await alerts.noticed_lately(guest.person_id, sitting.now)
    told = await alert(sitting, guest.person_id, CHAT, danger.rule)
    await say_help(sitting, guest, danger.kind, told=told, again=again)


async def say_help(
    sitting: Sitting, guest: Guest, kind: Kind, *, told: bool, again: bool = False
) -> None:
    """The crisis words as a new message in their chat; below it the way on."""
    present = await people.find_chat_of(guest.person_id) or guest
    words = help_say(sitting.practice, kind, told=told, again=again, dialogue=present.dialogue)
    draft = Draft(present.dialogue, rev=_NO_STEP) if present.dialogue else _DESK
    payload = render(words, present.reader, draft, sitting.practice.house)
    await _put_sealed(sitting, present, guest.person_id, payload)


def help_say(
    practice: Practice, kind: Kind, *, told: bool, again: bool = False, dialogue: str | None = None
) -> Say:
    """The crisis words with this practice's numbers."""
    go_on = "go" if dialogue else "help"
    lines = practice.crisis.lines
    return crisis.help_words(kind, lines, told=told, again=again, go_on=go_on)


async def alert(sitting: Sitting, person_id: int, channel: str, rule: str) -> bool:
    """Tell those on call and the person's own psychologist; True when one of them is reached.

    What is noticed within half an hour is one alert. `rule` is an id, never words.
    """
    noticed = await alerts.notice(person_id, channel, rule, sitting.now)
    to_call = await _to_call(sitting, noticed.alert)
    on_call = await alerts.reached(to_call)
    if noticed.is_new:
        log.warning("danger_noticed", channel=channel, kind=kind_of(rule).value)
    if not on_call:
        log.error("nobody_on_call_reached", channel=channel, alarm=True)
    told = await alerts.reached(_with_psychologist(to_call, noticed.alert))
    if noticed.is_new:
        await alerts.told(noticed.alert, told, sitting.now)
        await _tell(sitting, told, noticed.alert, crisis.alert(noticed.alert))
    return bool(told)


async def take_care(sitting: Sitting, person_id: int, public_id: UUID) -> Alert:
    """The first of those who were told has it; how it stands comes back for everybody else.

    Raises AlertNotYours.
    """
    found = await alerts.find(public_id)
    if found is None:
        raise alerts.AlertNotYours("no such alert")
    others = await _everybody(sitting, found)
    if person_id not in others:
        raise alerts.AlertNotYours("they are not on call")
    try:
        taken = await alerts.take(found, person_id, sitting.now)
    except alerts.AlreadyTaken:
        return await alerts.present(found)
    if found.taken_by_id is None:
        rest = [other for other in others if other != person_id]
        await _tell(sitting, await alerts.reached(rest), taken, crisis.taken(taken))
    return taken


async def remind(practice: Practice, now: datetime) -> list[Claimed]:
    """A tick: alerts that nobody has taken go to every admin, once."""
    letters: list[Claimed] = []
    async with transaction():
        for found in await alerts.overdue(now):
            sitting = Sitting(practice, now, f"danger{found.id}")
            told = await alerts.reached(await _everybody(sitting, found))
            if not told:
                log.error("nobody_on_call_reached", alarm=True)
            await alerts.told(found, told, now, again=True)
            await _tell(sitting, told, found, crisis.alert(found, again=True))
            letters += await sitting.post()
    return letters


async def _to_call(sitting: Sitting, about: Alert) -> tuple[int, ...]:
    """Those on call; where none of them is reached, the admins. Never the person themselves."""
    named = _but(about, await alerts.on_call(sitting.practice.crisis.on_call))
    if await alerts.reached(named):
        return named
    return _but(about, await alerts.on_call(()))


def _but(about: Alert, person_ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(person_id for person_id in person_ids if person_id != about.person_id)


def _with_psychologist(person_ids: tuple[int, ...], about: Alert) -> tuple[int, ...]:
    own = about.own_psychologist
    return person_ids if own is None or own in person_ids else (*person_ids, own)


async def _everybody(sitting: Sitting, about: Alert) -> tuple[int, ...]:
    """All who hear of it sooner or later, and may take it."""
    first = _with_psychologist(await _to_call(sitting, about), about)
    admins = (one for one in await applications.admins() if one != about.person_id)
    return tuple(dict.fromkeys((*first, *admins)))


async def _tell(sitting: Sitting, person_ids: tuple[int, ...], about: Alert, say: Say) -> None:
    """That somebody may be in danger waits sealed under their own key."""
    for person_id in person_ids:
        guest = await people.find_chat_of(person_id)
        if guest is not None:
            payload = render(say, guest.reader, _DESK, sitting.practice.house)
            await _put_sealed(sitting, guest, about.person_id, payload)


async def _put_sealed(sitting: Sitting, reader: Guest, about: int, payload: dict[str, Any]) -> None:
    """Whoever was forgotten and writes again has no key any more, and is helped all the same."""
    vault, now = sitting.practice.vault, sitting.now
    try:
        payload = await sealed_letters.seal(vault, about, payload, now)
    except CannotOpen:
        log.warning("danger_letter_unsealed", person_id=about)
    sitting.put(reader.telegram_chat_id, payload)
