"""Unfinished dialogues: read under the chat's lock, written back in the same transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.database import count, row


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as a row: what a dialogue needs, and the message that shows it."""

    id: int
    dialogue: str
    step: str
    rev: int
    answers: Mapping[str, Any]
    live_message_id: int | None


async def load(chat_id: int, dialogue: str) -> Stored | None:
    found = await row(
        """SELECT id, dialogue, step, rev, answers, live_message_id FROM drafts
           WHERE chat_id = $1 AND dialogue = $2""",
        chat_id,
        dialogue,
    )
    return Stored(**{**found, "answers": json.loads(found["answers"])}) if found else None


async def save(
    chat_id: int, dialogue: str, step: str, rev: int, answers: Mapping[str, Any],
    live_message_id: int | None, now: datetime,
) -> int:  # fmt: skip
    """Write where the dialogue stands; returns the row's id."""
    saved = await row(
        """INSERT INTO drafts (chat_id, dialogue, step, rev, answers, live_message_id, updated_at)
           VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7)
           ON CONFLICT (chat_id, dialogue) DO UPDATE
           SET step = $3, rev = $4, answers = $5::text::jsonb, live_message_id = $6, updated_at = $7
           RETURNING id""",
        chat_id,
        dialogue,
        step,
        rev,
        json.dumps(dict(answers)),
        live_message_id,
        now,
    )
    assert saved is not None
    return int(saved["id"])


async def shown(draft_id: int, message_id: int) -> None:
    """The draft's screen is this message from now on."""
    await count("UPDATE drafts SET live_message_id = $2 WHERE id = $1", draft_id, message_id)
