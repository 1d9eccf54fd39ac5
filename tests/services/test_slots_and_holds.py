"""What is listed as free can be held at that instant, and nothing else can (X11, with rows)."""

import asyncio
import random
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from models.database import count, row
from models.values import OCCUPYING, BookingStatus, Medium, SessionFormat
from models.views import BookingView, SessionKind
from services import any_psychologist, availability, free_times, holds, slots
from services.holds import Taken
from services.transaction import transaction
from tests.people import (
    NOW,
    POLICY,
    Practice,
    hold,
    hours,
    person,
    practice,
    psychologist,
    service,
)
from tests.rows import book, insert

pytestmark = pytest.mark.usefixtures("db")

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
#: Berlin changes its clocks on 25 October 2026, Nairobi never does.
ZONES = ("Africa/Nairobi", "Europe/Berlin", "America/New_York")
BEFORE_THE_CHANGE = datetime.fromisoformat("2026-10-23T06:00:00+00:00")


class Undone(Exception):
    """Thrown to see what a hold says without keeping it."""


@dataclass(frozen=True)
class Case:
    here: Practice
    minutes: int
    now: datetime
    dice: random.Random


def _hours(dice: random.Random) -> tuple[str, str]:
    opens = dice.randrange(0, 20 * 60, 15)
    closes = min(opens + dice.choice((60, 180, 480)), 24 * 60)
    return f"{opens // 60:02}:{opens % 60:02}", f"{closes // 60:02}:{closes % 60:02}"


async def _windows(profile: int, dice: random.Random) -> None:
    await count("DELETE FROM availability_windows WHERE psychologist_id = $1", profile)
    for _ in range(dice.randint(1, 12)):
        start, end = _hours(dice)
        await insert("availability_windows", {
            "psychologist_id": profile, "day_of_week": dice.randrange(7), "start_time": start,
            "end_time": end, "is_active": dice.random() < 0.9,
        })  # fmt: skip


async def _exceptions(profile: int, first: date, dice: random.Random) -> None:
    for _ in range(dice.randrange(4)):
        start, end = _hours(dice) if dice.random() < 0.6 else (None, None)
        begins = first + timedelta(days=dice.randrange(6))
        await insert("availability_exceptions", {
            "psychologist_id": profile, "first_date": begins,
            "last_date": begins + timedelta(days=dice.randrange(2)),
            "is_available": dice.random() < 0.5, "custom_start_time": start,
            "custom_end_time": end, "reason": "",
        })  # fmt: skip


async def _bookings(here: Practice, now: datetime, dice: random.Random) -> None:
    """In any state, with buffers of their own; holds that live and holds that have run out."""
    for number in range(dice.randrange(12)):
        status = dice.choice([*OCCUPYING, BookingStatus.CANCELLED, BookingStatus.COMPLETED])
        starts = now + dice.randrange(0, 5 * 24 * 60, 5) * MINUTE
        ends = starts + dice.choice((30, 50, 90)) * MINUTE
        before, after = (dice.choice((0, 5, 15)) * MINUTE for _ in range(2))
        meets = await row(
            """SELECT 1 FROM bookings WHERE status = ANY($3) AND psychologist_id = $4
               AND tstzrange(occupied_from, occupied_until) && tstzrange($1, $2)""",
            starts - before, ends + after, list(OCCUPYING), here.psychologist,
        )  # fmt: skip
        if meets is None:
            await book(here, status=status, client_id=here.chidi, starts_at=starts, ends_at=ends,
                       occupied_from=starts - before, occupied_until=ends + after,
                       held_until=now + (number % 3 - 1) * MINUTE)  # fmt: skip


async def _case(seed: int, beside: Case | None = None) -> Case:
    """A random calendar; `beside` another one: at the same moment, for sessions as long."""
    dice = random.Random(seed)
    now = dice.choice((NOW, BEFORE_THE_CHANGE)) + dice.randrange(60 * 24) * MINUTE
    now = beside.now if beside else now
    amina, chidi, brian = [await person(name, 3 * seed + n) for n, name in enumerate("ACB")]
    profile = await psychologist(brian, f"brian-{seed}")
    caps = [dice.choice((None, None, 1, 3)) for _ in range(2)]
    await count(
        """UPDATE psychologists SET slot_step_minutes = $1, buffer_before_minutes = $2,
               buffer_after_minutes = $3, notice_minutes = $4, horizon_days = $5,
               max_per_day = $6, max_per_week = $7 WHERE id = $8""",
        dice.choice((15, 30, 50)), dice.choice((0, 10)), dice.choice((0, 10, 15)),
        dice.choice((0, 90, 24 * 60)), dice.choice((2, 4, 30)), *caps, profile,
    )  # fmt: skip
    await count("UPDATE people SET timezone = $2 WHERE id = $1", brian, dice.choice(ZONES))
    await _windows(profile, dice)
    await _exceptions(profile, now.date(), dice)
    minutes = beside.minutes if beside else dice.choice((15, 30, 50, 90))
    here = Practice(amina, chidi, brian, profile, await service(profile, minutes))
    await _bookings(here, now, dice)
    return Case(here, minutes, now, dice)


async def _try(case: Case, at: datetime) -> BookingView | Taken:
    here = case.here
    return await _undone(
        holds.hold(here.amina, here.psychologist, here.service, at, POLICY, case.now)
    )


async def _undone(holding: Awaitable[BookingView | Taken]) -> BookingView | Taken:
    """What a hold says, which is then undone."""
    said: list[BookingView | Taken] = []
    try:
        async with transaction():
            said.append(await holding)
            raise Undone
    except Undone:
        return said[0]


def _near(free: list[datetime], case: Case) -> list[datetime]:
    """Instants a little off the listed ones, and any others."""
    near = [at + off * MINUTE for at in free for off in (-5, -1, 1, 5, 25)]
    anywhere = [case.now + case.dice.randrange(-60, 6 * 24 * 60, 5) * MINUTE for _ in range(20)]
    return [at for at in case.dice.sample(near, min(len(near), 8)) + anywhere if at not in free]


@pytest.mark.parametrize("first", [0, 10, 20])
async def test_x11_the_listed_can_be_held_and_no_other(first: int) -> None:
    for seed in range(first, first + 10):
        await _check(await _case(seed))


async def _check(case: Case) -> None:
    calendar = await availability.calendar(case.here.psychologist, case.now)
    first = case.now.date()
    listed = slots.free_slots(calendar, first - DAY, first + 6 * DAY, case.minutes, case.now)
    free = [slot.starts_at for slot in listed]
    tried = case.dice.sample(free, min(len(free), 8))
    for at in tried:
        assert isinstance(await _try(case, at), BookingView), f"{at} was listed"
    for at in _near(free, case):
        assert isinstance(await _try(case, at), Taken), f"{at} was not listed"


async def test_x11_the_random_calendars_have_both_free_and_taken_times() -> None:
    """The test above is about something."""
    case = await _case(4)
    calendar = await availability.calendar(case.here.psychologist, case.now)
    first = case.now.date()
    states = [
        state
        for number in range(7)
        for state in slots.slots_on(calendar, first + number * DAY, case.minutes, case.now)
    ]
    assert len({state.reason for state in states}) > 2
    assert any(state.available for state in states)


@pytest.mark.parametrize("first", [0, 12])
async def test_x11_with_any_psychologist_the_listed_can_be_held_and_no_other(first: int) -> None:
    for seed in range(first, first + 12, 3):
        case = await _case(seed)
        for other in (1, 2):
            await _case(seed + other, beside=case)
        await _check_any(case)
        await count("UPDATE psychologists SET paused_at = $1", NOW)  # out of the next one's way


async def _check_any(case: Case) -> None:
    kind = SessionKind(SessionFormat.INDIVIDUAL, Medium.VIDEO, case.minutes)
    opened = await any_psychologist.open_services(kind, (), case.now)
    until = case.now + 6 * DAY
    free = [slot.starts_at for slot in free_times.free(opened, case.now, case.now, until)]
    assert len(opened) == 3

    async def tried(at: datetime) -> BookingView | Taken:
        return await any_psychologist.hold(case.here.amina, kind, (), at, POLICY, case.now)

    for at in case.dice.sample(free, min(len(free), 8)):
        held = await _undone(tried(at))
        assert isinstance(held, BookingView), f"{at} was listed"
    for at in _near(free, case):
        if at < until:
            told = await _undone(tried(at))
            assert isinstance(told, Taken), f"{at} was not listed"
            assert all(slot.starts_at != at for slot in told.nearest)


@pytest.mark.parametrize("cap", ["max_per_day", "max_per_week"])
async def test_x1_the_last_place_of_a_day_or_week_has_one_winner(cap: str) -> None:
    """Different times, so no overlap: the cap has to be counted by one after the other."""
    here = await practice()
    await count(f"UPDATE psychologists SET {cap} = 2")
    clients = [await person(f"Client {number}", 100 + number) for number in range(8)]
    results = await asyncio.gather(
        *(hold(here, client, hours(26 + number)) for number, client in enumerate(clients))
    )
    assert sum(isinstance(result, BookingView) for result in results) == 2
