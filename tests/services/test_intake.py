"""Intake: sealed at once, taken up again, made new from the last one, and only then complete."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tortoise.exceptions import IntegrityError

from models.database import count, row, rows
from models.intake_form import Asked, NotAnAnswer, Rules
from models.intake_views import Readiness
from models.values import IntakeState, IntakeWay
from models.views import BookingView
from services import intake
from services.booking_views import view
from services.vault import CannotOpen, KeyDestroyed, Vault
from tests.people import NOW, Practice, psychologist
from tests.rows import book, insert

VAULT = Vault({1: b"k" * 32})
MARKED = "MARKED-7781"
NEEDED: dict[str, object] = {
    "emergency_contact": "Wanjiru, 0712", "severity_level": 6, "therapy_goals": ["sleep"],
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


async def session(here: Practice, at: float = 48, status: str = "held") -> BookingView:
    found = await view(await book(here, at, status))
    assert found is not None
    return found


async def fill(booking: BookingView, answers: dict[str, object] = NEEDED) -> None:
    filled = await intake.begin(VAULT, booking.client_id, booking, IntakeWay.CHAT, NOW)
    for key, given in answers.items():
        await intake.keep(VAULT, filled, key, given, booking, NOW)


async def test_i2_an_answer_is_sealed_and_comes_back(here: Practice) -> None:
    booking = await session(here)
    await fill(
        booking, {**NEEDED, "medical_history": MARKED, "current_symptoms": ["sleep", MARKED]}
    )
    stored = await rows("SELECT answer FROM intake_answers")
    assert stored
    assert not any(MARKED.encode() in r["answer"] for r in stored)
    found = await intake.present(VAULT, here.amina)
    assert found is not None
    assert found.answers["medical_history"] == MARKED
    assert found.answers["current_symptoms"] == ["sleep", MARKED]
    assert MARKED not in repr(found)


async def test_i2_an_open_form_is_taken_up_without_opening_the_last_answers(
    here: Practice,
) -> None:
    booking = await session(here)
    await fill(booking)
    await intake.complete(VAULT, here.amina, Rules(), NOW)
    first = await intake.begin(VAULT, here.amina, booking, IntakeWay.CHAT, NOW)
    done = await row("SELECT id FROM intakes WHERE state = 'complete'")
    assert done is not None
    await count("UPDATE intake_answers SET answer = 'broken' WHERE intake_id = $1", done["id"])
    with pytest.raises(CannotOpen):
        await intake.latest(VAULT, here.amina)
    again = await intake.begin(VAULT, here.amina, booking, IntakeWay.PAGE, NOW)
    assert (again.id, again.answers) == (first.id, first.answers)
    assert again.based_on == NOW


async def test_i1_one_open_form_is_taken_up_again_and_skipping_takes_an_answer_away(
    here: Practice,
) -> None:
    booking = await session(here)
    await fill(booking, {"allergies": "none"})
    again = await intake.begin(VAULT, here.amina, booking, IntakeWay.PAGE, NOW)
    assert again.answers == {"allergies": "none"}
    assert again.way is IntakeWay.PAGE
    await intake.skip(again, "allergies", booking)
    found = await intake.present(VAULT, here.amina)
    assert found is not None
    assert found.answers == {}
    with pytest.raises(IntegrityError, match="intakes_one_open"):
        await insert("intakes", {"public_id": uuid4(), "client_id": here.amina, "state": "open",
                                 "way": "chat", "started_at": NOW})  # fmt: skip


async def test_i1_nothing_required_is_left_out(here: Practice) -> None:
    booking = await session(here)
    await fill(booking, {"severity_level": 3})
    with pytest.raises(intake.IntakeIncomplete):
        await intake.complete(VAULT, here.amina, Rules(), NOW)
    asks_nothing = Rules(dict.fromkeys(("emergency_contact", "therapy_goals"), Asked.LEFT_OUT))
    done = await intake.complete(VAULT, here.amina, asks_nothing, NOW)
    assert done.state is IntakeState.COMPLETE


async def test_i1_a_returning_client_confirms_or_changes_the_last_one(here: Practice) -> None:
    first = await session(here)
    assert await intake.readiness(first, NOW) == (Readiness.NEEDED, None)
    await fill(first)
    await intake.complete(VAULT, here.amina, Rules(), NOW)
    assert await intake.readiness(first, NOW) == (Readiness.READY, NOW)
    second, later = await session(here, 72), NOW + intake.FRESH
    assert await intake.readiness(second, NOW) == (Readiness.READY, NOW), "told them a moment ago"
    assert await intake.readiness(second, later) == (Readiness.CONFIRM, NOW)
    await fill(second, {"severity_level": 2})
    changed = await intake.complete(VAULT, here.amina, Rules(), NOW)
    assert changed.answers == {**NEEDED, "severity_level": 2}
    assert changed.based_on == NOW
    assert await intake.readiness(second, later) == (Readiness.READY, NOW)
    third = await session(here, 96)
    assert await intake.readiness(third, later) == (Readiness.CONFIRM, NOW)
    await intake.confirm(VAULT, third, Rules(), NOW)
    assert await intake.readiness(third, later) == (Readiness.READY, NOW)


async def test_i5_what_was_told_to_one_psychologist_is_confirmed_before_another_reads_it(
    here: Practice,
) -> None:
    first = await session(here)
    await fill(first)
    await intake.complete(VAULT, here.amina, Rules(), NOW)
    other = await psychologist(here.chidi, "chidi")
    elsewhere = replace(await session(here, 72), psychologist_id=other)
    assert await intake.readiness(elsewhere, NOW) == (Readiness.CONFIRM, NOW)


async def test_i5_what_was_told_lately_is_there_for_the_next_session_with_the_same_one(
    here: Practice,
) -> None:
    first, second = await session(here), await session(here, 72)
    await fill(first)
    await intake.complete(VAULT, here.amina, Rules(), NOW)
    assert await intake.of_session(VAULT, second) is None
    await intake.attach(VAULT, second, NOW)
    await intake.attach(VAULT, second, NOW)
    for booking in (first, second):
        found = await intake.of_session(VAULT, booking)
        assert found is not None
        assert found.answers == NEEDED
    assert len(await rows("SELECT 1 FROM intakes")) == 2


async def test_i1_a_form_outlives_the_hold_it_was_begun_for(here: Practice) -> None:
    booking = await session(here)
    await fill(booking)
    await intake.complete(VAULT, here.amina, Rules(), NOW)
    await count("DELETE FROM bookings WHERE id = $1", booking.id)
    again = await session(here, 72)
    later = NOW + intake.FRESH
    assert await intake.readiness(again, later) == (Readiness.CONFIRM, NOW)
    assert await intake.readiness(again, NOW) == (Readiness.READY, NOW), "told a moment ago"
    await intake.attach(VAULT, again, NOW)
    assert await intake.readiness(again, later) == (Readiness.READY, NOW)
    assert await intake.of_session(VAULT, again) is not None


async def test_i2_a_special_request_is_the_sessions_own(here: Practice) -> None:
    booking, other = await session(here), await session(here, 72)
    await fill(booking, {"special_requests": MARKED})
    stored = await row("SELECT special_requests AS sealed FROM bookings WHERE id = $1", booking.id)
    assert stored is not None
    assert MARKED.encode() not in stored["sealed"]
    assert await intake.requests_of(VAULT, booking) == MARKED
    assert await intake.requests_of(VAULT, other) is None


async def test_x71_without_the_key_nothing_opens_and_a_new_beginning_can_be_made(
    here: Practice,
) -> None:
    booking = await session(here)
    await fill(booking)
    assert await VAULT.destroy(here.amina, NOW)
    with pytest.raises(KeyDestroyed):
        await intake.present(VAULT, here.amina)
    assert not await VAULT.destroy(here.amina, NOW)


@pytest.mark.parametrize(
    ("key", "given", "why"),
    [
        ("severity_level", 11, "intake_not_on_scale"), ("severity_level", True, "not_an_answer"),
        ("severity_level", "7", "not_an_answer"), ("allergies", "  ", "intake_empty"),
        ("allergies", "x" * 1501, "intake_too_long"), ("previous_therapy", "yes", "not_an_answer"),
        ("therapy_goals", [], "intake_empty"), ("therapy_goals", ["x"] * 3 + [4], "not_an_answer"),
        ("therapy_goals", [f"g{n}" for n in range(21)], "intake_too_many"),
    ],
)  # fmt: skip
async def test_i1_what_is_no_answer_says_why(
    here: Practice, key: str, given: object, why: str
) -> None:
    booking = await session(here)
    filled = await intake.begin(VAULT, here.amina, booking, IntakeWay.CHAT, NOW)
    with pytest.raises(NotAnAnswer, match=why):
        await intake.keep(VAULT, filled, key, given, booking, NOW)
