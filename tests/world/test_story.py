"""Each chapter of the story, over real HTTP."""

import pytest

from bot.registering import register
from bot.settings import load
from bot.story import CHAPTERS
from tests.town import Town


@pytest.mark.parametrize("chapter", CHAPTERS)
async def test_chapter(here: Town, chapter: str) -> None:
    if chapter == "paybill":
        await register(load(here.environment, None), here.session)
    await here.play(CHAPTERS[chapter])


async def test_a_hurried_person_stays_within_telegrams_limits(strict_town: Town) -> None:
    """The whole first chapter as fast as it goes: nothing is lost, and no limit is broken."""
    await strict_town.play(CHAPTERS["booking"])
    stats = await strict_town.get("/sim/stats")
    assert stats["telegram"]["violations"] == {"per_chat": 0, "overall": 0}
