"""The two clocks in the dialogues: what is asked, and how instants are written (X25)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import formats
from conversations.events import Text
from conversations.kiswahili.clock import written
from conversations.typed_times import typed_time
from conversations.understanding import Heard, heard
from conversations.words import Draft
from conversations.work import Command, Result
from conversations.work.availability import AddHours
from conversations.work.booking import FindTimes, HoldSlot, TimesFound
from conversations.work.change import MoveBooking
from models.calendar import Slot
from models.hours import Hours
from tests.availability_world import free
from tests.change_world import World, asked, begun, buttons
from tests.conversations.booking_world import chat as practice
from tests.conversations.test_again import BEGIN
from tests.day_world import CLIENT, day_world
from tests.dialog import SLOTS, Chat, dialog, outside

NAIROBI = "Africa/Nairobi"
WHICH, REVIEW = "Which of these do you mean?", "Is this right?"
TO_DAY = [("/book brian", "What would you like"), ("Individual", "Which day")]
TO_TIME = [*TO_DAY, ("15 Sep", "which time?")]


def round_the_clock(command: Command) -> Result:
    """Each hour of the day is free."""
    if isinstance(command, FindTimes):
        first = datetime.combine(command.day, time(), ZoneInfo(NAIROBI)).astimezone(UTC)
        slots = tuple(Slot(first + timedelta(hours=n), first + timedelta(hours=n, minutes=50))
                      for n in range(24))  # fmt: skip
        return TimesFound(command.day, slots, tuple(time(n) for n in range(24)))
    return outside(command)


def test_x25_an_hour_of_two_clocks_is_asked_for_with_buttons() -> None:
    chat = dialog([*TO_TIME, ("saa 4", WHICH)])
    assert buttons(chat)[:1] == ["Tue 15 Sep, 10:00"]
    assert asked(chat, HoldSlot) == []
    dialog([("Tue 15 Sep, 10:00", REVIEW)], chat)
    assert asked(chat, HoldSlot) == [HoldSlot(2, 4, SLOTS[0].starts_at)]


def test_x25_all_that_is_free_is_offered() -> None:
    chat = dialog([*TO_TIME, ("saa 4", WHICH)], Chat(round_the_clock))
    assert {each[-5:] for each in buttons(chat)[:4]} == {"10:00", "22:00", "16:00", "04:00"}


def test_x25_said_with_the_day_it_is_asked_for_there() -> None:
    chat = dialog([*TO_DAY, ("tarehe 15 saa nne", WHICH), ("Tue 15 Sep, 10:00", REVIEW)])
    assert asked(chat, HoldSlot) == [HoldSlot(2, 4, SLOTS[0].starts_at)]


def test_x25_with_its_part_of_the_day_it_is_taken_and_shown() -> None:
    chat = dialog([*TO_DAY, ("Jumanne ya wiki ijayo saa nne asubuhi", REVIEW)])
    assert "Tue 15 Sep, 10:00" in chat.screen["text"]


def test_x25_the_question_is_answered_by_the_part_of_the_day() -> None:
    chat = dialog([*TO_TIME, ("saa nne", WHICH), ("asubuhi", REVIEW)], Chat(round_the_clock))
    assert asked(chat, HoldSlot)[0].starts_at == SLOTS[0].starts_at
    chat = dialog([*TO_TIME, ("saa nne", WHICH), ("ya usiku", REVIEW)], Chat(round_the_clock))
    assert asked(chat, HoldSlot)[0].starts_at == SLOTS[0].starts_at + timedelta(hours=12)


def test_x25_that_answer_is_for_the_same_day_only() -> None:
    chat = dialog([*TO_TIME, ("saa nne", WHICH), ("‹ Back", "Which day"), ("8 Sep", "which time?"),
                   ("asubuhi", "couldn't match")], Chat(round_the_clock))  # fmt: skip
    assert asked(chat, HoldSlot) == []


def test_x25_where_none_of_them_is_free_it_is_said() -> None:
    dialog([*TO_TIME, ("saa nane", "None of the times that this can mean is free")])


@given(
    st.integers(1, 12),
    st.sampled_from(["saa {}", "saa {}:00", "Jumanne saa {}", "nipe {} kesho", "saa{} tafadhali"]),
)
def test_x25_saa_alone_never_holds_a_time(hour: int, typed: str) -> None:
    chat = dialog(TO_TIME, Chat(round_the_clock))
    chat.happens(Text(typed.format(hour)))
    assert asked(chat, HoldSlot) == []
    assert WHICH in chat.screen["text"]


def test_x25_when_moving() -> None:
    chat = begun("mv", World())
    dialog([("tarehe 15 saa tano", WHICH), ("Tue 15 Sep, 11:00", "→ <b>Tue 15 Sep, 11:00</b>")],
           chat)  # fmt: skip
    assert asked(chat, MoveBooking) == []
    dialog([("tarehe 15 saa tano asubuhi", "→ <b>Tue 15 Sep, 11:00</b>")], begun("mv", World()))


def test_another_day_counts_before_the_hour_when_moving() -> None:
    """The hour is free on the day on the screen too, and isn't meant there."""
    chat = dialog([("15 Sep", "which time?"), ("16 Sep 11:00", "→ <b>Tue 15 Sep, 11:00</b>")],
                  begun("mv", World()))  # fmt: skip
    assert chat.drafts["move"].answers["day"] == "2026-09-16"


def test_tomorrow_is_the_readers_own_and_not_the_day_after_the_one_shown() -> None:
    found = TimesFound(date(2026, 9, 15), SLOTS, (time(10),), today=date(2026, 9, 7))
    for said in ("tomorrow 10:00", "kesho saa nne asubuhi"):
        meant = typed_time(Draft("book"), said, found)
        assert isinstance(meant, Heard)
        assert (meant.day, meant.clock) == (date(2026, 9, 8), time(10))


def test_x25_when_booking_for_a_client() -> None:
    start = [(f"/bookfor {CLIENT.public_id.hex}", ""), ("Individual", "")]
    dialog([*start, ("tarehe 15 saa 4", WHICH), ("Tue 15 Sep, 10:00", "Book this for Amina?")],
           Chat(day_world))  # fmt: skip
    dialog([*start, ("tarehe 15 saa 4 asubuhi", "Book this for Amina?")], Chat(day_world))


def test_x25_when_booking_again() -> None:
    chat = practice()
    chat.happens(BEGIN)
    chat.says("saa nne")
    assert WHICH in chat.screen["text"]
    dialog([("Tue 15 Sep, 10:00", REVIEW)], chat)


#: The first and the last minute of each name, and some between.
WRITTEN = {
    "00:00": "saa 6:00 usiku", "00:59": "saa 6:59 usiku", "03:59": "saa 9:59 usiku",
    "04:00": "saa 10:00 alfajiri", "05:59": "saa 11:59 alfajiri", "06:00": "saa 12:00 asubuhi",
    "06:59": "saa 12:59 asubuhi", "07:00": "saa 1:00 asubuhi", "10:00": "saa 4:00 asubuhi",
    "11:59": "saa 5:59 asubuhi", "12:00": "saa 6:00 mchana", "12:30": "saa 6:30 mchana",
    "14:59": "saa 8:59 mchana", "15:00": "saa 9:00 alasiri", "15:59": "saa 9:59 alasiri",
    "16:00": "saa 10:00 jioni", "18:59": "saa 12:59 jioni", "19:00": "saa 1:00 usiku",
    "23:59": "saa 5:59 usiku",
}  # fmt: skip


@pytest.mark.parametrize("digits", WRITTEN)
def test_x25_the_boundaries_of_the_parts_of_the_day(digits: str) -> None:
    assert written(time.fromisoformat(digits)) == WRITTEN[digits]


def test_x25_kiswahili_tells_an_instant_by_both_clocks() -> None:
    instant = datetime(2026, 12, 15, 7, 0, tzinfo=UTC)
    assert formats.when(instant, NAIROBI, "sw", NAIROBI) == (
        "Jumanne 15 Des, saa 4:00 asubuhi (10:00)"
    )
    assert formats.when(instant, "Europe/Berlin", "sw", NAIROBI) == (
        "Jumanne 15 Des, saa 2:00 asubuhi (08:00, saa za Berlin)"
    )
    assert formats.when(instant, NAIROBI, "en", NAIROBI) == "Tue 15 Dec, 10:00"
    assert formats.hour(instant, NAIROBI, "sw", short=False) == "saa 4:00 asubuhi (10:00)"
    assert formats.day(date(2026, 12, 15), "sw") == "Jumanne 15 Des"
    assert formats.month(date(2026, 8, 1), "sw") == "Agosti 2026"


def test_x25_buttons_stay_short() -> None:
    instant = datetime(2026, 12, 15, 7, 0, tzinfo=UTC)
    assert formats.when(instant, NAIROBI, "sw", NAIROBI, short=True) == (
        "Jnn 15 Des, saa 4:00 (10:00)"
    )
    assert formats.hour(instant, NAIROBI, "sw") == formats.clock_time(time(10)) == "10:00"
    assert formats.hour(instant, NAIROBI, "sw", with_day=True) == "Jnn 10:00"


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),
    st.sampled_from([NAIROBI, "Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"]),
    st.booleans(),
)
def test_x25_what_is_written_is_read_back(instant: datetime, zone: str, short: bool) -> None:
    """The whole sentence, copied back into the chat on the day before."""
    wall = instant.astimezone(ZoneInfo(zone))
    said = formats.when(instant, zone, "sw", NAIROBI, short=short)
    found = heard(said, wall.date() - timedelta(days=1))
    assert (found.day, found.clock) == (wall.date(), wall.time().replace(second=0, microsecond=0))


def test_x25_weekly_hours_that_can_be_others_are_asked_for() -> None:
    chat = dialog([("/availability", "Your week"), ("jtt saa 3 hadi saa 11", "can't be sure")],
                  Chat(world=free))  # fmt: skip
    assert asked(chat, AddHours) == []
    dialog([("jtt hadi ijm saa 3 asubuhi hadi saa 11 jioni", "Your week")], chat)
    assert asked(chat, AddHours) == [AddHours((1, 2, 3, 4, 5), (Hours(540, 1020),))]
    dialog([("Mon", "Monday"), ("saa mbili usiku hadi saa nne usiku", "Monday")], chat)
    assert asked(chat, AddHours)[1:] == [AddHours((1,), (Hours(1200, 1320),))]


def test_x25_days_are_closed_in_kiswahili() -> None:
    chat = dialog([("/availability", "Your week"), ("funga kesho saa 3 hadi saa 5", "can't be")],
                  Chat(world=free))  # fmt: skip
    dialog([("funga kesho saa nane mchana hadi saa kumi jioni", "14:00–16:00")], chat)
