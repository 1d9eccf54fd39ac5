"""Unfinished dialogues: read under the chat's lock, written back in the same transaction.

What a private dialogue was told lies sealed under its person's own key (I2).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.database import count, row
from services.vault import CannotOpen, Place, Vault


@dataclass(frozen=True, slots=True)
class Safe:
    """Whose draft it is, and the vault in which its answers lie."""

    vault: Vault
    person_id: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as a row: what a dialogue needs, and the message that shows it."""

    id: int
    dialogue: str
    step: str
    rev: int
    answers: Mapping[str, Any]
    live_message_id: int | None


async def load(chat_id: int, dialogue: str, safe: Safe) -> Stored | None:
    """None also for one whose answers nobody can open any more: its person was forgotten."""
    found = await row(
        """SELECT id, dialogue, step, rev, answers, sealed, live_message_id FROM drafts
           WHERE chat_id = $1 AND dialogue = $2""",
        chat_id,
        dialogue,
    )
    if found is None:
        return None
    answers = found["answers"]
    if found["sealed"] is not None:
        try:
            answers = await safe.vault.open(
                safe.person_id, _place(chat_id, dialogue), found["sealed"]
            )
        except CannotOpen:
            return None
    return Stored(
        found["id"], found["dialogue"], found["step"], found["rev"], json.loads(answers),
        found["live_message_id"],
    )  # fmt: skip


def _place(chat_id: int, dialogue: str) -> Place:
    return Place("drafts", f"{chat_id}.{dialogue}", "sealed")


async def save(
    chat_id: int, dialogue: str, step: str, rev: int, answers: Mapping[str, Any],
    live_message_id: int | None, now: datetime, *, safe: Safe | None = None,
) -> int | None:  # fmt: skip
    """Write where the dialogue stands, sealed if there is a `safe`; returns the row's id.

    None: there is no such chat any more, because its person was just forgotten.
    """
    words, sealed = json.dumps(dict(answers)), None
    if safe is not None:
        place = _place(chat_id, dialogue)
        sealed, words = await safe.vault.seal(safe.person_id, place, words, now), "{}"
    saved = await row(
        """INSERT INTO drafts (chat_id, dialogue, step, rev, answers, live_message_id, updated_at,
                               sealed)
           SELECT id, $2, $3, $4, $5::text::jsonb, $6, $7, $8 FROM chats WHERE id = $1
           ON CONFLICT (chat_id, dialogue) DO UPDATE
           SET step = $3, rev = $4, answers = $5::text::jsonb, live_message_id = $6,
               updated_at = $7, sealed = $8
           RETURNING id""",
        chat_id,
        dialogue,
        step,
        rev,
        words,
        live_message_id,
        now,
        sealed,
    )
    return int(saved["id"]) if saved else None


async def shown(draft_id: int, message_id: int) -> None:
    """The draft's screen is this message from now on."""
    await count("UPDATE drafts SET live_message_id = $2 WHERE id = $1", draft_id, message_id)
