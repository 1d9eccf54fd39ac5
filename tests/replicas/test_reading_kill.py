"""kill -9 while a client's answers are being shown: the page still goes after ten minutes (I5)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.story.steps import ASKING, choosing
from tests.replicas.stops import Stop, killed_before
from tests.replicas.test_kill import PAST_THE_LEASES
from tests.town import HURRIED, Town, town

TOLD = "Wanjiru"
#: Before it is written when the page goes, and before it is written that the page was shown.
MOMENTS = {
    "planned": Stop("outbox", "NEW.dedupe_key LIKE 'vanish%'", "INSERT"),
    "shown": Stop("outbox", "NEW.state = 'sent' AND OLD.payload ? 'sealed'"),
}


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        yield found


async def _is_shown(here: Town) -> bool:
    return any(TOLD in str(each) for each in await here.phone("brian").messages())


@pytest.mark.stress
@pytest.mark.parametrize("moment", MOMENTS)
async def test_i5_x61_killed_around_the_page_it_goes_in_time_all_the_same(
    here: Town, moment: str
) -> None:
    process = await here.start_process()
    brian = here.phone("brian")
    await here.play((*choosing("Brian Otieno", "Individual session", "Is this right?"), ASKING))
    await brian.send("/pending")
    await brian.tap("More…")
    await killed_before(here, process, MOMENTS[moment], lambda: brian.tap("^Read the intake$"))
    assert await _is_shown(here) == (moment == "shown"), "never before it is known when it goes"
    await here.move_clock(PAST_THE_LEASES)
    await brian.expect(TOLD)
    await here.move_clock(11 * 60)
    for _ in range(200):
        if not await _is_shown(here):
            break
        await asyncio.sleep(0.05)
    assert not await _is_shown(here)
