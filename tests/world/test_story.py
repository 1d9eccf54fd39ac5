"""Each chapter of the story, over real HTTP."""

import pytest

from bot.registering import register
from bot.settings import load
from bot.story import CHAPTERS, OF_SOMEBODY_NEW
from bot.story.booking import BOOKING
from tests.town import HURRIED, Clients, Town, open_town


@pytest.mark.parametrize("chapter", CHAPTERS)
async def test_chapter(database_url: str, chapter: str) -> None:
    clients = Clients.NEW if chapter in OF_SOMEBODY_NEW else Clients.KNOWN
    async with open_town(database_url, clients, **HURRIED) as here:
        if any(step.does == "paybill" for step in CHAPTERS[chapter]):
            await register(load(here.environment, None), here.session)
        await here.play(CHAPTERS[chapter])


async def test_a_hurried_person_stays_within_telegrams_limits(strict_town: Town) -> None:
    """From the first word to a paid session, as fast as it goes: no limit is broken."""
    await strict_town.play(BOOKING)
    stats = await strict_town.get("/sim/stats")
    assert stats["telegram"]["violations"] == {"per_chat": 0, "overall": 0}
