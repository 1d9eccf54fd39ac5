"""Updates by asking for them: one process asks, the others wait to take its place."""

from bot.ports import free_port
from bot.story.booking import BOOKING
from tests.town import HURRIED, open_town, town


async def test_the_story_by_polling(database_url: str) -> None:
    async with open_town(database_url, UPDATES="polling", **HURRIED) as here:
        await here.play(BOOKING)


async def test_of_two_processes_one_asks_and_the_other_takes_over(database_url: str) -> None:
    async with town(database_url, UPDATES="polling", **HURRIED) as here:
        first = await here.start_process()
        await here.phone("brian").expect("Requests wait under /pending")
        await here.start_process(LISTEN_PORT=str(free_port()))
        await here.play(BOOKING[:4])
        await here.kill(first)
        await here.play(BOOKING[4:8])
        rejected = (await here.get("/sim/stats"))["telegram"]["rejected"]
        assert not [words for words in rejected if "Conflict" in words]
