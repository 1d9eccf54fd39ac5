"""A guardian by a link over HTTP: two phones, one use, and no name in the clear (I4, X70)."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.story.guardian import GUARDIAN
from tests.town import HURRIED, Clients, Town, open_town

NAME = "Wanjiru MARKED-9917"


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """Amina has agreed to nothing yet."""
    async with open_town(database_url, Clients.NEW, **HURRIED) as town:
        yield town


async def link(here: Town) -> str:
    """Amina's link for her parent."""
    await here.play(GUARDIAN[:3])
    return await here.phone("amina").link_to_bot()


async def last(here: Town, name: str) -> str:
    said = [m for m in await here.phone(name).messages() if m["from"] == "bot"]
    return str(said[-1]["text"])


async def test_i4_the_whole_way_of_a_guardian(here: Town) -> None:
    await here.play(GUARDIAN)


async def test_i4_one_link_opened_by_two_at_once_lets_one_in(here: Town) -> None:
    payload = await link(here)
    names = ("zawadi", "grace")
    await asyncio.gather(*(here.phone(name).send(f"/start {payload}") for name in names))
    await here.settled()
    heard = [await last(here, name) for name in names]
    assert sum("would like to talk to a psychologist" in words for words in heard) == 1
    assert sum("used already" in words for words in heard) == 1
    used = await here.sql("SELECT 1 FROM guardian_links WHERE used_by_id IS NOT NULL")
    assert len(used) == 1


async def test_i4_x60_a_double_tap_on_the_last_yes_tells_the_client_once(here: Town) -> None:
    await here.play(GUARDIAN[:12])
    zawadi = here.phone("zawadi")
    message, button = await zawadi.find("^I agree")
    press = {"message_id": message["message_id"], "data": button["data"], "stale": True}
    await asyncio.gather(*(zawadi.post("tap", press) for _ in range(3)))
    await here.settled()
    said: list[dict[str, Any]] = await here.phone("amina").messages()
    assert sum("has agreed" in m["text"] for m in said) == 1
    assert len(await here.sql("SELECT 1 FROM consents")) == 4


async def test_i4_x70_the_guardians_name_is_nowhere_in_the_clear(here: Town) -> None:
    payload = await link(here)
    zawadi = here.phone("zawadi")
    await zawadi.send(f"/start {payload}")
    await zawadi.expect("type your full name")
    await zawadi.send(NAME)
    await zawadi.expect("1 of 4")
    for position in (2, 3, 4):
        await zawadi.tap("^I agree")
        await zawadi.expect(f"{position} of 4")
    await zawadi.tap("^I agree")
    await here.phone("amina").expect("has agreed")
    await here.settled()
    assert NAME not in json.dumps(await zawadi.messages())
    tables = await here.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for table in (each["tablename"] for each in tables):
        found = await here.sql(f'SELECT t::text AS line FROM "{table}" AS t')
        for each in found:
            assert "MARKED-9917" not in each["line"], table
            assert b"MARKED-9917".hex() not in each["line"], table
            assert payload.removeprefix("gdn_") not in each["line"] or table == "inbox", table
    kept = await here.sql("SELECT guardian FROM consents")
    assert all(each["guardian"] for each in kept)
