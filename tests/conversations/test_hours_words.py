"""Typed hours, weekdays and values of rules."""

import pytest

from conversations.hours_words import read_hours, read_week, read_weekdays
from conversations.rule_words import read_value, spoken
from models.hours import Hours, gaps, joined
from models.opening_views import Rule

HOURS = {
    "9-17": "09:00–17:00",
    "09:00-12:30, 14-17": "09:00–12:30 14:00–17:00",
    "9 to 5pm": "09:00–17:00",
    "2-4pm": "14:00–16:00",
    "9-1pm": "09:00–13:00",
    "9am\u20135 p.m.": "09:00–17:00",
    "9.30-11.15 and 14h00-15h00": "09:30–11:15 14:00–15:00",
    "noon to 3pm": "12:00–15:00",
    "add 8-12 & 13-17": "08:00–12:00 13:00–17:00",
    "20-24:00": "20:00–24:00",
    "22-midnight": "22:00–24:00",
    "midnight to 6": "00:00–06:00",
    "9-12, 11-14": "09:00–14:00",
    "22-2": "22:00–24:00 > 00:00–02:00",
    "22-0:00": "22:00–24:00",
    "25-26": None,
    "9-9": None,
    "9": None,
    "mon 9-17": None,
    "9-17 yoga": None,
    "13pm-14": None,
    "": None,
}


@pytest.mark.parametrize("typed", HOURS)
def test_hours(typed: str) -> None:
    read = read_hours(typed)
    if read is None:
        assert HOURS[typed] is None
        return
    said = " ".join(map(str, read.day))
    if read.next_day:
        said += " > " + " ".join(map(str, read.next_day))
    assert said == HOURS[typed]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon", (1,)),
        ("tue, wed", (2, 3)),
        ("mon-fri", (1, 2, 3, 4, 5)),
        ("Fri to Sun", (5, 6, 0)),
        ("weekdays", (1, 2, 3, 4, 5)),
        ("thursday and saturdays", (4, 6)),
        ("all", (1, 2, 3, 4, 5, 6, 0)),
        ("every day", (1, 2, 3, 4, 5, 6, 0)),
        ("monday", (1,)),
        ("month", None),
        ("9-17", None),
        ("", None),
    ],
)
def test_weekdays(typed: str, days: tuple[int, ...] | None) -> None:
    assert read_weekdays(typed) == days


def test_weekdays_with_hours() -> None:
    assert read_week("mon-fri 9-17") == ((1, 2, 3, 4, 5), "9-17")
    assert read_week("Tue, Thu: 14-18") == ((2, 4), "14-18")
    assert read_week("off on friday") is None


@pytest.mark.parametrize(
    ("rule", "typed", "value"),
    [
        (Rule.STEP, "15", (15,)),
        (Rule.STEP, "1 hour", (60,)),
        (Rule.NOTICE, "24", (1440,)),
        (Rule.NOTICE, "2 days", (2880,)),
        (Rule.NOTICE, "90 min", (90,)),
        (Rule.NOTICE, "none", (0,)),
        (Rule.HORIZON, "6 weeks", (42,)),
        (Rule.HORIZON, "2 months", (60,)),
        (Rule.HORIZON, "45", (45,)),
        (Rule.PER_DAY, "5 sessions", (5,)),
        (Rule.PER_DAY, "no limit", (None,)),
        (Rule.PER_DAY, "5 hours", None),
        (Rule.HORIZON, "3 hours", None),
        (Rule.STEP, "soon", None),
        (Rule.PER_WEEK, "-3", None),
        (Rule.STEP, "", None),
    ],
)
def test_values_of_rules(rule: Rule, typed: str, value: tuple[int | None] | None) -> None:
    assert read_value(rule, typed) == value


def test_values_are_said_in_the_unit_that_reads_best() -> None:
    said = [spoken(Rule.NOTICE, minutes) for minutes in (0, 45, 120, 1440, 2880)]
    assert [(words.key, words.args.get("count")) for words in said] == [
        ("rule_none", None),
        ("count_minutes", 45),
        ("count_hours", 2),
        ("count_hours", 24),
        ("count_days", 2),
    ]
    assert spoken(Rule.PER_DAY, None).key == "rule_no_limit"


def test_hours_that_touch_are_one_and_the_rest_of_the_day_is_what_is_between() -> None:
    hours = [Hours(540, 720), Hours(720, 900), Hours(1000, 1440)]
    assert joined(hours) == (Hours(540, 900), Hours(1000, 1440))
    assert gaps(hours) == (Hours(0, 540), Hours(900, 1000))
    assert gaps([Hours(0, 1440)]) == ()


@pytest.mark.parametrize(("start", "end"), [(600, 600), (700, 600), (-1, 5), (0, 1441)])
def test_hours_that_dont_end_after_they_start_are_none(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="hours end after they start"):
        Hours(start, end)
