"""The same once more: from a booking of the past to the review in two taps (B1)."""

from collections.abc import Callable
from typing import Any

import pytest

from conversations.events import Action
from conversations.work import Command, Result
from conversations.work import booking as work
from conversations.work.answer import NotPossible
from models.calendar import Unavailable
from tests.conversations.booking_world import again, chat, many
from tests.dialog import REFERENCE, SLOTS, Chat, dialog

BEGIN = Action("again", REFERENCE, 2, 1)


def begun(world: Callable[[Command], Result] = many) -> Chat:
    here = Chat(world=world)
    assert len(here.happens(BEGIN)) == 1
    return here


def ended(**changed: Any) -> Callable[[Command], Result]:
    """A world in which something of it is no longer there."""
    return lambda command: (
        again(slots=(), days=(), clock_times=(), **changed)
        if isinstance(command, work.FindAgain)
        else many(command)
    )


def test_in_two_taps_to_the_review() -> None:
    here = begun()
    assert "Again with Brian Otieno" in here.screen["text"]
    dialog([("Tue 15 Sep, 10:00", "Is this right?"), ("Send request", "Request sent")], here)
    held = next(command for command in here.asked if isinstance(command, work.HoldSlot))
    assert (held.psychologist_id, held.service_id, held.starts_at) == (2, 4, SLOTS[0].starts_at)


@pytest.mark.parametrize("typed", ["2", "11", "11:00", "2026-09-15 11", "15 sep 11:00"])
def test_a_time_can_be_typed(typed: str) -> None:
    here = begun()
    dialog([(typed, "Is this right?")], here)
    asked = here.asked[-1]
    assert isinstance(asked, work.HoldSlot)
    assert asked.starts_at == SLOTS[1].starts_at


def test_another_day_can_be_typed() -> None:
    dialog([("tomorrow", "which time?"), ("11", "Is this right?")], begun())
    dialog([("tomorrow at 12", "Is this right?")], begun())
    dialog([("whenever", "couldn't match")], begun())


def test_other_days_and_back() -> None:
    here = begun()
    dialog([("Other days", "Which day in"), ("15", "which time?"), ("‹ Back", "Which day in"),
            ("‹ Back", "Again with Brian")], here)  # fmt: skip


def test_back_from_the_review_lets_the_hold_go() -> None:
    here = begun()
    dialog([("Tue 15 Sep, 10:00", "Is this right?"), ("‹ Back", "Again with Brian")], here)
    assert any(isinstance(command, work.ReleaseHold) for command in here.asked)


def test_somebody_else_leads_to_all_psychologists() -> None:
    here = begun()
    dialog([("Somebody else", "Who would you like"), ("peter", "What would you like")], here)
    assert "again" not in here.drafts["book"].answers


def test_x1_the_loser_is_offered_other_times_and_gets_back() -> None:
    here = begun()

    def taken(command: Command) -> Result:
        if isinstance(command, work.HoldSlot):
            return work.SlotTaken(Unavailable.BOOKED, SLOTS)
        return many(command)

    here.world = taken
    dialog([("Tue 15 Sep, 10:00", "took that time"), ("2", "took that time")], here)
    here.world = many
    dialog([("‹ Back", "Again with Brian")], here)


def test_x5_a_hold_that_ran_out_leads_back_to_the_suggestions() -> None:
    here = begun()
    dialog([("Tue 15 Sep, 10:00", "Is this right?")], here)

    def late(command: Command) -> Result:
        return work.HoldLost() if isinstance(command, work.SendRequest) else many(command)

    here.world = late
    dialog([("Send request", "has run out")], here)
    assert "Again with Brian" in here.screen["text"]


def test_a_service_that_has_ended_leads_to_the_others() -> None:
    here = begun(ended(is_offered=False))
    assert "isn't offered any more" in here.screen["text"]
    assert "What would you like to book" in here.screen["text"]
    dialog([("Individual", "Which day in")], here)


def test_a_psychologist_who_is_gone_leads_to_the_others() -> None:
    here = begun(ended(card=None, is_offered=False))
    assert "take no bookings at the moment" in here.screen["text"]
    dialog([("peter", "What would you like")], here)


def test_no_free_time_at_all_leads_to_somebody_else() -> None:
    here = begun(ended())
    assert "no free time in the next weeks" in here.screen["text"]
    dialog([("Somebody else", "Who would you like")], here)


def test_x63_somebody_elses_booking_is_refused() -> None:
    here = begun(lambda command: NotPossible("not_yours") if isinstance(command, work.FindAgain)
                 else many(command))  # fmt: skip
    assert "can't find that among your bookings" in here.screen["text"]
    assert here.current is None


def test_beginning_again_lets_an_open_hold_go() -> None:
    here = dialog([("/book brian", "What would"), ("Individual", "Which day"),
                   ("15", "which time"), ("10:00", "Is this right?")], chat())  # fmt: skip
    assert "Again with Brian" in here.happens(BEGIN)[0]["text"]
    assert any(isinstance(command, work.ReleaseHold) for command in here.asked)
