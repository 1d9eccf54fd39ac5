"""What is typed by the Kiswahili clock and calendar: right or asked, never silently wrong (X25)."""

import re
import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.amounts import read_minutes
from conversations.block_words import Misread, read_block
from conversations.hours_words import read_hours, read_week
from conversations.kiswahili.clock import written
from conversations.kiswahili.numbers import WORDS, number
from conversations.kiswahili.reading import in_english
from conversations.rule_words import read_value
from conversations.understanding import heard, when
from models.opening_views import Rule
from tests.conversations.test_block_words import UNDERSTOOD, shown
from tests.conversations.test_hours_words import HOURS

CORPUS = tomllib.loads(Path(__file__).with_name("x25_corpus.toml").read_text())
TODAY = date(2026, 12, 14)
HOUR_WORDS = [*"moja mbili tatu nne tano sita saba nane tisa kumi".split(),
              "kumi na moja", "kumi na mbili"]  # fmt: skip
minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda at: time(at // 60, at % 60))


def moment(said: str) -> str:
    found = heard(said, TODAY)
    day = f"{found.day:%d.%m}" if found.day else "-"
    if found.asked:
        return f"{day} ? {' '.join(f'{each:%H:%M}' for each in found.asked)}"
    return f"{day} {found.clock:%H:%M}" if found.clock is not None else f"{day} -"


def test_x25_the_corpus_is_large() -> None:
    assert sum(map(len, CORPUS.values())) >= 150


@pytest.mark.parametrize("typed", CORPUS["moments"])
def test_x25_moments_as_people_type_them(typed: str) -> None:
    assert moment(typed) == CORPUS["moments"][typed]
    assert moment(typed.upper().replace("LEO", "leo")) == CORPUS["moments"][typed]


@pytest.mark.parametrize("typed", CORPUS["dates"])
def test_x25_dates_to_close_as_people_type_them(typed: str) -> None:
    read = read_block(typed, TODAY)
    found = read.key if isinstance(read, Misread) else "; ".join(map(shown, read))
    assert found == CORPUS["dates"][typed]


@pytest.mark.parametrize("typed", CORPUS["weeks"])
def test_x25_weekly_hours_as_people_type_them(typed: str) -> None:
    told = in_english(typed)
    read = read_week(told.text)
    hours = read_hours(read[1]) if read else None
    if told.is_unclear:
        assert CORPUS["weeks"][typed] == "?"
        return
    assert read is not None
    assert hours is not None
    days = "".join(map(str, sorted(read[0])))
    assert " ".join([days, *map(str, hours.day)]) == CORPUS["weeks"][typed]


@pytest.mark.parametrize("typed", CORPUS["lengths"])
def test_x25_lengths_as_people_type_them(typed: str) -> None:
    rule, value = CORPUS["lengths"][typed].split()
    assert read_value(Rule(rule), typed) == (None if value == "none" else int(value),)


def test_x25_the_length_of_a_service() -> None:
    assert read_minutes("dakika 50") == 50
    assert read_minutes("dakika hamsini") == 50
    assert read_minutes("saa moja na nusu") == 90


@given(minutes_of_day)
def test_x25_each_minute_is_read_as_it_is_written(wall: time) -> None:
    for said in (written(wall), f"{written(wall)} ({wall:%H:%M})", f"kesho {written(wall)}",
                 f"{written(wall, with_part=False)} · {wall:%H:%M}"):  # fmt: skip
        assert heard(said, TODAY).clock == wall, said


@given(minutes_of_day)
def test_x25_each_minute_is_read_in_words(wall: time) -> None:
    """Hours and minutes in words, as they are said aloud."""
    hour = HOUR_WORDS[(wall.hour - 7) % 12]
    part = written(wall).rsplit(" ", 1)[1]
    minutes = {0: "", 15: "na robo", 30: "na nusu"}.get(wall.minute, f"na dakika {wall.minute}")
    assert heard(f"saa {hour} {minutes} {part}", TODAY).clock == wall


@given(
    st.sampled_from([*map(str, range(1, 13)), *HOUR_WORDS]),
    st.sampled_from(["", ":00", ":30", " na nusu", " na robo", " kasorobo", " na dakika kumi"]),
    st.sampled_from(["{}", "kesho {}", "Jumanne {}", "tarehe 20 {}", "tomorrow {}", "naomba {}"]),
)
def test_x25_saa_without_a_part_of_the_day_is_never_resolved(
    hour: str, minutes: str, said: str
) -> None:
    """Nothing chosen, and both halves of the day among what is asked."""
    typed = said.format(f"saa {hour}{minutes}" if hour.isdecimal() or ":" not in minutes
                        else f"saa {hour}")  # fmt: skip
    found = heard(typed, TODAY)
    assert found.clock is None
    assert when(typed, TODAY)[1] is None
    assert {each.hour < 12 for each in found.asked} == {True, False}
    assert isinstance(read_block(f"funga kesho {typed} hadi {typed}", TODAY), Misread)


@given(st.integers(1, 12), st.sampled_from(["{} kesho", "kesho {}", "Ijumaa {}", "leo {} tu"]))
def test_x25_a_lone_number_in_kiswahili_is_asked_for(hour: int, said: str) -> None:
    found = heard(said.format(hour), TODAY)
    assert found.clock is None
    assert len(found.asked) == 4


@given(minutes_of_day, st.sampled_from("asubuhi mchana alasiri jioni usiku alfajiri".split()))
def test_x25_what_is_taken_lies_in_the_part_that_was_said(wall: time, part: str) -> None:
    """Whatever the digits: the time is in the daylight or the dark that was named, or asked."""
    found = heard(f"saa {wall.hour}:{wall.minute:02} {part}", TODAY)
    spans = {"asubuhi": (5, 12), "mchana": (11, 18), "alasiri": (14, 19), "jioni": (15, 21),
             "usiku": (18, 30), "alfajiri": (2, 7)}  # fmt: skip
    since, until = spans[part]
    if found.clock is not None:
        assert since <= found.clock.hour < until or since <= found.clock.hour + 24 < until
        assert not found.asked


@given(st.lists(minutes_of_day, min_size=1, max_size=4, unique=True))
def test_x25_what_is_asked_is_heard_again_at_the_next_step(times: list[time]) -> None:
    said = "au " + " au ".join(f"{each:%H:%M}" for each in times)
    assert heard(said, TODAY).asked == tuple(times)
    assert heard(heard(said, TODAY).again or "", TODAY).asked == tuple(times)


@pytest.mark.parametrize("typed", [*UNDERSTOOD, *HOURS, "Mei Lin", "I had to, 2 days ago", "Mac"])
def test_x25_english_is_left_alone(typed: str) -> None:
    assert in_english(typed, TODAY).text == typed
    assert not in_english(typed, TODAY).changed


@given(st.text(max_size=60) | st.from_regex(r"(saa|tarehe|juma|kesho|hadi|na|[0-9: ]){1,12}"))
def test_x25_whatever_is_typed_is_survived(typed: str) -> None:
    heard(typed, TODAY)
    in_english(typed, TODAY, lasting=True)
    read_block(typed[:200], TODAY)


@pytest.mark.parametrize(
    ("said", "value"),
    [("moja", 1), ("nane", 8), ("kumi", 10), ("kumi na mbili", 12), ("kuminatano", 15),
     ("ishirini na nane", 28), ("thelathini na tisa", 39), ("hamsini na tano", 55)],
)  # fmt: skip
def test_numbers_in_words(said: str, value: int) -> None:
    assert re.fullmatch(WORDS, said)
    assert number(said) == value
