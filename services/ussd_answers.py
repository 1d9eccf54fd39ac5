"""Steps of USSD sessions: each is answered once, and the same step again hears the same (2.4)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from models.database import row, rows


async def begin(session: str, history: str, now: datetime) -> int | None:
    """A new row for a step, which is then ours; None when it has been answered.

    While another transaction answers the same step, this one waits for its end.
    """
    made = await row(
        """INSERT INTO ussd_answers (session, history, answer, answered_at)
           VALUES ($1, $2, '', $3) ON CONFLICT (session, history) DO NOTHING RETURNING id""",
        session,
        history,
        now,
    )
    return int(made["id"]) if made else None


async def said(session: str, history: str) -> str:
    """What a step was answered."""
    found = await row(
        "SELECT answer FROM ussd_answers WHERE session = $1 AND history = $2", session, history
    )
    return str(found["answer"]) if found else ""


async def keep(step_id: int, answer: str, asked: Mapping[str, Any]) -> None:
    """The answer of a step, and where the session stands after it."""
    await rows(
        "UPDATE ussd_answers SET answer = $2, asked = $3::text::jsonb WHERE id = $1",
        step_id,
        answer,
        json.dumps(dict(asked)),
    )


async def stands(session: str, histories: Sequence[str]) -> tuple[int, Mapping[str, Any]] | None:
    """The first of these steps that was answered: its place among them, and where it left off."""
    found = await rows(
        """SELECT history, asked FROM ussd_answers
           WHERE session = $1 AND history = ANY($2::text[]) AND asked IS NOT NULL""",
        session,
        list(histories),
    )
    known = {one["history"]: one["asked"] for one in found}
    first = next((place for place, each in enumerate(histories) if each in known), None)
    return None if first is None else (first, json.loads(known[histories[first]]))
