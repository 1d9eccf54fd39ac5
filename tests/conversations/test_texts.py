"""Texts by key in two languages: which is chosen, what is typed, what is counted (P5)."""

import re
from dataclasses import replace
from datetime import date

import pytest

from conversations import formats, kept_words, texts
from conversations.application_screens import REASONS as DECLINING
from conversations.block_words import Misread, read_block
from conversations.catalogue_screens import TEMPLATES
from conversations.english import ENGLISH
from conversations.hours_words import read_week, read_weekdays
from conversations.kiswahili.reading import in_english
from conversations.leave import AT_ONCE
from conversations.leave_screens import REASONS as LEAVING
from conversations.plural import Plural
from conversations.profile_words import LANGUAGES, SPECIALTIES, TITLES
from conversations.render import render
from conversations.rule_words import length, read_value
from conversations.understanding import heard
from conversations.words import Button, Draft, Say
from models.opening_views import Rule
from models.values import Money
from tests.conversations.booking_world import many
from tests.dialog import AMINA, HOUSE, NOW, Chat, dialog

TODAY = date(2026, 11, 21)
ZURI = replace(AMINA, language="sw")


def said(say: Say, language: str = "sw") -> str:
    return str(render(say, replace(AMINA, language=language), Draft("desk"), HOUSE)["text"])


@pytest.mark.parametrize(
    ("code", "language"),
    [("sw", "sw"), ("sw-KE", "sw"), ("SW_ke", "sw"), ("en", "en"), ("en-GB", "en"), ("fr", "en"),
     ("swc", "en"), ("", "en"), ("-", "en"), (None, "en")],
)  # fmt: skip
def test_p5_the_language_is_telegrams_as_far_as_we_speak_it(
    code: str | None, language: str
) -> None:
    assert texts.language_of(code) == language


@pytest.mark.parametrize("key", ["back", "cancel", "remove_number", "change_name"])
def test_words_are_understood_whatever_the_readers_language_is(key: str) -> None:
    english, kiswahili = texts.text(key, "en"), texts.text(key, "sw")
    assert texts.spellings(key) == (english, kiswahili)
    assert texts.means(f" {english.upper()} ", key)
    assert texts.means(kiswahili.strip("‹ ").lower(), key)
    assert not texts.means(kiswahili, "help")


def test_a_language_that_is_not_there_is_english() -> None:
    assert texts.spoken("fr") == "en"
    assert texts.text("back", "fr") == ENGLISH["back"]


def test_what_is_picked_may_be_typed_in_any_language() -> None:
    keys = ["change_name", "change_language"]
    assert [texts.picked(words, keys) for words in ("2", "langu", "LUGHA", "jina", "x")] == [
        1, 1, 1, 0, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "english", "kiswahili"),
    [(60, "1 hour", "saa 1"), (24 * 60, "24 hours", "saa 24"), (2880, "2 days", "siku 2"),
     (90, "90 min", "dakika 90"), (0, "0 min", "dakika 0")],
)  # fmt: skip
def test_what_is_counted_is_said_right(minutes: int, english: str, kiswahili: str) -> None:
    assert said(length(minutes), "en") == english
    assert said(length(minutes)) == kiswahili


def test_one_and_several_have_their_own_form() -> None:
    line = {"name": "Work", "good_at": NOW}
    assert "1 busy time in" in said(Say("calendar_line", {**line, "count": 1}), "en")
    assert "0 busy times in" in said(Say("calendar_line", {**line, "count": 0}), "en")
    button = Button("calendar_line", {**line, "count": 2}, value="x")
    screen = render(Say("calendar_none", {}, ((button,),)), AMINA, Draft("desk"), HOUSE)
    assert "2 busy times in" in screen["keyboard"][0][0]["text"]


def test_a_plural_has_to_be_told_how_many() -> None:
    assert isinstance(ENGLISH["count_hours"], Plural)
    with pytest.raises(TypeError, match="count_hours"):
        texts.text("count_hours", "sw")


def test_every_word_that_is_kept_is_known_in_each_language() -> None:
    kept = {*TITLES, *SPECIALTIES, *LANGUAGES, *DECLINING, AT_ONCE, *(why for _, why in LEAVING),
            *(template.title for template in TEMPLATES)}  # fmt: skip
    assert {word for word in kept if len(kept_words.spellings(word)) < 2} == set()


def test_what_was_chosen_from_ours_is_shown_in_the_readers_language() -> None:
    assert kept_words.shown("Grief, Gardens · Anxiety", "sw") == "Kufiwa, Gardens · Wasiwasi"
    assert kept_words.shown("A talk with my own words, anxiety", "sw") == (
        "A talk with my own words, anxiety"
    )


def test_b1_filters_are_shown_and_typed_in_kiswahili() -> None:
    here = Chat(many, reader=ZURI)
    dialog([("/book", "Ungependa kumwona nani?"), ("kufiwa", "<b>Kufiwa</b>")], here)
    assert here.drafts["book"].answers["specialty"] == "Grief"


def test_money_days_and_zones_in_kiswahili() -> None:
    assert formats.money(Money(1_250_000), "sw") == "KES 12,500"
    assert formats.day(NOW.date(), "sw") == "Jumatatu 7 Sep"
    assert formats.month(NOW.date(), "sw") == "Septemba 2026"
    assert formats.zone_name("America/New_York", "sw") == "saa za New York"
    assert formats.language_names("en") == ["English", "Kiingereza"]


def examples(key: str) -> list[str]:
    """What stands between quotes in the Kiswahili of this text."""
    return re.findall("“([^”]*)”", texts.text(key, "sw"))


@pytest.mark.parametrize("key", ["leave_from", "block_no_date", "block_hours_unclear",
                                 "block_backwards", "hours_dates_all"])  # fmt: skip
def test_examples_of_closed_days_are_understood(key: str) -> None:
    read = {said: read_block(said, TODAY) for said in examples(key)}
    assert [said for said, found in read.items() if isinstance(found, Misread)] == []
    assert read


def test_examples_of_hours_are_understood() -> None:
    here = [said for key in ("week_examples", "hours_week") for said in examples(key)]
    weeks = {said: read_week(in_english(said, TODAY).text) for said in here}
    left = [said for said, found in weeks.items() if not found]
    assert [said for said in left if isinstance(read_block(said, TODAY), Misread)] == []
    days = [said for key in ("copy_examples", "hours_copy") for said in examples(key)]
    assert [said for said in days if not read_weekdays(in_english(said, TODAY).text)] == []
    lengths = [said for key in ("rule_examples", "rule_notice_how") for said in examples(key)]
    assert [said for said in lengths if read_value(Rule.NOTICE, said) is None] == []


@pytest.mark.parametrize("key", ["help", "days_hint", "move_day", "closed_day_which"])
def test_examples_of_days_are_understood(key: str) -> None:
    assert [said for said in examples(key) if heard(said, TODAY).day is None] == []
    assert examples(key)
