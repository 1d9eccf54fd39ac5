"""Dates that differ from the week: the last word counts, and what is shown is what is offered."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.database import count
from models.date_changes import DateChange
from models.hours import Hours
from models.opening_views import Rule
from services import availability, day_changes, leave, opening_rules, slots
from services.day_changes import revised
from services.opening_rules import Profile
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.services.opening_steps import add, apply, at, brians, closed, opened, rule

MONDAY = date(2026, 9, 7)
DAY = timedelta(days=1)
MASHUJAA = date(2026, 10, 20)


def on(day: date, changes: Iterable[DateChange]) -> list[str]:
    """What holds of one date, as words."""
    told = [change for change in changes if change.first <= day <= change.last]
    return sorted(
        f"{'open' if change.opens else 'closed'} {','.join(map(str, change.hours))}".strip()
        for change in told
    )


def test_a_longer_leave_keeps_its_other_days() -> None:
    long = closed(MONDAY, MONDAY + 4 * DAY, reason="leave")
    known = revised([long], [opened(MONDAY + 2 * DAY, None, *at((9, 13)))])
    assert [on(MONDAY + n * DAY, known) for n in range(6)] == [
        ["closed"], ["closed"], ["open 09:00–13:00"], ["closed"], ["closed"], [],
    ]  # fmt: skip


def test_closed_hours_stay_below_a_closed_day_and_go_when_it_is_opened() -> None:
    dentist = closed(MONDAY, None, *at((14, 16)))
    known = revised([dentist], [closed(MONDAY)])
    assert on(MONDAY, known) == ["closed", "closed 14:00–16:00"]
    assert on(MONDAY, revised(known, [opened(MONDAY)])) == ["open"]


def test_the_same_change_twice_is_one() -> None:
    for change in (closed(MONDAY), opened(MONDAY, None, *at((9, 12), (14, 16))),
                   closed(MONDAY, None, *at((9, 10)))):  # fmt: skip
        once = revised([], [change])
        assert revised(once, [change]) == once


def test_changes_of_other_dates_are_left_alone() -> None:
    others = [closed(MONDAY - 3 * DAY, MONDAY - DAY), opened(MONDAY + DAY, None, *at((1, 2)))]
    assert set(others) <= set(revised(others, [closed(MONDAY)]))


HOURS = st.sampled_from([(), *(at((start, start + 2)) for start in (8, 9, 15)),
                         at((8, 10), (15, 17))])  # fmt: skip
CHANGES = st.builds(
    lambda start, length, opens, hours: DateChange(
        MONDAY + start * DAY, MONDAY + (start + length) * DAY, opens, hours
    ),
    st.integers(0, 9), st.integers(0, 4), st.booleans(), HOURS,
)  # fmt: skip


@given(st.lists(CHANGES, max_size=6))
def test_the_last_word_about_a_date_holds(changes: list[DateChange]) -> None:
    """Day by day: an opening or a closed day forgets what it must, closed hours add up."""
    known: tuple[DateChange, ...] = ()
    for change in changes:
        known = revised(known, [change])
    for day in (MONDAY + n * DAY for n in range(15)):
        expected: set[str] = set()
        for change in changes:
            if not change.first <= day <= change.last:
                continue
            kind = "open" if change.opens else "closed"
            said = {f"{kind} {hours}" for hours in change.hours} or {kind}
            if change.opens:
                expected = set()
            elif not change.hours:
                expected = {each for each in expected if each.startswith("closed ")}
            expected |= said
        assert set(on(day, known)) == expected


async def shown(mine: Profile, days: list[date], now: datetime = NOW) -> dict[date, list[Hours]]:
    """What /availability says: the week, and the dates that differ, read as a person reads them."""
    async with transaction():
        week = await opening_rules.week(mine)
        dates = await day_changes.coming(mine, now)
    holidays = {holiday.day: holiday.works for holiday in dates.holidays}
    found: dict[date, list[Hours]] = {}
    for day in days:
        told = [e.change for e in dates.exceptions if e.change.first <= day <= e.change.last]
        weekly = [w.hours for w in week.on(day.isoweekday() % 7) if w.is_active]
        own = [hours for change in told if change.opens for hours in change.hours]
        shut = any(not change.opens and not change.hours for change in told)
        if shut or (day in holidays and not holidays[day]):
            found[day] = []
            continue
        cut = [hours for change in told if not change.opens for hours in change.hours]
        found[day] = _without(own or weekly, cut)
    return found


def _without(hours: Iterable[Hours], cut: Iterable[Hours]) -> list[Hours]:
    minutes = {m for each in hours for m in range(each.start, each.end)}
    minutes -= {m for each in cut for m in range(each.start, each.end)}
    edges = [m for m in sorted(minutes) if m - 1 not in minutes]
    ends = [m + 1 for m in sorted(minutes) if m + 1 not in minutes]
    return [Hours(start, end) for start, end in zip(edges, ends, strict=True)]


async def offered(mine: Profile, days: list[date], now: datetime = NOW) -> dict[date, list[Hours]]:
    """The same, from the free times of the shortest session that there can be."""
    async with transaction():
        calendar = await availability.calendar(mine.psychologist_id, now)
    rules = replace(calendar.rules, slot_step_minutes=15, notice_minutes=0, horizon_days=90)
    calendar = replace(calendar, rules=rules)
    found = {}
    for day in days:
        free = slots.free_slots(calendar, day, day, 15, now)
        walls = [slot.starts_at.astimezone(mine.timezone) for slot in free]
        starts = [wall.hour * 60 + wall.minute for wall in walls]
        found[day] = _without([Hours(start, start + 15) for start in starts], [])
    return found


@pytest.mark.parametrize("seed", range(4))
async def test_x11_what_availability_shows_as_open_is_what_is_offered(
    here: Practice, seed: int
) -> None:
    mine, dice = await brians(here), random.Random(seed)
    days = [MASHUJAA - 10 * DAY + n * DAY for n in range(20)]
    for _ in range(12):
        await count("DELETE FROM availability_windows")
        await count("DELETE FROM availability_exceptions")
        for _ in range(dice.randrange(8)):
            await add(mine, dice.randrange(7), [_hours(dice)])
        for _ in range(dice.randrange(7)):
            first = dice.choice(days)
            hours = tuple(_hours(dice) for _ in range(dice.randrange(3)))
            last = first + dice.randrange(4) * DAY
            await apply(mine, DateChange(first, last, dice.random() < 0.5, hours))
        assert await shown(mine, days) == await offered(mine, days)


def _hours(dice: random.Random) -> Hours:
    start = dice.randrange(0, 95)
    return Hours(start * 15, dice.randrange(start + 1, 97) * 15)


@pytest.mark.parametrize("seed", range(3))
async def test_x11_a_preview_shows_the_days_as_they_will_be_offered(
    here: Practice, seed: int
) -> None:
    mine, dice = await brians(here), random.Random(seed)
    for day in range(7):
        await add(mine, day, at((9, 12.5), (14, 17)))
    for _ in range(15):
        first = MASHUJAA - 3 * DAY + dice.randrange(6) * DAY
        hours = tuple(_hours(dice) for _ in range(dice.randrange(3)))
        change = DateChange(first, first + DAY, dice.random() < 0.5, hours)
        async with transaction():
            ahead = await leave.preview(mine, [change], NOW)
        await apply(mine, change)
        expected = {each.day: list(each.hours) for each in ahead.days}
        assert await offered(mine, list(expected)) == expected


async def test_a_public_holiday_is_worked_and_closed_again(here: Practice) -> None:
    mine = await brians(here)
    await add(mine, 2, at((9, 12)))
    days = [MASHUJAA]
    for change, hours in (
        (opened(MASHUJAA), [Hours(540, 720)]),
        (closed(MASHUJAA), []),
        (opened(MASHUJAA, None, *at((15, 16))), [Hours(900, 960)]),
        (opened(MASHUJAA), [Hours(540, 720)]),
    ):
        await apply(mine, change)
        assert (await offered(mine, days))[MASHUJAA] == hours
        async with transaction():
            holidays = (await day_changes.coming(mine, NOW)).holidays
        works = {holiday.day: holiday for holiday in holidays}[MASHUJAA]
        assert (works.name, works.works) == ("Mashujaa Day", bool(hours))


ZONES = {
    "Europe/Berlin": (date(2026, 10, 25), date(2027, 3, 28)),
    "America/New_York": (date(2026, 11, 1), date(2027, 3, 14)),
    "Australia/Sydney": (date(2026, 10, 4), date(2027, 4, 4)),
    "Africa/Nairobi": (date(2026, 11, 1), date(2027, 3, 28)),
}


@pytest.mark.parametrize("zone", ZONES)
async def test_x21_hours_keep_their_wall_time_across_exceptions_when_clocks_change(
    here: Practice, zone: str
) -> None:
    """The week, other hours and a closed lunch, on the day of the change and around it."""
    await count("UPDATE people SET timezone = $1 WHERE id = $2", zone, here.brian)
    mine = await brians(here)
    assert mine.timezone == ZoneInfo(zone)
    await rule(mine, Rule.HORIZON, 300)
    for day in range(7):
        await add(mine, day, at((9, 17)))
    for change_day in ZONES[zone]:
        now = datetime(change_day.year, change_day.month, change_day.day, tzinfo=mine.timezone)
        now -= 5 * DAY
        await apply(mine, closed(change_day - DAY, change_day + DAY, *at((12, 13))), now=now)
        await apply(mine, opened(change_day + DAY, None, *at((7, 10))), now=now)
        seen = await offered(mine, [change_day + n * DAY for n in (-3, -1, 0, 1)], now)
        assert list(seen.values()) == [
            [*at((9, 17))], [*at((9, 12), (13, 17))], [*at((9, 12), (13, 17))], [*at((7, 10))],
        ]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_x20_closed_time_is_whole_local_days_whatever_the_clocks_do(zone: str) -> None:
    place = ZoneInfo(zone)
    for day in ZONES[zone]:
        [(since, until)] = leave.closed_time([closed(day)], place)
        assert since.astimezone(place).replace(tzinfo=None) == datetime.combine(
            day, datetime.min.time()
        )
        assert until.astimezone(place).date() == day + DAY
        morning = leave.closed_time([closed(day, None, *at((9, 13)))], place)
        walls = [moment.astimezone(place).hour for moment in morning[0]]
        assert walls == [9, 13]


def test_hours_that_open_close_the_rest_of_the_day() -> None:
    place = ZoneInfo("Africa/Nairobi")
    found = leave.closed_time([opened(MONDAY, None, *at((9, 13)))], place)
    walls = [[moment.astimezone(place) for moment in pair] for pair in found]
    assert [(a.hour, b.hour) for a, b in walls] == [(0, 9), (13, 0)]
    assert leave.closed_time([opened(MONDAY)], place) == []
