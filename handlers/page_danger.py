"""Answers on the page that sound like danger: help on the screen at once, and in the chat (I6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from conversations import intake_page as page
from conversations.crisis import SEVERITY
from conversations.danger import Danger, Kind, screen
from handlers import danger
from handlers.sitting import Sitting
from models.intake_form import HEAVY, Answer
from models.values import Channel
from services import danger as alerts
from services.people import Guest

#: Of what is refused, so much of each answer is looked at; a message in the chat has no more.
LONGEST, MOST = 4096, 20


async def mind(sitting: Sitting, guest: Guest, new: Mapping[str, Answer]) -> dict[str, Any] | None:
    """What the page shows before it goes on; None where nothing new sounds like danger."""
    found = _found(new)
    if found is None:
        return None
    again = await alerts.noticed_lately(guest.person_id, sitting.now)
    told = await danger.alert(sitting, guest.person_id, Channel.PAGE.value, found.rule)
    await danger.say_help(sitting, guest, found.kind, told=told, again=again)
    house, lines = sitting.practice.house, sitting.practice.crisis.lines
    return page.help_now(found.kind, lines, house, guest.reader.language, told=told)


async def mind_refused(sitting: Sitting, guest: Guest, given: Mapping[str, object]) -> None:
    """Answers that can't be kept as they are may be a cry all the same; help is in the chat then.

    What has been heard already isn't said again with each attempt.
    """
    short = {key: words[:LONGEST] for key, words in given.items() if isinstance(words, str)}
    listed = {key: [word[:LONGEST] for word in words[:MOST] if isinstance(word, str)]
              for key, words in given.items() if isinstance(words, list)}  # fmt: skip
    if not await alerts.noticed_lately(guest.person_id, sitting.now):
        await mind(sitting, guest, {**short, **listed})


def _found(new: Mapping[str, Answer]) -> Danger | None:
    hits = (screen(words) for answer in new.values() for words in _words(answer))
    first = next((hit for hit in hits if hit is not None), None)
    if first is not None:
        return first
    heavy = new.get("severity_level")
    is_heavy = isinstance(heavy, int) and heavy >= HEAVY
    return Danger(Kind.LIFE, SEVERITY) if is_heavy else None


def _words(answer: Answer) -> Iterable[str]:
    if isinstance(answer, str):
        return (answer,)
    return answer if isinstance(answer, list) else ()
