"""Five hundred reminders on their way while sessions are cancelled and moved (R3, X30)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from conversations import reminding
from conversations.words import Say
from handlers import remind
from handlers.deliver import Courier
from models.database import count, rows
from models.reminder_views import DueReminder
from services import reminders
from services.budget import Limits
from services.vault import Vault
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours, practice

MANY = 500
#: The first of them, in hours from NOW; the others follow hour by hour.
FIRST = 30
LATER = 24 * 40


@dataclass(slots=True)
class Chats:
    """What arrived, by chat; a channel that never fails."""

    came: list[tuple[int, str]] = field(default_factory=list)

    async def send(self, chat_id: int, payload: dict[str, Any], /) -> int | None:
        self.came.append((chat_id, payload["text"]))
        return len(self.came)


@dataclass(slots=True)
class Desk:
    """Clients 1001 to 1500 with a session each; chat and booking have one number."""

    chats: Chats
    courier: Courier
    now: datetime = NOW

    async def remind(self) -> None:
        await remind.remind(SETTINGS, self.now)

    async def deliver(self) -> set[int]:
        while await self.courier.drain():
            await self.courier.settle()
        return {chat for chat, _ in self.chats.came}


async def everybody(here: Practice) -> Desk:
    """All are reminded of their sessions now."""
    await count(
        """WITH met AS (
               INSERT INTO people (public_id, telegram_id, name, language, timezone, created_at)
               SELECT gen_random_uuid(), 1000 + n, 'Client ' || n, 'en', 'Africa/Nairobi', $1
               FROM generate_series(1, $2::int) AS n RETURNING id, telegram_id)
           INSERT INTO chats (telegram_chat_id, person_id) SELECT telegram_id, id FROM met""",
        NOW,
        MANY,
    )
    await count(
        """INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id,
               status, version, purpose, format, medium, starts_at, ends_at, occupied_from,
               occupied_until, group_key, duration_minutes, price_minor, currency,
               cancel_notice_minutes, payment_status, held_since, calendar_sequence, created_at,
               changed_at)
           SELECT gen_random_uuid(), 'BK-2026-' || telegram_id, id, $3, $4, 'confirmed', 1,
               'initial', 'individual', 'phone', at, at + interval '50 minutes', at,
               at + interval '50 minutes', gen_random_uuid(), 50, 250000, 'KES', 1440, 'paid', $1,
               0, $1, $1
           FROM (SELECT id, telegram_id,
                        $1::timestamptz + (telegram_id - 1001 + $2::int) * interval '1 hour' AS at
                 FROM people WHERE telegram_id > 1000) AS client""",
        NOW,
        FIRST,
        here.psychologist,
        here.service,
    )
    await remind.plan(SETTINGS, NOW)
    await count("DELETE FROM reminders WHERE person_id = $1 OR kind <> 'day'", here.brian)
    await count("UPDATE reminders SET due_at = $1", NOW)
    chats = Chats()
    desk = Desk(chats, None)  # type: ignore[arg-type]
    limits = Limits(100_000, overall_burst=100_000, lane_per_second=100_000)
    desk.courier = Courier(chats, limits, lambda: desk.now, Vault({1: bytes(32)}))
    return desk


async def change_a_third_each(here: Practice) -> tuple[set[int], set[int]]:
    """Of 1001, 1002, 1003 … each third is cancelled, and each third moved far away."""
    cancelled, moved = set(range(1001, 1501, 3)), set(range(1002, 1501, 3))
    change = """UPDATE bookings SET version = version + 1, changed_at = $2, {}
                FROM people WHERE people.id = client_id AND telegram_id = ANY($1::bigint[])"""
    await count(change.format("status = 'cancelled'"), list(cancelled), NOW)
    columns = ("starts_at", "ends_at", "occupied_from", "occupied_until")
    later = ", ".join(f"{name} = {name} + interval '{LATER} hours'" for name in columns)
    await count(change.format(later), list(moved), NOW)
    return cancelled, moved


async def letters() -> dict[str, int]:
    found = await rows("SELECT state, count(*) AS n FROM outbox GROUP BY state")
    return {one["state"]: one["n"] for one in found}


async def test_x30_with_five_hundred_queued_none_goes_for_the_old_time(db: str) -> None:
    assert db
    here = await practice()
    desk = await everybody(here)
    await desk.remind()
    assert await letters() == {"due": MANY}
    cancelled, moved = await change_a_third_each(here)
    told = await desk.deliver()
    assert told == set(range(1001, 1501)) - cancelled - moved
    assert len(desk.chats.came) == len(told)
    await desk.remind()
    assert await desk.deliver() == told
    states = await rows("SELECT DISTINCT state, why FROM reminders WHERE booking_id IN"
                        " (SELECT id FROM bookings WHERE status = 'cancelled')")  # fmt: skip
    assert {(one["state"], one["why"]) for one in states} <= {("dropped", "moved")}


async def test_x30_the_new_time_has_reminders_of_its_own(db: str) -> None:
    assert db
    here = await practice()
    desk = await everybody(here)
    await desk.remind()
    _, moved = await change_a_third_each(here)
    await desk.deliver()
    desk.chats.came.clear()
    await remind.plan(SETTINGS, NOW)
    waiting = await rows(
        """SELECT DISTINCT telegram_id FROM reminders JOIN people ON people.id = person_id
           WHERE state = 'waiting' AND telegram_id > 1000 AND starts_at > $1""",
        hours(FIRST + LATER - 1),
    )
    assert {one["telegram_id"] for one in waiting} == moved
    first = min(moved)
    desk.now = hours(FIRST + LATER + 1 - 23)
    await desk.remind()
    assert first in await desk.deliver()
    assert "Tomorrow: your session with Brian" in desk.chats.came[0][1]


async def test_x30_without_the_check_when_it_is_sent_they_would_go(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the guard is for: taken away, people are reminded of what they have cancelled."""
    assert db

    async def always(*_: object) -> bool:
        return True

    monkeypatch.setattr(reminders, "still_true", always)
    here = await practice()
    desk = await everybody(here)
    await desk.remind()
    cancelled, _ = await change_a_third_each(here)
    assert cancelled <= await desk.deliver()


async def test_x23_what_was_true_yesterday_is_not_said_today(db: str) -> None:
    """A letter that waited over midnight says "Today", by the reader's own clock."""
    assert db
    here = await practice()
    desk = await everybody(here)
    await desk.remind()
    # Nairobi's midnight is at 21:00 UTC, fifteen hours after NOW.
    desk.now = hours(16)
    await desk.deliver()
    await count("UPDATE wishes SET quiet_from = NULL, quiet_to = NULL")
    desk.now = hours(25)
    await desk.remind()
    await desk.deliver()
    said = {chat: text for chat, text in desk.chats.came}  # noqa: C416 - the last word to each
    assert said[1001].startswith("<b>Today: your session with Brian")
    assert not any(text.startswith("<b>Tomorrow") and chat < 1008 for chat, text in
                   desk.chats.came)  # fmt: skip


async def test_x32_a_letter_that_waited_into_quiet_hours_waits_for_the_morning(db: str) -> None:
    """Made at 20:30 in Nairobi, and nobody sent anything until 22:00."""
    assert db
    here = await practice()
    desk = await everybody(here)
    desk.now = hours(11.5)
    await desk.remind()
    desk.now = hours(13)
    assert await desk.deliver() == set()
    await desk.remind()
    assert await desk.deliver() == set()
    desk.now = hours(22)
    await desk.remind()
    assert len(await desk.deliver()) == MANY
    assert len(desk.chats.came) == MANY


async def test_x31_one_that_cannot_be_made_keeps_nobody_waiting(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert db
    here = await practice()
    desk = await everybody(here)
    made = reminding.reminder

    def all_but_one(due: Sequence[DueReminder], now: datetime, timezone: str) -> Say:
        if due[0].reference == "BK-2026-1001":
            raise ValueError("no such place")
        return made(due, now, timezone)

    monkeypatch.setattr(reminding, "reminder", all_but_one)
    await desk.remind()
    assert await desk.deliver() == set(range(1002, 1501))
    lost = await rows("SELECT why FROM reminders WHERE state = 'dropped'")
    assert [one["why"] for one in lost] == ["unreachable"]
