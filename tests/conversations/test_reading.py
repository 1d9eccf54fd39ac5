"""Reading what a client told: protected pages that vanish, and an admin's reason before them."""

from dataclasses import replace

import pytest

from conversations.engine import advance
from conversations.events import Happening, Text
from conversations.intake_pages import ROOM, pages
from conversations.reading import NAME, STAYS
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.reading import BreakGlass, GlassBroken, ReadTold, ToldRead
from models.intake_form import BY_KEY, Answer
from tests.day_world import STRANGE, begun, day_world, refusing, shows_the_step_again, view
from tests.dialog import NOW, dialog

WHY = "MARKED: he can't be reached"
ANSWERS: dict[str, Answer] = {
    "emergency_contact": "Wanjiru <b>", "previous_therapy": True,
    "current_symptoms": ["sleep", "my & own"], "severity_level": 6, "expectations": "x" * 1400,
    "medical_history": "y" * 1500, "allergies": "z" * 1500, "special_requests": "ground floor",
}  # fmt: skip


def told(command: Command) -> Result:
    match command:
        case ReadTold():
            return ToldRead(view(), NOW, ANSWERS)
        case BreakGlass(reason=reason):
            return GlassBroken(view()) if len(reason) > 9 else NotPossible("glass_reason_short")
        case _:
            return day_world(command)


def test_i5_page_after_page_protected_and_for_ten_minutes() -> None:
    chat = begun("told", told)
    assert "Emergency contact</b>\nWanjiru &lt;b&gt;" in chat.screen["text"]
    assert chat.screen["protected"]
    chat = dialog([("More ›", "2 of 3"), ("More ›", "3 of 3"), ("‹ Before", "2 of 3")], chat)
    assert "my &amp; own" in chat.screen["text"]
    assert "6 of 10" in chat.screen["text"]
    dialog([("Done", "Nothing of it stays")], chat)
    assert chat.current is None
    reading = replace(chat.drafts[NAME], step="reading", answers={"booking": str(view().public_id)})
    said = advance(reading, ToldRead(view(), NOW, ANSWERS)).say
    assert [(say.vanishes, say.secret_of) for say in said] == [(STAYS, view().client_id)]


def test_i5_every_page_fits_and_none_loses_an_answer() -> None:
    longest: dict[str, Answer] = {
        key: (["w" * 100] * 20 if question.kind in {"words", "choices"} else "w" * 1500)
        for key, question in BY_KEY.items()
        if question.kind not in {"yes_no", "scale"}
    }
    found = pages(longest)
    assert [key for page in found for key, _ in page] == [k for k in BY_KEY if k in longest]
    assert len(found) > 3
    assert ROOM < 4096
    assert pages({}) == []


def test_i5_nothing_told_yet_leads_back_to_the_session() -> None:
    def nothing(command: Command) -> Result:
        return ToldRead(view(), None, None) if isinstance(command, ReadTold) else told(command)

    chat = begun("told", nothing)
    assert "hasn't filled in" in chat.screen["text"]


def test_i5_an_admin_says_why_first() -> None:
    chat = begun("glass", told)
    assert "isn't yours to read" in chat.screen["text"]
    chat = dialog([("why?", "at least a few words"), (WHY, "Emergency contact")], chat)
    assert "MARKED" not in repr(chat.drafts) + repr(chat.asked)


def test_i5_the_reason_is_taken_out_of_the_chat() -> None:
    chat = begun("glass", told)
    assert advance(chat.drafts[NAME], Text(WHY)).remove


@pytest.mark.parametrize("key", ["reading_own_only", "not_yours"])
def test_x63_whoever_may_not_is_told_so(key: str) -> None:
    chat = begun("told", refusing(key, knows=False))
    assert chat.current is None


@pytest.mark.parametrize(
    ("verb", "event"),
    [*(("told", event) for event in STRANGE),
     *(("glass", event) for event in STRANGE if not isinstance(event, Text))],
)  # fmt: skip
def test_x62_each_kind_of_message_shows_the_step_again(verb: str, event: Happening) -> None:
    shows_the_step_again(begun(verb, told), NAME, event)
