"""Amina (client), Brian (psychologist, open around the clock) and Chidi (a stranger), as rows."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from models.database import row, rows
from models.intake_form import FORM
from models.views import BookingView
from services import holds
from services.policy import Policy
from services.transaction import transaction

#: A Monday morning without a holiday near it.
NOW = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
POLICY = Policy()


#: For a test that is not about what is asked before a session.
ASKS_NOTHING = json.dumps({question.key: "left_out" for question in FORM})


@dataclass(frozen=True, slots=True)
class Practice:
    amina: int
    chidi: int
    brian: int
    psychologist: int
    service: int


async def person(name: str, telegram_id: int) -> int:
    found = await row(
        """INSERT INTO people (public_id, telegram_id, name, language, timezone, created_at)
           VALUES ($1, $2, $3, 'en', 'Africa/Nairobi', $4) RETURNING id""",
        uuid4(),
        telegram_id,
        name,
        NOW,
    )
    assert found is not None
    return int(found["id"])


async def psychologist(person_id: int, slug: str, *, buffer: int = 0, step: int = 5) -> int:
    """Somebody who works day and night, every day."""
    found = await row(
        """INSERT INTO psychologists (public_id, slug, person_id, title, bio, specialties,
               languages, slot_step_minutes, buffer_before_minutes, buffer_after_minutes,
               notice_minutes, horizon_days, approved_at)
           VALUES ($1, $2, $3, 'Psychologist', '', '[]', '[]', $4, 0, $5, 1440, 60, $6)
           RETURNING id""",
        uuid4(),
        slug,
        person_id,
        step,
        buffer,
        NOW,
    )
    assert found is not None
    await rows(
        """INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time,
               is_active) SELECT $1, day, '00:00', '24:00', true FROM generate_series(0, 6) AS day
           RETURNING id""",
        found["id"],
    )
    return int(found["id"])


async def service(psychologist_id: int, minutes: int = 50, price_minor: int = 250_000,
                  *, needs_approval: bool = True) -> int:  # fmt: skip
    found = await row(
        """INSERT INTO services (public_id, psychologist_id, slug, title, format, medium,
               duration_minutes, price_minor, currency, capacity, needs_approval, is_active)
           VALUES ($1, $2, $3, 'Individual session', 'individual', 'video', $4, $5, 'KES', 1, $6,
                   true) RETURNING id""",
        uuid4(),
        psychologist_id,
        uuid4().hex[:8],
        minutes,
        price_minor,
        needs_approval,
    )
    assert found is not None
    return int(found["id"])


async def practice(*, buffer: int = 0) -> Practice:
    amina, chidi = await person("Amina", 1), await person("Chidi", 2)
    brian = await person("Brian", 3)
    profile = await psychologist(brian, "brian", buffer=buffer)
    return Practice(amina, chidi, brian, profile, await service(profile))


def hours(count: float) -> datetime:
    """An instant so many hours after NOW."""
    return NOW + timedelta(hours=count)


async def hold(
    here: Practice, client: int, at: datetime, *, service_id: int | None = None,
    now: datetime = NOW,
) -> BookingView | holds.Taken:  # fmt: skip
    """One hold in a transaction of its own, as the shell does it."""
    async with transaction():
        return await holds.hold(
            client, here.psychologist, service_id or here.service, at, POLICY, now
        )
