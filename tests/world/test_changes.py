"""Cancelled, moved and countered over HTTP: double taps, lapses, and where the money is after."""

import asyncio

import pytest

from bot.story.changes import (
    A_PAID_SESSION,
    CANCEL_IN_TIME,
    CANCEL_LATE,
    COUNTER_OFFER,
    RESCHEDULE,
    other_time,
)
from bot.story.steps import AMINA, BRIAN, Step
from tests.town import Town
from tests.world.paying import dues_ticked, settled

pytestmark = pytest.mark.usefixtures("books")


async def twice(here: Town, steps: tuple[Step, ...]) -> None:
    """The same story by somebody with a nervous finger: every button is tapped twice at once."""
    for step in steps:
        if step.does != "tap":
            await here.play((step,))
            continue
        phone = here.phone(step.who)
        marked = {who: here.phone(who) for who, _ in step.sees}
        for seen in marked.values():
            await seen.mark()
        message, button = await phone.find(step.what)
        tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
        await asyncio.gather(phone.post("tap", tap), phone.post("tap", tap))
        for who, words in step.sees:
            await marked[who].expect(words)
        await settled(here)


async def standing(here: Town) -> list[str]:
    found = await here.sql("SELECT status FROM bookings ORDER BY id")
    return [row["status"] for row in found]


async def owed(here: Town) -> list[int]:
    found = await here.sql("SELECT amount_minor FROM refunds ORDER BY id")
    return [row["amount_minor"] for row in found]


#: In a story that is told twice, the answer to "See the session" may be a card that is edited.
STORIES = {
    "counter-offer": (COUNTER_OFFER[:-4], ["approved"], []),
    "reschedule": (RESCHEDULE, ["cancelled", "cancelled", "confirmed"], []),
    "cancel-in-time": (CANCEL_IN_TIME, ["cancelled"], [250_000]),
    "cancel-late": (CANCEL_LATE, ["late_cancelled"], []),
}


@pytest.mark.parametrize("story", STORIES)
async def test_x60_every_button_tapped_twice_has_one_effect(here: Town, story: str) -> None:
    steps, stands, refunds = STORIES[story]
    await twice(here, steps)
    await settled(here)
    assert await standing(here) == stands
    assert await owed(here) == refunds


async def test_x10_a_cancelled_session_stays_cancelled_whatever_old_button_is_tapped(
    here: Town,
) -> None:
    await here.play(A_PAID_SESSION)
    amina = here.phone(AMINA)
    old = [await amina.find("^Move to another time"), await amina.find("^Cancel it…")]
    await here.play(CANCEL_IN_TIME[len(A_PAID_SESSION) :])
    for message, button in old:
        await amina.mark()
        tap = {"message_id": message["message_id"], "data": button["data"], "stale": True}
        await amina.post("tap", tap)
        await amina.expect("has changed meanwhile")
    assert await standing(here) == ["cancelled"]


async def test_b5_a_suggestion_without_an_answer_is_brought_up_twice_and_lapses(
    here: Town,
) -> None:
    await here.play(COUNTER_OFFER[:11])
    held = await here.sql("SELECT held_until FROM bookings WHERE status = 'held'")
    assert len(held) == 1
    nudge = Step(AMINA, "wait", "1800", ((AMINA, "still waits for your answer"),))
    await here.play((nudge, nudge))
    await here.play((Step(AMINA, "wait", "1800", ((AMINA, "has lapsed"), (BRIAN, "still waits"))),))
    assert await standing(here) == ["pending"]
    await here.play((Step(BRIAN, "tap", "^Approve Amina",
                          ((BRIAN, "Approved"), (AMINA, "has agreed"))),))  # fmt: skip


async def test_b8_a_waived_cancel_returns_the_money_once(here: Town) -> None:
    until_asked = CANCEL_LATE[: len(A_PAID_SESSION) + 3]
    await here.play(until_asked)
    await twice(here, (Step(BRIAN, "tap", "^Cancel and return KES 2,500",
                            ((AMINA, "has made an exception"),)),))  # fmt: skip
    assert await standing(here) == ["cancelled"]
    assert await owed(here) == [250_000]


async def test_b9_late_the_psychologist_is_asked_and_the_money_moves_along(here: Town) -> None:
    await here.play(CANCEL_LATE[: len(A_PAID_SESSION) + 1])
    await here.play((
        Step(AMINA, "tap", "^Move to another time", ((AMINA, "Which day in"),)),
        *other_time(AMINA, "has to agree"),
        Step(AMINA, "tap", "^Send the suggestion", ((BRIAN, "suggests moving"),)),
        Step(BRIAN, "tap", "^Agree to", ((BRIAN, "Agreed and moved"), (AMINA, "has moved"))),
    ))  # fmt: skip
    assert await standing(here) == ["cancelled", "confirmed"]


async def test_b5_the_nearest_times_lead_into_booking(here: Town) -> None:
    await here.play(COUNTER_OFFER[:7])
    await here.play((
        Step(BRIAN, "tap", "^Decline", ((BRIAN, "Tap a reason"),)),
        Step(BRIAN, "tap", "^My schedule is full", ((AMINA, "That day is full after all."),)),
        Step(AMINA, "tap", r"^\w+ \d+ \w+, \d\d:\d\d$", ((AMINA, "Is this right?"),)),
        Step(AMINA, "tap", "^Send request", ((AMINA, "Request sent"), (BRIAN, "New request"))),
    ))  # fmt: skip
    await dues_ticked(here, 1)
    assert await standing(here) == ["declined", "pending"]
