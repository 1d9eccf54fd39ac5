"""Changes of clocks once more, with exceptions, other calendars, files and feeds (X20-X24)."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from conversations import formats, notices_money
from conversations.calendar_screens import state
from conversations.render import render
from conversations.words import Draft
from models.calendar import Unavailable
from models.database import count, row
from models.outside_views import OutsideCalendarView
from models.views import Reader
from services import availability, directory, feeds, slots
from services.busy_times import busy_times
from services.calendar_files import feed, invitation
from tests import rfc5545
from tests.dialog import HOUSE
from tests.ics import ics
from tests.people import Practice, hold
from tests.rows import book, insert
from tests.services.test_slots_dst import CHANGES_ABROAD

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


async def settle(here: Practice, zone: str, *hours: str) -> None:
    """Brian lives there and works these hours each day, without notice, for years ahead."""
    await count("UPDATE people SET timezone = $2 WHERE id = $1", here.brian, zone)
    await count("UPDATE psychologists SET notice_minutes = 0, horizon_days = 800,"
                " slot_step_minutes = 30")  # fmt: skip
    await count("DELETE FROM availability_windows")
    for day in range(7):
        for each in hours:
            start, end = each.split("-")
            await insert("availability_windows", {
                "psychologist_id": here.psychologist, "day_of_week": day, "start_time": start,
                "end_time": end, "is_active": True,
            })  # fmt: skip


async def outside(here: Practice, content: bytes, now: datetime) -> None:
    """What an outside calendar of Brian's says, as the reader stores it."""
    person = await row("SELECT timezone FROM people WHERE id = $1", here.brian)
    assert person is not None
    zone = ZoneInfo(person["timezone"])
    calendar = await insert("outside_calendars", {
        "public_id": uuid4(), "psychologist_id": here.psychologist, "name": "x", "address": b"",
        "failures": 0, "due_at": now, "added_at": now, "good_at": now,
    })  # fmt: skip
    for starts, ends in busy_times(content, now, now + 90 * DAY, zone):
        await insert("outside_events",
                     {"calendar_id": calendar, "starts_at": starts, "ends_at": ends})  # fmt: skip


async def free(here: Practice, day: date, now: datetime, minutes: int = 30) -> list[str]:
    """The free starts of a date by Brian's own clock."""
    calendar = await availability.calendar(here.psychologist, now)
    found = slots.free_slots(calendar, day, day, minutes, now)
    return [f"{slot.starts_at.astimezone(calendar.timezone):%H:%M}" for slot in found]


async def test_x20_one_instant_in_the_row_the_file_and_both_feeds_and_each_clock_in_the_chat(
    here: Practice,
) -> None:
    """10:00 in Nairobi around each change of 2026 and 2027, for clients in four cities."""
    expected = {
        (zone, datetime.fromisoformat(f"{change}T07:00Z") + ahead * DAY): clock
        for zone, change, before, after in CHANGES_ABROAD
        for ahead, clock in ((-1, before), (0, after), (1, after))
    }
    now = datetime(2026, 3, 1, tzinfo=UTC)
    instants = sorted({instant for _, instant in expected})
    for instant in instants:
        ends = instant + timedelta(minutes=50)
        await book(here, 0, "confirmed", starts_at=instant, ends_at=ends, occupied_from=instant,
                   occupied_until=ends, changed_at=now)  # fmt: skip
    for zone in dict.fromkeys(zone for zone, _ in expected):
        await count("UPDATE people SET timezone = $2 WHERE id = $1", here.amina, zone)
        for person in (here.amina, here.brian):
            found = await feeds.find(await feeds.token(person), now)
            assert found is not None
            written = rfc5545.read(feed("A", [(each, "A") for each in found.sessions]))
            assert [event.instant("DTSTART") for event in written.events] == instants
            for session in found.sessions:
                file = invitation(session, "Appointment", now)
                assert rfc5545.read(file).events[0].instant("DTSTART") == session.starts_at
                chat = render(
                    notices_money.confirmed_client(session, None, file), found.reader, _NONE, HOUSE
                )
                if person == here.brian:
                    assert ", 10:00" in chat["text"]
                elif clock := expected.get((zone, session.starts_at)):
                    assert f", {clock} ({formats.zone_name(zone, 'en')})" in chat["text"]


_NONE = Draft("desk")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-28", ["09:00", "09:30", "11:00", "11:30"]),
        ("2026-03-29", ["09:00", "09:30", "11:00", "11:30"]),
        ("2026-10-25", ["09:00", "09:30", "11:00", "11:30"]),
        ("2027-03-28", ["09:00", "09:30", "11:00", "11:30"]),
    ],
)
async def test_x21_other_hours_and_a_recurring_event_keep_their_wall_time(
    here: Practice, day: str, expected: list[str]
) -> None:
    """That day is 09:00-12:00 instead of the usual afternoon; each day 10:00-11:00 is taken."""
    await settle(here, "Europe/Berlin", "14:00-16:00")
    change = date.fromisoformat(day)
    now = datetime.combine(change - 20 * DAY, datetime.min.time(), UTC)
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": change, "last_date": change,
        "is_available": True, "custom_start_time": "09:00", "custom_end_time": "12:00",
        "reason": "",
    })  # fmt: skip
    start = f"{now:%Y%m%d}"
    await outside(here, ics(
        f"DTSTART;TZID=Europe/Berlin:{start}T100000\nDTEND;TZID=Europe/Berlin:{start}T110000\n"
        "RRULE:FREQ=DAILY"), now)  # fmt: skip
    assert await free(here, change, now) == expected
    assert (await free(here, change + 2 * DAY, now))[0] == "14:00"


async def test_x21_an_event_of_another_zone_moves_by_an_hour_while_only_one_has_changed(
    here: Practice,
) -> None:
    """09:00 in New York is 15:00 in Berlin, but 14:00 between 8 and 29 March 2026."""
    await settle(here, "Europe/Berlin", "13:00-17:00")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    await outside(here, ics(
        "DTSTART;TZID=America/New_York:20260301T090000\n"
        "DTEND;TZID=America/New_York:20260301T100000\nRRULE:FREQ=DAILY"), now)  # fmt: skip
    for day, taken in ((7, "15:00"), (8, "14:00"), (28, "14:00"), (29, "15:00"), (31, "15:00")):
        times = await free(here, date(2026, 3, day), now, 60)
        assert taken not in times
        assert {"14:00", "15:00"} - {taken} <= set(times)


@pytest.mark.parametrize(
    ("day", "nights"),
    [
        ("2026-03-29", ["01:00", "01:30", "03:00", "03:30"]),
        ("2026-10-25", ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]),
    ],
)
async def test_x21_a_night_with_an_hour_less_or_more_offers_each_wall_time_once(
    here: Practice, day: str, nights: list[str]
) -> None:
    await settle(here, "Europe/Berlin", "01:00-04:00")
    change = date.fromisoformat(day)
    now = datetime.combine(change - 2 * DAY, datetime.min.time(), UTC)
    assert await free(here, change, now) == nights


async def test_x21_an_event_in_the_hour_that_comes_twice_takes_its_first_occurrence(
    here: Practice,
) -> None:
    await settle(here, "Europe/Berlin", "01:00-04:00")
    now = datetime(2026, 10, 23, tzinfo=UTC)
    await outside(here, ics(
        "DTSTART;TZID=Europe/Berlin:20261025T020000\nDTEND;TZID=Europe/Berlin:20261025T023000"
    ), now)  # fmt: skip
    calendar = await availability.calendar(here.psychologist, now)
    taken = [busy for busy in calendar.busy if busy.group_key == availability.NIL]
    assert [(busy.starts_at.hour, busy.ends_at.minute) for busy in taken] == [(0, 30)]
    assert "02:00" not in await free(here, date(2026, 10, 25), now)


async def test_x22_a_whole_day_elsewhere_is_the_psychologists_day_not_the_clients(
    here: Practice,
) -> None:
    """15 September is taken in Nairobi: the client in Sydney loses parts of two dates."""
    await settle(here, "Africa/Nairobi", "00:00-24:00")
    now = datetime(2026, 9, 10, tzinfo=UTC)
    await outside(here, ics("DTSTART;VALUE=DATE:20260915"), now)
    seen = {}
    for day in (14, 15, 16):
        found, times = await directory.free_times(
            here.psychologist, here.service, date(2026, 9, day), "Australia/Sydney", now
        )
        assert all(slot.starts_at.astimezone(ZoneInfo("Australia/Sydney")).day == day
                   for slot in found)  # fmt: skip
        seen[day] = [f"{each:%H:%M}" for each in times]
    assert len(seen[14]) == 48
    assert seen[15][-1] == "06:00"  # a session of 50 minutes ends before midnight in Nairobi
    assert seen[16][0] == "07:00"


async def test_x23_when_a_calendar_was_read_is_told_by_its_readers_clock() -> None:
    read = OutsideCalendarView(uuid4(), "Work", 2, datetime(2026, 3, 29, 1, tzinfo=UTC), None)
    reader = Reader(1, "Brian", "en", "Europe/Berlin")
    assert "Sun 29 Mar, 03:00 (Berlin time)" in render(state(read), reader, _NONE, HOUSE)["text"]


async def test_x24_notice_is_counted_between_instants_over_a_change_of_clocks(
    here: Practice,
) -> None:
    """24 hours before 10:00 on 29 March in Berlin is 09:00 the day before, not 10:00."""
    await settle(here, "Europe/Berlin", "10:00-12:00")
    await count("UPDATE psychologists SET notice_minutes = 1440, horizon_days = 60")
    start = datetime(2026, 3, 29, 10, tzinfo=BERLIN).astimezone(UTC)
    in_time = datetime(2026, 3, 28, 9, tzinfo=BERLIN).astimezone(UTC)
    assert start - in_time == DAY
    for now, expected in ((in_time, None), (in_time + timedelta(seconds=1), Unavailable.TOO_SOON)):
        calendar = await availability.calendar(here.psychologist, now)
        assert slots.why_not(calendar, start, 30, now) is expected
        urgent = await availability.calendar(here.psychologist, now, emergency=True)
        assert urgent.rules.notice_minutes == 0
    held = await hold(here, here.amina, start, now=in_time)
    assert getattr(held, "starts_at", None) == start
