"""What a phone was asked by SMS and has not answered yet: one question a number."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.database import count, row


async def asked(phone: str, now: datetime) -> Mapping[str, Any]:
    """What it was asked; nothing once the question is too old."""
    found = await row(
        "SELECT asked FROM sms_threads WHERE phone = $1 AND until > $2::timestamptz", phone, now
    )
    answer: dict[str, Any] = json.loads(found["asked"]) if found else {}
    return answer


async def ask(phone: str, what: Mapping[str, Any], until: datetime) -> None:
    """Remember the one question that an answer is an answer to."""
    await count(
        """INSERT INTO sms_threads (phone, asked, until) VALUES ($1, $2::text::jsonb, $3)
           ON CONFLICT (phone) DO UPDATE SET asked = excluded.asked, until = excluded.until""",
        phone,
        json.dumps(dict(what)),
        until,
    )


async def first_of_a_while(phone: str, what: Mapping[str, Any], until: datetime,
                           now: datetime) -> bool:  # fmt: skip
    """Whether nothing was remembered of this number; from now on something is."""
    return bool(
        await count(
            """INSERT INTO sms_threads AS known (phone, asked, until)
               VALUES ($1, $2::text::jsonb, $3)
               ON CONFLICT (phone) DO UPDATE SET asked = excluded.asked, until = excluded.until
               WHERE known.until <= $4::timestamptz""",
            phone,
            json.dumps(dict(what)),
            until,
            now,
        )
    )


async def forget(phone: str) -> None:
    await count("DELETE FROM sms_threads WHERE phone = $1", phone)
