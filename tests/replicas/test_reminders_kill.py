"""500 reminders at 08:00 on two processes, one of them killed in the middle: each is sent once."""

from bot.ports import free_port
from tests.reminded import crowd_due, times_told, until_sent
from tests.town import town

CLIENTS = 500
#: Letters that a killed process may have sent without having written it down: those under way in
#: the moment, and those whose marks were being collected.
MOST_TWICE = 10


async def test_x31_x33_each_of_500_reminders_once_within_telegrams_limits(
    database_url: str,
) -> None:
    """Two processes, one killed with -9 while they are sending; nobody is left out."""
    async with town(database_url) as here:
        first = await here.start_process(LISTEN_PORT=str(free_port()))
        await here.start_process(LISTEN_PORT=str(free_port()))
        await crowd_due(here, CLIENTS)
        await until_sent(here, CLIENTS // 3)
        await here.kill(first)
        await until_sent(here, CLIENTS)
        told = [await times_told(here, client) for client in range(CLIENTS)]
        assert told.count(0) == 0
        assert sum(told) - CLIENTS <= MOST_TWICE
        stats = (await here.get("/sim/stats"))["telegram"]
        assert stats["violations"] == {"per_chat": 0, "overall": 0}
