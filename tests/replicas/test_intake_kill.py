"""kill -9 at every question of the intake: it goes on where it was, nothing lost or twice."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.story.intake import ANSWERING, CONTACT
from bot.story.steps import ASKING, choosing
from bot.tour import Teller
from tests.replicas.test_kill import DELAYS, PAST_THE_LEASES
from tests.town import HURRIED, Clients, Town, town

TURNS = 3


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, Clients.NEW, **HURRIED) as found:
        await found.post("/sim/telegram/limits", {"retry_base": 0.1})
        yield found


@pytest.mark.stress
@pytest.mark.parametrize("turn", range(TURNS))
async def test_x61_killed_after_every_answer_the_client_goes_on_where_they_were(
    here: Town, turn: int
) -> None:
    """Each turn dies after every third answer, so that no test takes too long."""
    process = await here.start_process()
    teller = Teller(here.session, here.url)
    for step in choosing("Brian Otieno", "Individual session", "a few questions first"):
        await teller.play(step)
    amina = here.phone("amina")
    for number, step in enumerate(ANSWERING):
        if number % TURNS != turn:
            await teller.play(step)
            continue
        await amina.mark()
        await teller.act(step)
        await asyncio.sleep(DELAYS[number // TURNS % len(DELAYS)])
        await here.kill(process)
        process = await here.start_process()
        await here.move_clock(PAST_THE_LEASES)
        for _, words in step.sees:
            await amina.expect(words)
    await teller.play(ASKING)
    answers = await here.sql("SELECT question FROM intake_answers ORDER BY id")
    assert [each["question"] for each in answers] == [
        "emergency_contact", "previous_therapy", "current_symptoms", "severity_level",
        "therapy_goals",
    ]  # fmt: skip
    assert len(await here.sql("SELECT 1 FROM intakes WHERE state = 'complete'")) == 1
    assert len(await here.sql("SELECT 1 FROM consents")) == 4
    assert await here.sql("SELECT 1 FROM inbox WHERE state <> 'done'") == []
    assert CONTACT not in str(await amina.messages())
