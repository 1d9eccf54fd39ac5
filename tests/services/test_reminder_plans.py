"""Reminders are planned from what the database has marked: moves, wishes, zones (R1, R3, X30)."""

import asyncio
import contextvars
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.database import rows
from models.values import ReminderKind
from services import contacting, preferences, reminder_plans
from services.contacting import Wishes
from services.transaction import transaction
from tests.people import NOW, Practice, hours
from tests.rows import book

CONFIRMED: dict[str, Any] = {
    "reference": "BK-2026-000001", "payment_status": "paid", "held_until": None,
}  # fmt: skip


async def confirmed(here: Practice, at: float, number: int = 1, **changed: Any) -> int:
    named = {**CONFIRMED, "reference": f"BK-2026-{number:06}", **changed}
    return await book(here, at, "confirmed", **named)


async def plan() -> int:
    total = 0
    while True:
        async with transaction():
            planned = await reminder_plans.plan()
        total += planned
        if planned < reminder_plans.BATCH:
            return total


async def waiting(person: int) -> list[tuple[str, float]]:
    """Kinds and instants in hours from NOW."""
    found = await rows(
        """SELECT kind, due_at FROM reminders WHERE person_id = $1 AND state = 'waiting'
           ORDER BY due_at, id""",
        person,
    )
    return [(one["kind"], (one["due_at"] - NOW) / timedelta(hours=1)) for one in found]


async def set_state(booking: int, status: str, **changed: Any) -> None:
    more = "".join(f", {name} = '{value}'" for name, value in changed.items())
    await rows(
        f"""UPDATE bookings SET status = '{status}', version = version + 1, changed_at = $2 {more}
            WHERE id = $1 RETURNING id""",
        booking,
        NOW,
    )


async def test_r1_both_sides_are_reminded_three_times(here: Practice) -> None:
    await confirmed(here, 54)
    assert await plan() == 1
    expected = [("day", 30.0), ("hours", 52.0), ("minutes", 53.75)]
    assert await waiting(here.amina) == await waiting(here.brian) == expected
    assert await plan() == 0


async def test_r3_booked_three_hours_ahead_there_is_no_day_before(here: Practice) -> None:
    await confirmed(here, 3)
    await plan()
    assert await waiting(here.amina) == [("hours", 1.0), ("minutes", 2.75)]


@pytest.mark.parametrize("status", ["held", "pending", "approved"])
async def test_r3_what_is_pending_or_unpaid_is_never_reminded_of(
    here: Practice, status: str
) -> None:
    changed: dict[str, Any] = {} if status == "held" else {"held_until": None}
    await book(here, 54, status, **changed)
    assert await plan() == 0
    assert await waiting(here.amina) == []


@pytest.mark.parametrize("status", ["cancelled", "late_cancelled", "completed"])
async def test_x30_what_does_not_stand_any_more_has_no_reminders(
    here: Practice, status: str
) -> None:
    booking = await confirmed(here, 54)
    await plan()
    await set_state(booking, "in_progress" if status == "completed" else status)
    await plan()
    assert await waiting(here.amina) == await waiting(here.brian) == []


async def test_x30_what_was_said_for_the_old_time_stays_said(here: Practice) -> None:
    booking = await confirmed(here, 54)
    await plan()
    said = "UPDATE reminders SET state = 'said', decided_at = $1 WHERE kind = 'day' RETURNING id"
    await rows(said, hours(30))
    await contacting.wish(here.amina, Wishes(), NOW)
    await plan()
    assert await waiting(here.amina) == [("hours", 52.0), ("minutes", 53.75)]
    assert len(await rows("SELECT 1 FROM reminders WHERE booking_id = $1", booking)) == 6


async def test_r1_wishes_are_planned_for_at_once(here: Practice) -> None:
    await confirmed(here, 54)
    await plan()
    only_hours = Wishes(kinds=frozenset({ReminderKind.HOURS}), quiet=None)
    await contacting.wish(here.amina, only_hours, NOW)
    await plan()
    assert await waiting(here.amina) == [("hours", 52.0)]
    assert len(await waiting(here.brian)) == 3
    await contacting.wish(here.amina, replace(only_hours, kinds=frozenset(ReminderKind)), NOW)
    await plan()
    assert len(await waiting(here.amina)) == 3


async def test_x32_another_zone_has_other_quiet_hours(here: Practice) -> None:
    """54 hours from Monday 09:00 in Nairobi: Wednesday 15:00 there, 08:00 in New York."""
    await confirmed(here, 54)
    await plan()
    await preferences.live_in(here.amina, "America/New_York", NOW)
    await plan()
    assert await waiting(here.amina) == [("day", 30.0), ("hours", 53.0), ("minutes", 53.75)]
    assert await waiting(here.brian) == [("day", 30.0), ("hours", 52.0), ("minutes", 53.75)]


async def test_a_hundred_bookings_are_planned_at_once(here: Practice) -> None:
    for number in range(100):
        await confirmed(here, 54 + number, number)
    assert await plan() == 100
    found = await rows("SELECT count(*) AS n FROM reminders WHERE state = 'waiting'")
    assert found[0]["n"] == 600
    wished = await rows("SELECT booking_id, starts_at, person_id, kind FROM reminders")
    assert len({tuple(one.values()) for one in wished}) == 600


async def test_x30_a_booking_that_moves_while_it_is_planned_is_planned_again(
    here: Practice,
) -> None:
    """The mark is held before the booking is looked at, and comes back with each move."""
    booking = await confirmed(here, 54)
    async with transaction():
        assert await reminder_plans.plan() == 1
    await set_state(booking, "cancelled")
    marks = await rows("SELECT stale_since FROM reminder_plans WHERE stale_since IS NOT NULL")
    assert len(marks) == 1
    await plan()
    assert await waiting(here.amina) == []


async def test_d2_a_forgotten_person_is_not_planned_for(here: Practice) -> None:
    await confirmed(here, 54)
    await rows("UPDATE people SET forgotten_at = $1, name = '' WHERE id = $2 RETURNING id",
               NOW, here.amina)  # fmt: skip
    await plan()
    assert await waiting(here.amina) == []


async def test_h2_planning_never_waits_for_who_holds_a_booking(here: Practice) -> None:
    """They wait for the mark that planning holds: each would wait for the other."""
    booking = await confirmed(here, 54)
    async with transaction():
        await rows("SELECT 1 FROM bookings WHERE id = $1 FOR UPDATE", booking)
        aside = asyncio.create_task(plan(), context=contextvars.Context())
        assert await asyncio.wait_for(aside, 60) == 0
        await set_state(booking, "cancelled")
    assert await plan() == 1
    assert await waiting(here.amina) == []
