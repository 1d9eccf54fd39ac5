"""The intake over HTTP: what is typed leaves the chat, and is nowhere to be read (I1, I3, X70)."""

import logging
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest

from bot.phones import Phone
from bot.story.day import NOW
from bot.story.steps import choosing
from tests.town import HURRIED, Clients, Town, open_town
from tests.world.paying import settled
from tests.world.session_rows import everything_stored, hidden, met
from tests.world.test_notes import chat_of, until_gone

MARKED = "MARKED9c2e the house by the river, 0722 000 333"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url, Clients.NEW, **HURRIED) as found:
        yield found


@pytest.fixture
async def asked(town: Town) -> Phone:
    """Amina is asked the first question, while a time is kept for her."""
    await town.play(choosing("Brian Otieno", "Individual session", "a few questions first"))
    amina = town.phone("amina")
    await amina.tap("^Answer here")
    await amina.expect("are you 18 or older?")
    await amina.tap("^Yes$")
    await amina.expect("Whom may we call")
    await amina.mark()
    return amina


async def test_x70_an_answer_is_in_no_row_no_log_and_after_a_moment_in_no_chat(
    town: Town, asked: Phone, log: list[MutableMapping[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    await asked.send(MARKED)
    await asked.expect("anything about your health")
    await until_gone(asked, MARKED)
    await asked.send(f"{MARKED} again")
    await asked.expect("any medicine")
    await asked.tap("^‹ Back")
    await asked.expect(f"{MARKED} again")
    await asked.tap("^Stop for now")
    await asked.expect("What you have answered is kept")
    await until_gone(asked, MARKED)
    await settled(town)
    assert hidden(await everything_stored(town), MARKED)
    logged = "\n".join([*map(str, log), *(record.getMessage() for record in caplog.records)])
    assert MARKED not in logged
    assert len(await town.sql("SELECT 1 FROM intake_answers")) == 2


async def test_i1_what_is_too_long_is_not_kept_and_not_taken_away(town: Town, asked: Phone) -> None:
    await asked.send(MARKED * 20)
    await asked.expect("longer than I can keep here")
    await settled(town)
    assert MARKED in await chat_of(asked)
    assert await town.sql("SELECT 1 FROM intake_answers") == []


async def test_i1_whoever_was_booked_for_is_asked_once_it_is_confirmed(database_url: str) -> None:
    async with open_town(database_url, Clients.NEW, **HURRIED) as here:
        await met(here)
        await here.play(NOW)
        amina = here.phone("amina")
        await amina.tap("^Tell us before you meet")
        await amina.expect("Where your answers go")
