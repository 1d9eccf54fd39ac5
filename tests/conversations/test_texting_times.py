"""Promises by SMS for a day or an hour, held against the time of the booking (X34)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.sms_reading import read
from conversations.texting_facts import Facts, of_time
from conversations.work.by_phone import SayComing
from tests.conversations.texting_world import AMINA, ONE, OTHER, PHONE, Texted, texted


@pytest.mark.parametrize(
    ("said", "hears"),
    [
        ("see you tomorrow", "We expect you"), ("I'll be there at 10", "We expect you"),
        ("nitakuja kesho saa nne asubuhi", "We expect you"), ("yes 10am", "We expect you"),
        ("see you on Tuesday", "We expect you"), ("sawa kesho", "We expect you"),
        ("see you today", "Reply YES to confirm"), ("nitakuja saa kumi", "Reply YES to confirm"),
        ("I'll be there at 3", "Reply YES to confirm"), ("kesho jioni nakuja", "Reply YES to"),
        ("see you on Friday", "Reply YES to confirm"), ("nitakuja baadaye", "not clear"),
    ],
)  # fmt: skip
def test_x34_a_promise_is_held_against_the_time_of_the_booking(said: str, hears: str) -> None:
    day_before = ONE.starts_at - timedelta(days=1)
    phone = texted(said, hears, phone=Texted(now=day_before, reminded_at=day_before))
    assert bool(phone.did(SayComing)) == (hears == "We expect you")


def test_x34_a_promise_for_one_of_several_is_for_that_one() -> None:
    day_before = OTHER.starts_at - timedelta(days=1)
    phone = Texted(ahead=[ONE, OTHER], now=day_before)
    texted("see you tomorrow", "BK-2026-000124", phone=phone)
    phone = Texted(ahead=[ONE, OTHER], now=day_before)
    texted("can't come on Thursday", "Cancel BK-2026-000124", phone=phone)


def test_x34_today_is_the_day_on_which_it_was_written() -> None:
    """Worked on after midnight: "tomorrow" was said the evening before."""
    eve = ONE.starts_at - timedelta(hours=10, minutes=1)
    facts = Facts(PHONE, (AMINA,), (), eve + timedelta(minutes=2), came_at=eve)
    assert of_time(read("see you tomorrow").when, [ONE], facts) == [ONE]
    assert of_time(read("see you tomorrow").when, [ONE], replace(facts, came_at=None)) == []
