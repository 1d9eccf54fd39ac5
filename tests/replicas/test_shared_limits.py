"""Two processes of the program count one person, and one address, together (D4)."""

import asyncio
from collections import Counter

from bot.ports import free_port
from handlers import floods
from services.visitors import UNTOLD
from tests.replicas.test_two_processes import front_door
from tests.town import HURRIED, Town, town

FEW = {"PERSON_AT_ONCE": "20", "PERSON_PER_SECOND": "0.001", "ADDRESS_AT_ONCE": "40",
       "ADDRESS_PER_SECOND": "0.001", "TRUSTED_PROXIES": "127.0.0.1"}  # fmt: skip


async def test_d4_two_processes_share_the_buckets(database_url: str) -> None:
    ports = (free_port(), free_port())
    async with town(database_url, **HURRIED, **FEW) as here:
        door = int(here.environment["LISTEN_PORT"])
        async with front_door(door, ports, to_all=False):
            for port in ports:
                await here.start_process(LISTEN_PORT=str(port))
            await _flood_of_one_person(here)
            await _flood_of_one_address(here, ports)


async def _flood_of_one_person(here: Town) -> None:
    amina = here.phone("amina")
    for number in range(60):
        await amina.send(f"hello {number}")
    lane = "lane = (SELECT 'tg:' || telegram_id FROM people WHERE name LIKE 'Amina%')"
    done = f"SELECT outcome FROM inbox WHERE state = 'done' AND {lane}"
    while len(found := await here.sql(done)) < 60:
        await asyncio.sleep(0.05)
    served = sum(row["outcome"] != floods.OUTCOME for row in found)
    assert 20 - UNTOLD <= served <= 20 + 2 * UNTOLD
    told = [m for m in await amina.messages() if "That was a lot at once" in m["text"]]
    assert len(told) == 1


async def _flood_of_one_address(here: Town, ports: tuple[int, ...]) -> None:
    came = Counter[int]()
    headers = {"X-Forwarded-For": "41.90.1.1"}
    for turn in range(100):
        url = f"http://127.0.0.1:{ports[turn % 2]}/health"
        async with here.session.get(url, headers=headers) as answer:
            came[answer.status] += 1
    assert 40 - UNTOLD <= came[200] <= 40 + 2 * UNTOLD
    assert came[429] == 100 - came[200]
