"""One typed message about dates: what is understood by it, and what is asked instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.block_words import Misread, read_block
from models.date_changes import DateChange

#: A Saturday in late autumn, so that Christmas leave runs over the new year.
TODAY = date(2026, 11, 21)


def shown(change: DateChange) -> str:
    """A change in a form that fits a table."""
    first, last = f"{change.first:%d.%m.%y}", f"{change.last:%d.%m.%y}"
    dates = first if first == last else f"{first}-{last}"
    hours = ",".join(map(str, change.hours))
    parts = [dates, "open" if change.opens else "closed", hours, change.reason]
    return " | ".join(parts).rstrip(" |")


UNDERSTOOD = {
    # The examples that the bot itself gives.
    "block 24 Dec to 2 Jan, leave": "24.12.26-02.01.27 | closed |  | leave",
    "24 Dec to 2 Jan leave": "24.12.26-02.01.27 | closed |  | leave",
    "block tomorrow 14-16 dentist": "22.11.26 | closed | 14:00–16:00 | dentist",
    "off on Friday": "27.11.26 | closed",
    "closed 3/12": "03.12.26 | closed",
    "work Sat 5 Dec 9-13": "05.12.26 | open | 09:00–13:00",
    "off on Friday from 15:00": "27.11.26 | closed | 15:00–24:00",
    # Ranges, in the ways in which people write them.
    "block 24-27 Dec": "24.12.26-27.12.26 | closed",
    "from 24 to 27 December off": "24.12.26-27.12.26 | closed",
    "block Dec 24-27, family": "24.12.26-27.12.26 | closed |  | family",
    "block 24 Dec – 2 Jan": "24.12.26-02.01.27 | closed",
    "block 24 December 2026 until 2 January 2027": "24.12.26-02.01.27 | closed",
    "block 2026-12-24 to 2027-01-02 annual leave": "24.12.26-02.01.27 | closed |  | annual leave",
    "holiday 24 dec - 2 jan": "24.12.26-02.01.27 | closed |  | holiday",
    "block 3/12-5/12": "03.12.26-05.12.26 | closed",
    "block 3.12. to 5.12.": "03.12.26-05.12.26 | closed",
    "leave from Monday to Wednesday": "23.11.26-25.11.26 | closed |  | leave",
    "close 24th to 26th": "24.11.26-26.11.26 | closed",
    "leave next week": "23.11.26-29.11.26 | closed |  | leave",
    "this weekend off": "21.11.26-22.11.26 | closed",
    "all of December off": "01.12.26-31.12.26 | closed",
    "next month leave": "01.12.26-31.12.26 | closed |  | leave",
    "off tomorrow for 3 days": "22.11.26-24.11.26 | closed",
    "off from Monday for a week": "23.11.26-29.11.26 | closed",
    # A range that has begun already goes on from today.
    "15 Nov to 25 Nov": "21.11.26-25.11.26 | closed",
    "18-23 Nov off": "21.11.26-23.11.26 | closed",
    # Single days.
    "off today": "21.11.26 | closed",
    "I'm off tomorrow": "22.11.26 | closed",
    "block day after tomorrow 8-10": "23.11.26 | closed | 08:00–10:00",
    "next Friday off": "27.11.26 | closed",
    "not working on Tuesday": "24.11.26 | closed",
    "close the 24th": "24.11.26 | closed",
    "block 24th of December": "24.12.26 | closed",
    "take off 12th December": "12.12.26 | closed",
    "block 3 Jan": "03.01.27 | closed",
    "block 3.12.": "03.12.26 | closed",
    "block 29 Feb": "29.02.28 | closed",
    "tomorrow please": "22.11.26 | closed",
    "Saturday": "28.11.26 | closed",
    # Hours.
    "block tomorrow afternoon": "22.11.26 | closed | 12:00–18:00",
    "block tomorrow from 14:00": "22.11.26 | closed | 14:00–24:00",
    "block tomorrow until 12": "22.11.26 | closed | 00:00–12:00",
    "block tomorrow 2-4pm": "22.11.26 | closed | 14:00–16:00",
    "BLOCK TOMORROW 2PM-4PM DENTIST": "22.11.26 | closed | 14:00–16:00 | DENTIST",
    "no sessions on Thursday 14-17": "26.11.26 | closed | 14:00–17:00",
    "block 3.12.2026 14.30-16.00 dentist": "03.12.26 | closed | 14:30–16:00 | dentist",
    "dentist tomorrow 14-16": "22.11.26 | closed | 14:00–16:00 | dentist",
    "block Dec 24 9-13": "24.12.26 | closed | 09:00–13:00",
    "work Sat 9-12, 14-16": "28.11.26 | open | 09:00–12:00,14:00–16:00",
    # Opening.
    "work 12 Dec": "12.12.26 | open",
    "I work on 25/12 from 9 to 12": "25.12.26 | open | 09:00–12:00",
    "open on Sunday 10-12": "22.11.26 | open | 10:00–12:00",
    "work tomorrow again": "22.11.26 | open",
    # Reasons: one word, many words, before the date and after it.
    "I'm sick today": "21.11.26 | closed |  | sick",
    "out from 3 to 5 December for a conference": "03.12.26-05.12.26 | closed |  | conference",
    "Closed on 4 December because of a funeral": "04.12.26 | closed |  | funeral",
    "funeral on 4 December in Kisumu": "04.12.26 | closed |  | funeral in Kisumu",
    "workshop 7-9 Dec": "07.12.26-09.12.26 | closed |  | workshop",
    "block 3 Dec 9-13 training in Nakuru": "03.12.26 | closed | 09:00–13:00 | training in Nakuru",
    "can't work tomorrow, child is ill": "22.11.26 | closed |  | child is ill",
    "block 4 December: visiting 3 schools": "04.12.26 | closed |  | visiting 3 schools",
    "block tomorrow <b>&": "22.11.26 | closed |  | <b>&",
}

SEVERAL = {
    "block Fri, Sat 9-12": ["27.11.26 | closed | 09:00–12:00", "28.11.26 | closed | 09:00–12:00"],
    "block Mon and Wed": ["23.11.26 | closed", "25.11.26 | closed"],
    "block Friday 22-2": ["27.11.26 | closed | 22:00–24:00", "28.11.26 | closed | 00:00–02:00"],
}

MISREAD = {
    "": "block_no_date",
    "hello": "block_no_date",
    "block": "block_no_date",
    "work 9-17": "block_no_date",
    "<b>&_*[": "block_no_date",
    "block tomorrow 9": "block_hours_unclear",
    "block tomorrow at 9:30": "block_hours_unclear",
    "block 31 Feb": "block_no_such_day",
    "closed 31/2": "block_no_such_day",
    "block 30/2-3/3": "block_no_such_day",
    "block 0/12": "block_no_such_day",
    "block 12/13": "block_no_such_day",
    "block 31 November": "block_no_such_day",
    "block 2026-02-30": "block_no_such_day",
    "block 29 Feb 2027": "block_no_such_day",
    "yesterday off": "block_past",
    "block 1 Jan 2020": "block_past",
    "block 20 Nov": "block_past",
    "block 15 to 18 Nov": "block_past",
    "block 2026-11-20": "block_past",
    "block 5 Dec to 3 Dec": "block_backwards",
    "block 10 Dec 2026 to 1 Dec 2026": "block_backwards",
    "block 27-24 Dec": "block_backwards",
    "block Fri 5 Dec": "block_other_weekday",
    "block 1 Jan 2027 to 1 Mar 2028": "block_too_long",
    "block today 25-26": "block_no_such_hours",
    "work tomorrow 9-9": "block_no_such_hours",
    "block tomorrow 13pm-14pm": "block_no_such_hours",
}


@pytest.mark.parametrize("phrase", UNDERSTOOD)
def test_a_phrase_is_understood(phrase: str) -> None:
    read = read_block(phrase, TODAY)
    assert not isinstance(read, Misread), read
    assert [shown(change) for change in read] == [UNDERSTOOD[phrase]]


@pytest.mark.parametrize("phrase", SEVERAL)
def test_a_phrase_may_speak_of_several_days(phrase: str) -> None:
    read = read_block(phrase, TODAY)
    assert not isinstance(read, Misread), read
    assert [shown(change) for change in read] == SEVERAL[phrase]


@pytest.mark.parametrize("phrase", MISREAD)
def test_what_makes_no_sense_is_asked_about(phrase: str) -> None:
    assert read_block(phrase, TODAY) == Misread(MISREAD[phrase])


def test_a_weekday_said_on_that_day_is_the_next_one_unless_it_is_this_one() -> None:
    later, same, after = (
        read_block(said, TODAY) for said in ("off Sat", "off this Sat", "off next Sat")
    )
    assert not any(isinstance(read, Misread) for read in (later, same, after))
    assert [read[0].first.day for read in (later, same, after)] == [28, 21, 28]  # type: ignore[index]


WORDS = st.sampled_from([
    "block", "off", "work", "tomorrow", "24 Dec", "to", "-", "2 Jan", "14-16", "3/12", "Fri", "31",
    "Feb", "for 3 days", "until", "noon", "2026-12-24", "the 24th", ",", "leave", "9am", "next",
    "week", "dentist", "12.", "99/99", "0", "and", "from", "\u2013", "\u0130", "{x}", "%s",
])  # fmt: skip


@given(st.lists(WORDS, max_size=9).map(" ".join), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_any_words_on_any_day_are_read_or_asked_about(text: str, today: date) -> None:
    read = read_block(text, today)
    if not isinstance(read, Misread):
        assert read
        for change in read:
            assert today <= change.first <= change.last
            assert len(change.reason) <= 120
            assert DateChange.unpacked(change.packed()) == change


@given(st.text(max_size=60))
def test_any_text_at_all_is_answered(text: str) -> None:
    assert read_block(text, TODAY)
