"""What SMS answer: neutral, ASCII, and one segment each with the longest values (R5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from conversations import texting_screens, texts
from conversations.english.texting import TEXTS
from conversations.words import Say
from conversations.work.change import ChangeSeen
from models.changes import Outcome, Owed
from models.crisis import KENYA
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PromptStatus
from models.views import PaymentView
from services.channels.sms import segments
from tests.change_world import NOTHING, PRICE, UNPAID
from tests.conversations.texting_world import ONE, OTHER, PHONE, sms

#: The longest of what these texts are filled with.
LONG = replace(ONE, reference="BK-2026-000123",
               starts_at=datetime.fromisoformat("2026-12-30T17:30+00:00"))  # fmt: skip
WIDE = Money(25_000_000)


def _every() -> Sequence[Say]:
    """Each answer with long values."""
    outcomes = (
        Outcome(None, False, WIDE, NOTHING), Outcome(None, True, NOTHING, WIDE),
        Outcome(None, False, WIDE, NOTHING, WIDE), UNPAID,
        Outcome(None, False, WIDE, NOTHING, Money(1_250_000)),
    )  # fmt: skip
    seen = [ChangeSeen(LONG, Actor.CLIENT, outcome) for outcome in outcomes]
    late = replace(LONG, status=S.LATE_CANCELLED)
    payment = PaymentView(1, 1, PromptStatus.WAITING, WIDE, PHONE, None, None)
    phone = "+254 700 000 000"
    return [
        *(texting_screens.cancel(one, "8888", mercy=mercy)
          for one in seen for mercy in (True, False)),
        *(texting_screens.cancelled(LONG, one.outcome.owed) for one in seen),
        texting_screens.cancelled(LONG, None), texting_screens.cancelled(late, None),
        *(screen(LONG) for screen in (
            texting_screens.what, texting_screens.kept, texting_screens.coming,
            texting_screens.mercy_asked, texting_screens.will_call, texting_screens.told_late)),
        texting_screens.other_time(LONG, ""),
        texting_screens.other_time(LONG, "https://t.me/SmilingStepsBot"),
        texting_screens.payment_asked(payment, LONG), texting_screens.pay_later(LONG.starts_at),
        texting_screens.pay_later(None), texting_screens.prompt_live(),
        *(texting_screens.not_now(verb, replace(LONG, status=status))
          for verb in ("pay", "come", "cancel") for status in S),
        *(texting_screens.not_possible(key, LONG, phone) for key in ("outdated_booking", "x")),
        texting_screens.not_possible("phone_not_kenyan", None, phone),
        *(screen(each) for each in (phone, None) for screen in (
            texting_screens.nothing_ahead, texting_screens.paid, texting_screens.stranger,
            texting_screens.wrong)),
        *(texting_screens.not_possible("x", None, each) for each in (phone, None)),
        texting_screens.started(), texting_screens.stopped(), texting_screens.unclear(),
        texting_screens.unproven(), texting_screens.language_kept(),
        texting_screens.no_such(), texting_screens.kept(),
        texting_screens.help_(None), texting_screens.help_(None, "*384*123#"),
        texting_screens.which([ONE, OTHER]),
        texting_screens.ahead([ONE, OTHER]),
    ]  # fmt: skip


#: A list of two, and what also names a number to call, take two; in danger nobody counts.
LONGER = {"texting_which", "texting_ahead", "texting_help_or_call", "texting_crisis"}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_r5_each_answer_is_one_segment_with_long_values(language: str) -> None:
    said = {f"{say.key}: {words}": segments(words) for say in _every()
            for words in [sms(say, language)]}  # fmt: skip
    assert {size.encoding for size in said.values()} == {"GSM-7"}
    most = {words: size.parts for words, size in said.items()
            if size.parts > 1 + (words.partition(":")[0] in LONGER)}  # fmt: skip
    assert most == {}
    two = [texting_screens.help_("+254 700 000 000"), texting_screens.crisis(KENYA, told=True)]
    assert max(segments(sms(say, language)).parts for say in two) <= 2


@pytest.mark.parametrize("language", ["en", "sw"])
def test_r5_answers_are_neutral(language: str) -> None:
    banned = ("therap", "session", "psycholog", "counsel", "kikao", "mwanasaikolojia", "{client}")
    for key in TEXTS:
        if key.startswith("texting_"):
            words = texts.text(key, language)
            assert words.isascii(), key
            assert not [word for word in banned if word in words.lower()], key


def test_r5_every_answer_is_measured() -> None:
    inner = {"choice", "line", "lines", "changed_note", "crisis", "crisis_told", "unknown_person",
             "help_or_call"}  # fmt: skip
    keys = {key for key in TEXTS if key.startswith("texting_")}
    assert keys - {say.key for say in _every()} == {f"texting_{one}" for one in inner}


def test_r6_both_ways_to_be_owed() -> None:
    both = texting_screens.cancelled(ONE, Owed(PRICE, PRICE))
    assert "KES 2,500 comes back to you, KES 2,500 is kept for you" in sms(both)
