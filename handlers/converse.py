"""Driving a dialogue: advance until there is nothing to do, then place what was said."""

from dataclasses import dataclass, replace
from typing import Any

from conversations.engine import DIALOGUES, advance, route
from conversations.events import Action, Happening, Tap
from conversations.render import render
from conversations.words import Draft, Event, Say
from conversations.work import Result
from handlers.perform import perform
from handlers.sitting import Sitting
from services import drafts, people
from services.drafts import Stored
from services.people import Guest

#: A dialogue that asks for more work than this in one turn goes round in circles.
MOST_COMMANDS = 8


@dataclass(frozen=True, slots=True)
class Rendered:
    screen: bool
    payload: dict[str, Any]


async def converse(sitting: Sitting, guest: Guest, happening: Happening) -> None:
    """Let a person's event run through its dialogue, and store where it stands afterwards."""
    name, event = route(happening, guest.dialogue)
    stored = await drafts.load(guest.chat_id, name) if name in DIALOGUES else None
    draft, said = await _run(sitting, guest, _draft(name, stored), event)
    edit = _message_to_edit(happening, stored)
    await _keep(sitting, guest, draft, stored, said, edit)


async def inform(sitting: Sitting, guest: Guest, name: str, result: Result, about: str) -> None:
    """Bring a dialogue the result of something that happened outside the chat."""
    stored = await drafts.load(guest.chat_id, name)
    draft, said = await _run(sitting, guest, _draft(name, stored), result)
    same = stored is not None and about in stored.answers.values()
    edit = stored.live_message_id if stored and same else None
    await _keep(sitting, guest, draft, stored, said, edit)


def _draft(name: str, stored: Stored | None) -> Draft:
    if stored is None:
        return Draft(name)
    return Draft(name, stored.step, stored.rev, stored.answers)


async def _run(
    sitting: Sitting, guest: Guest, draft: Draft, event: Event
) -> tuple[Draft, list[Rendered]]:
    said: list[Rendered] = []
    for _ in range(MOST_COMMANDS):
        turn = advance(draft, event)
        draft = turn.draft
        said += [_render(say, guest, draft) for say in turn.say]
        if turn.do is None:
            return replace(draft, note=None), said
        event = await perform(sitting, guest, turn.do)
    raise RuntimeError(f"dialogue {draft.dialogue} went round in circles at {draft.step}")


def _render(say: Say, guest: Guest, draft: Draft) -> Rendered:
    return Rendered(say.screen, render(say, guest.reader, draft))


def _message_to_edit(happening: Happening, stored: Stored | None) -> int | None:
    """The message under the finger, when it is the dialogue's live one; else a new one is due."""
    match happening:
        case Tap(rev=rev, message_id=message_id):
            known = stored is None or rev == stored.rev or message_id == stored.live_message_id
            return message_id if known else None
        case Action(message_id=message_id):
            return message_id
        case _:
            return None


async def _keep(
    sitting: Sitting, guest: Guest, draft: Draft, stored: Stored | None,
    said: list[Rendered], edit: int | None,
) -> None:  # fmt: skip
    """Write the draft if its dialogue has one, and put what was said into the outbox."""
    draft_id: int | None = None
    if draft.dialogue in DIALOGUES:
        live = edit or (stored.live_message_id if stored else None)
        draft_id = await drafts.save(
            guest.chat_id, draft.dialogue, draft.step, draft.rev, draft.answers, live, sitting.now
        )
        await _focus(guest, draft)
    replaced = stored.live_message_id if stored and edit is None else None
    for item in said:
        payload = dict(item.payload)
        if item.screen and edit is not None:
            payload["edit"] = edit
        elif item.screen and replaced is not None:
            payload["replaces"] = replaced
        sitting.put(guest.telegram_chat_id, payload, draft_id=draft_id if item.screen else None)


async def _focus(guest: Guest, draft: Draft) -> None:
    """What is typed next belongs to the dialogue that was last moved, until it is over."""
    wanted = None if draft.is_over else draft.dialogue
    leaves = draft.is_over and guest.dialogue == draft.dialogue
    if wanted != guest.dialogue and (wanted is not None or leaves):
        await people.open_dialogue(guest.chat_id, wanted)
