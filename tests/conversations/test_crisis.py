"""What people hear in a crisis: where help is, and for us who and how, never what was said (I6)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from conversations import crisis
from conversations.danger import Kind, kind_of
from conversations.render import render
from conversations.words import Draft, Say
from models.crisis import KENYA, Crisis, CrisisLine
from models.danger_views import Alert
from tests.dialog import AMINA, HOUSE

LINES = (CrisisLine("Befrienders Kenya", "+254 722 178 177", ("English", "Kiswahili")),)
ALERT = Alert(
    7, UUID(int=7), 1, 1, "Amina <Njeri>", "+254712000001", 700_000_001, "english.life.suicide",
    datetime(2026, 9, 7, 6, tzinfo=UTC), None, None, None, "BK-2026-000007",
    datetime(2026, 9, 15, 7, tzinfo=UTC), 3,
)  # fmt: skip


def said(say: Say) -> str:
    return str(render(say, AMINA, Draft("desk"), HOUSE)["text"])


@pytest.mark.parametrize("kind", Kind)
def test_i6_help_is_at_the_front_and_can_be_called(kind: Kind) -> None:
    words = said(crisis.help_words(kind, LINES, told=True, again=False, go_on="go"))
    assert words.startswith("<b>You are not alone")
    assert "+254 722 178 177  Befrienders Kenya (English, Kiswahili)" in words
    assert "Somebody at Smiling Steps has been told" in words


def test_i6_nobody_is_said_to_be_told_who_was_not() -> None:
    words = said(crisis.help_words(Kind.LIFE, LINES, told=False, again=False, go_on="go"))
    assert "has been told" not in words
    assert "could not reach anybody" in words


def test_i6_the_second_time_it_is_shorter_and_has_the_numbers_still() -> None:
    first, second = (
        said(crisis.help_words(Kind.LIFE, KENYA, told=True, again=again, go_on="go"))
        for again in (False, True)
    )
    assert len(second) < len(first)
    assert all(line.number in second for line in KENYA)


def test_i6_an_alert_says_who_and_how_to_reach_them() -> None:
    words = said(crisis.alert(ALERT))
    assert "Amina &lt;Njeri&gt; may be in danger" in words
    assert "Call +254712000001" in words
    assert '<a href="tg://user?id=700000001">' in words
    assert "BK-2026-000007" in words


def test_i6_severity_is_said_as_what_it_is() -> None:
    assert "9 or 10" in said(crisis.alert(replace(ALERT, rule=crisis.SEVERITY)))
    assert kind_of(crisis.SEVERITY) is Kind.LIFE


def test_i6_lines_are_unconfirmed_until_somebody_has_called_them() -> None:
    assert Crisis().unconfirmed == KENYA
    checked = CrisisLine("x", "1", checked_on=date(2026, 9, 1))
    assert Crisis((checked,)).unconfirmed == ()


@pytest.mark.parametrize("key", ["help", "emergency_hours", "missed_told"])
@pytest.mark.parametrize("language", ["en", "sw"])
def test_i6_whom_to_call_in_danger_is_the_practice_s_own_first_line(
    key: str, language: str
) -> None:
    lines = (CrisisLine("Own <emergency>", "0800 <1> 2"), CrisisLine("Another", "116"))
    house = replace(HOUSE, emergency=Crisis(lines).emergency)
    args = dict.fromkeys(("psychologist", "starts_at", "reference", "money"), "x")
    words = render(Say(key, args), replace(AMINA, language=language), Draft("desk"), house)["text"]
    assert "0800 &lt;1&gt; 2" in words
    assert "999" not in words
