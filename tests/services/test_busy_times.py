"""What other calendars say is taken, in all the ways in which they say it (A7, X21)."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services import busy_times as module
from services.busy_times import busy_times
from services.deadlines import in_thread
from services.errors import UnreadableCalendar
from tests.ics import ics

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
NAIROBI = ZoneInfo("Africa/Nairobi")
ONCE = "DTSTART:20260310T100000Z\nDTEND:20260310T110000Z"
KATHMANDU = """BEGIN:VTIMEZONE
TZID:Our office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
END:STANDARD
END:VTIMEZONE"""


def taken(*events: str, more: str = "", zone: ZoneInfo = NAIROBI) -> list[str]:
    """As "10 Mar 10:00-11:00", in UTC."""
    found = busy_times(ics(*events, more=more), SINCE, UNTIL, zone)
    return [f"{start:%-d %b %H:%M}-{end:%H:%M}" for start, end in found]


def in_zone(zone: str, start: str = "20260310T100000", end: str = "20260310T110000") -> str:
    return f"DTSTART;TZID={zone}:{start}\nDTEND;TZID={zone}:{end}"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ONCE, ["10 Mar 10:00-11:00"]),
        ("DTSTART:20260310T100000Z\nDURATION:PT90M", ["10 Mar 10:00-11:30"]),
        ("DTSTART:20260310T100000\nDTEND:20260310T110000", ["10 Mar 07:00-08:00"]),  # floating
        ("DTSTART;VALUE=DATE:20260310", ["9 Mar 21:00-21:00"]),
        ("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312", ["9 Mar 21:00-21:00"]),
        (in_zone("Europe/Berlin"), ["10 Mar 09:00-10:00"]),
        (in_zone("W. Europe Standard Time"), ["10 Mar 09:00-10:00"]),
        (in_zone('"Europe/Berlin"'), ["10 Mar 09:00-10:00"]),
        (in_zone("Nowhere/Known"), ["10 Mar 07:00-08:00"]),  # as if it were floating
        ("DTSTART:20260310T100000Z", []),  # a moment takes no time
        ("DTSTART:20260310T100000Z\nDTEND:20260310T100000Z", []),
        ("DTSTART:20260310T100000Z\nDTEND:20260309T100000Z", []),
        (f"{ONCE}\nTRANSP:TRANSPARENT", []),
        (f"{ONCE}\nTRANSP:OPAQUE", ["10 Mar 10:00-11:00"]),
        (f"{ONCE}\nSTATUS:CANCELLED", []),
        (f"{ONCE}\nSTATUS:TENTATIVE", ["10 Mar 10:00-11:00"]),
        (f"{ONCE}\nRRULE:FREQ=DAILY;COUNT=2\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20260228T230000Z\nDTEND:20260301T010000Z", ["1 Mar 00:00-01:00"]),
        ("DTSTART:20250310T100000Z\nDTEND:20250310T110000Z", []),
        ("DTSTART:20270310T100000Z\nDTEND:20270310T110000Z", []),
        (f"UID:7d1f@smiling-steps\n{ONCE}", []),  # our own file, put there by hand
    ],
)
def test_a_single_event(event: str, expected: list[str]) -> None:
    assert taken(event) == expected


def test_a_whole_day_is_a_day_where_the_psychologist_lives() -> None:
    day = busy_times(ics("DTSTART;VALUE=DATE:20260329"), SINCE, UNTIL, ZoneInfo("Europe/Berlin"))
    assert day == [(datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))]


def test_times_that_touch_are_one() -> None:
    second = "DTSTART:20260310T110000Z\nDTEND:20260310T120000Z"
    inside = "DTSTART:20260310T101500Z\nDTEND:20260310T104500Z"
    assert taken(second, ONCE, inside) == ["10 Mar 10:00-12:00"]


def test_x21_a_weekly_event_keeps_the_wall_time_of_its_own_zone() -> None:
    """10:00 in Berlin, before and after 29 March 2026; one was moved, one is left out."""
    weekly = (
        f"UID:team\n{in_zone('Europe/Berlin', '20260317T100000', '20260317T110000')}"
        "\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20260324T100000"
    )
    moved = (
        f"UID:team\n{in_zone('Europe/Berlin', '20260408T150000', '20260408T160000')}"
        "\nRECURRENCE-ID;TZID=Europe/Berlin:20260407T100000"
    )
    assert taken(weekly, moved) == [
        "17 Mar 09:00-10:00",
        "31 Mar 08:00-09:00",
        "8 Apr 13:00-14:00",
        "14 Apr 08:00-09:00",
    ]


@pytest.mark.parametrize(
    ("override", "left"),
    [("STATUS:CANCELLED", ["17 Mar 10:00-11:00"]), ("TRANSP:TRANSPARENT", ["17 Mar 10:00-11:00"])],
)
def test_one_of_a_series_can_be_called_off_or_made_free(override: str, left: list[str]) -> None:
    series = f"UID:s\n{ONCE}\nRRULE:FREQ=WEEKLY;COUNT=2"
    one = f"UID:s\nRECURRENCE-ID:20260310T100000Z\n{ONCE}\n{override}"
    assert taken(series, one) == left


def test_x21_wall_times_that_dont_exist_or_come_twice() -> None:
    """02:30 in Berlin: skipped on 29 March 2026, there twice on 25 October."""
    thrice = "RRULE:FREQ=DAILY;COUNT=3"
    nightly = f"{in_zone('Europe/Berlin', '20260328T023000', '20260328T030000')}\n{thrice}"
    assert taken(nightly) == ["28 Mar 01:30-02:00", "29 Mar 01:30-02:00", "30 Mar 00:30-01:00"]
    autumn = ics(f"{in_zone('Europe/Berlin', '20261024T023000', '20261024T024500')}\n{thrice}")
    october = (datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
    found = busy_times(autumn, *october, NAIROBI)
    assert [f"{start:%d %H:%M}" for start, _ in found] == ["24 00:30", "25 00:30", "26 01:30"]


def test_a_zone_that_a_file_defines_is_that_files_own() -> None:
    own = in_zone("Our office")
    assert taken(own, more=KATHMANDU) == ["10 Mar 04:15-05:15"]
    assert taken(own, more=KATHMANDU.replace("0545", "0900")) == ["10 Mar 01:00-02:00"]
    assert taken(own) == ["10 Mar 07:00-08:00"]


@pytest.mark.parametrize(
    "broken",
    ["DTSTART:garbage\nDTEND:20260310T110000Z", "DTSTART:20261345T101010Z", "SUMMARY:no time",
     f"{ONCE}\nRRULE:FREQ=BOGUS", f"{ONCE}\nRRULE:FREQ=DAILY;COUNT=x",
     "DTSTART;VALUE=DATE:20260310\nDTEND:20260310T110000Z\nRRULE:FREQ=DAILY;COUNT=2",
     "DTSTART:99991231T230000Z\nDTEND:99991231T235959Z", "DTSTART:00000000T000000Z"],
)  # fmt: skip
def test_an_event_that_makes_no_sense_spoils_no_other(broken: str) -> None:
    good = "DTSTART:20260320T100000Z\nDTEND:20260320T110000Z"
    assert "20 Mar 10:00-11:00" in taken(broken, good, broken.replace("SUMMARY", "UID"))


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>Sign in</html>", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1", b"\x00\xff" * 99,
     ics(ONCE)[:-20], ics(ONCE).replace(b"END:VEVENT", b"END:VTODO")],
)  # fmt: skip
def test_what_is_no_whole_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCalendar, match="not_a_calendar"):
        busy_times(content, SINCE, UNTIL, NAIROBI)


def test_other_ways_of_writing_the_same_file() -> None:
    """A byte order mark, bare line feeds, folded lines, alarms with times of their own."""
    alarm = "BEGIN:VALARM\nTRIGGER:-PT1H\nDURATION:PT5M\nREPEAT:9\nACTION:DISPLAY\nEND:VALARM"
    content = b"\xef\xbb\xbf" + ics(f"{ONCE}\nSUMMARY:x\n{alarm}").replace(b"\r\n", b"\n")
    folded = content.replace(b"DTSTART:2026", b"DTSTART:20\n 26")
    assert busy_times(folded, SINCE, UNTIL, NAIROBI) == busy_times(ics(ONCE), SINCE, UNTIL, NAIROBI)


ALL_24, ALL_60 = (",".join(map(str, range(count))) for count in (24, 60))


@pytest.mark.parametrize(
    "often",
    ["SECONDLY", "MINUTELY;INTERVAL=5", "secondly;COUNT=99999999", "SECONDLY\nRRULE:FREQ=DAILY",
     f"DAILY;BYHOUR={ALL_24};BYMINUTE={ALL_60};BYSECOND={ALL_60}", f"HOURLY;BYMINUTE={ALL_60}"],
)  # fmt: skip
def test_what_repeats_by_the_minute_is_refused_at_once(often: str) -> None:
    with pytest.raises(UnreadableCalendar, match="repeats_too_often"):
        taken(f"{ONCE}\nRRULE:FREQ={often}")


def test_every_quarter_of_an_hour_is_still_an_appointment() -> None:
    quarters = "FREQ=HOURLY;BYMINUTE=0,15,30,45;COUNT=8"
    assert len(taken(f"DTSTART:20260310T060000Z\nDURATION:PT5M\nRRULE:{quarters}")) == 8


def test_what_repeats_for_years_at_once_is_noticed_before_it_fills_the_memory() -> None:
    """Ten years of every hour, all of them still going on."""
    with pytest.raises(UnreadableCalendar, match="too_many_events"):
        taken("DTSTART:20200101T000000Z\nDTEND:20300101T000000Z\nRRULE:FREQ=HOURLY")


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x85"])
def test_what_people_write_does_not_end_an_event(sign: str) -> None:
    words = sign.join(["Lunch", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20260312T060000Z"])
    content = ics(f"{ONCE}\nSUMMARY:here").replace(b"here", words.encode())
    assert busy_times(content, SINCE, UNTIL, NAIROBI) == busy_times(
        ics(ONCE), SINCE, UNTIL, NAIROBI
    )


async def test_a_rule_that_never_comes_true_is_ended_by_the_clock() -> None:
    """The 30th of February, looked for hour by hour until the year 9999."""
    never = ics(f"{ONCE}\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30")
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await in_thread(lambda: busy_times(never, SINCE, UNTIL, NAIROBI), 0.5)
    assert time.monotonic() - began < 60
    good = await in_thread(lambda: busy_times(ics(ONCE), SINCE, UNTIL, NAIROBI), 10)
    assert len(good) == 1


def _many(count: int, minutes: int = 15) -> bytes:
    first = datetime(2026, 3, 1)
    starts = (first + timedelta(minutes=minutes * number) for number in range(count))
    return ics(*(f"DTSTART:{start:%Y%m%dT%H%M%SZ}\nDURATION:PT5M" for start in starts))


def test_ten_thousand_events_take_seconds() -> None:
    """Counted in time of the processor, because other tests run beside this one."""
    content = _many(10_000)
    began = time.process_time()
    found = busy_times(content, SINCE, UNTIL, NAIROBI)
    assert len(found) == 10_000
    assert time.process_time() - began < 10


def test_ten_thousand_old_events_cost_next_to_nothing() -> None:
    content = _many(10_000)
    began = time.process_time()
    assert busy_times(content, UNTIL, UNTIL + timedelta(days=99), NAIROBI) == []
    assert time.process_time() - began < 5


def test_more_than_anybody_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableCalendar, match="too_many_events"):
        busy_times(_many(20_001, minutes=6), SINCE, UNTIL, NAIROBI)
    monkeypatch.setattr(module, "MOST_OCCURRENCES", 100)
    with pytest.raises(UnreadableCalendar, match="too_many_events"):
        taken(f"{ONCE}\nRRULE:FREQ=HOURLY")
