"""Driving a dialogue: advance until there is nothing to do, then place what was said."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from conversations.engine import DIALOGUES, advance, is_private, route
from conversations.events import Action, Happening, Tap
from conversations.render import render
from conversations.words import Draft, Event, Say
from conversations.work import Result
from conversations.work.settings import SettingsCommand

# The module: what money does speaks to dialogues again, so the two need each other.
from handlers import perform as performers
from handlers.sitting import Sitting, title_for
from services import drafts, people, sealed_letters
from services.drafts import Safe, Stored
from services.people import Guest

#: A dialogue that asks for more work than this in one turn goes round in circles.
MOST_COMMANDS = 8


class Traces(Enum):
    """What is to become of what a person sent, once a dialogue has taken it."""

    KEPT = "kept"
    ERASED = "erased"
    REMOVED = "removed"
    """Erased here, and deleted from their chat."""


@dataclass(frozen=True, slots=True)
class Rendered:
    screen: bool
    payload: dict[str, Any]
    secret_of: int | None
    vanishes: int | None


@dataclass(slots=True)
class Outcome:
    """Where a dialogue has come to, what it said on the way, and whether it took the message."""

    draft: Draft
    said: list[Rendered] = field(default_factory=list)
    removes: bool = False


async def converse(
    sitting: Sitting, guest: Guest, happening: Happening, *, in_danger: bool = False
) -> Traces:
    """Let a person's event run through its dialogue, and store where it stands afterwards.

    `in_danger`: what a private dialogue has no use for gets no word about buttons there.
    """
    name, event = route(happening, guest.dialogue)
    stored = await _stored(sitting, guest, name) if name in DIALOGUES else None
    outcome = await _run(sitting, guest, _draft(name, stored), event)
    if in_danger and is_private(name) and not outcome.removes:
        return Traces.ERASED
    edit = _message_to_edit(happening, stored)
    await _keep(sitting, guest, outcome, stored, edit, elsewhere=isinstance(happening, Action))
    if name in DIALOGUES:
        await _focus(guest, outcome.draft)
    if outcome.removes:
        return Traces.REMOVED
    # A command that was typed into a private dialogue leads elsewhere, and may still be a secret.
    private = is_private(name) or is_private(guest.dialogue)
    return Traces.ERASED if private else Traces.KEPT


async def inform(sitting: Sitting, guest: Guest, name: str, result: Result, about: str) -> None:
    """Bring a dialogue the result of something that happened outside the chat.

    What is typed next stays with the dialogue that is open: it may be a note, which no other takes.
    """
    stored = await _stored(sitting, guest, name)
    outcome = await _run(sitting, guest, _draft(name, stored), result)
    same = stored is not None and about in stored.answers.values()
    edit = stored.live_message_id if stored and same else None
    await _keep(sitting, guest, outcome, stored, edit)
    if guest.dialogue in {None, name}:
        await _focus(guest, outcome.draft)


async def _stored(sitting: Sitting, guest: Guest, name: str) -> Stored | None:
    return await drafts.load(guest.chat_id, name, _safe(sitting, guest))


def _safe(sitting: Sitting, guest: Guest) -> Safe:
    return Safe(sitting.practice.vault, guest.person_id)


def _draft(name: str, stored: Stored | None) -> Draft:
    if stored is None:
        return Draft(name)
    return Draft(name, stored.step, stored.rev, stored.answers)


async def _run(sitting: Sitting, guest: Guest, draft: Draft, event: Event) -> Outcome:
    outcome = Outcome(draft)
    for _ in range(MOST_COMMANDS):
        turn = advance(outcome.draft, event)
        outcome.draft = turn.draft
        outcome.said += [_render(say, guest, turn.draft, sitting) for say in turn.say]
        outcome.removes |= turn.remove
        if turn.do is None:
            outcome.draft = replace(turn.draft, note=None)
            return outcome
        event = await performers.perform(sitting, guest, turn.do)
        if isinstance(turn.do, SettingsCommand):
            guest = await people.lock_chat(guest.telegram_chat_id) or guest
    raise RuntimeError(f"dialogue {draft.dialogue} went round in circles at {outcome.draft.step}")


def _render(say: Say, guest: Guest, draft: Draft, sitting: Sitting) -> Rendered:
    payload = render(say, guest.reader, draft, sitting.practice.house)
    return Rendered(say.screen, payload, say.secret_of, say.vanishes)


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
    sitting: Sitting, guest: Guest, outcome: Outcome, stored: Stored | None, edit: int | None,
    *, elsewhere: bool = False,
) -> None:  # fmt: skip
    """Write the draft if its dialogue has one, and put what was said into the outbox.

    `elsewhere`: `edit` is a message of another dialogue, which stays above a secret.
    """
    draft = outcome.draft
    draft_id: int | None = None
    if draft.dialogue in DIALOGUES:
        live = edit or (stored.live_message_id if stored else None)
        safe = _safe(sitting, guest) if is_private(draft.dialogue) else None
        draft_id = await drafts.save(
            guest.chat_id, draft.dialogue, draft.step, draft.rev, draft.answers, live, sitting.now,
            safe=safe,
        )  # fmt: skip
    own = stored.live_message_id if stored else None
    await _mind_keys(sitting, guest, outcome.said)
    for item in outcome.said:
        payload = dict(item.payload)
        # Telegram protects what is new only, and takes keys in place of the phone's own only in
        # a new message: neither a secret nor such keys are written over an open message.
        fresh = item.secret_of is not None or "reply_keyboard" in payload
        if item.screen and edit is not None and not fresh:
            payload["edit"] = edit
            if stored is not None and edit == stored.live_message_id:
                # A photo becomes no text again: this dialogue's own old screen may go then, while
                # a message that was only tapped on, with a file perhaps, stays.
                payload["replaces"] = edit
        elif item.screen:
            stays = elsewhere and item.secret_of is not None
            old = own if stays or edit is None else edit
            if old is not None:
                payload["replaces"] = old
        if item.vanishes is not None:
            words = title_for(guest.reader, "delete_it_yourself")
            cover = title_for(guest.reader, "opening_page")
            payload["vanishes"] = {"minutes": item.vanishes, "text": words, "cover": cover}
        payload = await _sealed(sitting, guest, draft, item, payload)
        sitting.put(guest.telegram_chat_id, payload, draft_id=draft_id if item.screen else None)


async def _sealed(
    sitting: Sitting, guest: Guest, draft: Draft, item: Rendered, payload: dict[str, Any]
) -> dict[str, Any]:
    """What tells a secret waits sealed, and whatever a private dialogue says."""
    owner = item.secret_of
    if owner is None and is_private(draft.dialogue):
        owner = guest.person_id
    if owner is None:
        return payload
    return await sealed_letters.seal(sitting.practice.vault, owner, payload, sitting.now)


async def _mind_keys(sitting: Sitting, guest: Guest, said: list[Rendered]) -> None:
    """Keys in place of the phone's own go away before whatever is said next, in any dialogue."""
    shown = any("reply_keyboard" in item.payload for item in said)
    if said and guest.has_reply_keys:
        words = title_for(guest.reader, "keys_put_away")
        sitting.put(guest.telegram_chat_id, {"puts_keys_away": words})
    if said and shown != guest.has_reply_keys:
        await people.show_reply_keys(guest.chat_id, shown)


async def _focus(guest: Guest, draft: Draft) -> None:
    """What is typed next belongs to the dialogue that was last moved, until it is over."""
    wanted = None if draft.is_over else draft.dialogue
    leaves = draft.is_over and guest.dialogue == draft.dialogue
    if wanted != guest.dialogue and (wanted is not None or leaves):
        await people.open_dialogue(guest.chat_id, wanted)
