"""Two machines whose clocks differ by twenty minutes: neither takes what the other has in hand."""

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot import clock_keeper
from bot.ports import free_port
from bot.story.booking import BOOKING
from services import clock
from tests.town import HURRIED, ROOT, Town, town

#: Each message is under way for longer than the drains' ticks are apart, and than a short lease of
#: a process whose clock is behind seems to be for one whose clock is ahead.
UNDER_WAY = 1.6


@pytest.fixture(autouse=True)
def _own_clock() -> Iterator[None]:
    before = (clock._ahead, clock._anchor)
    yield
    clock._ahead, clock._anchor = before


@asynccontextmanager
async def slow_road(to: str) -> AsyncIterator[str]:
    """The way to Telegram, on which messages take a while."""
    async with aiohttp.ClientSession() as session:

        async def forward(request: web.Request) -> web.Response:
            body = await request.read()
            if request.path.endswith("/sendMessage"):
                await asyncio.sleep(UNDER_WAY)
            kept = {"Content-Type": request.headers.get("Content-Type", "")}
            async with session.post(to + request.path_qs, data=body, headers=kept) as answer:
                said = await answer.read()
                return web.Response(
                    status=answer.status, body=said, content_type=answer.content_type
                )

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", forward)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        await runner.cleanup()


async def start(here: Town, seconds: int, port: str, **changed: str) -> None:
    env = {"PATH": os.environ["PATH"], **here.environment, **changed, "LISTEN_PORT": port}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.replicas.skewed", str(seconds), cwd=ROOT, env=env
    )
    here.processes.append(process)
    await here._until_up(int(port), process)


async def test_x50_two_clocks_that_differ_take_nothing_from_one_another(database_url: str) -> None:
    async with town(database_url, **HURRIED) as here, slow_road(here.url) as road:
        way = {"TELEGRAM_API_URL": road}
        door = here.environment["LISTEN_PORT"]
        await asyncio.gather(
            start(here, 600, str(free_port()), **way), start(here, -600, door, **way)
        )
        await here.phone("brian").expect("Requests wait under /pending", timeout=20)
        await here.play(BOOKING[:4])
        told = [one["text"] for name in ("amina", "brian", "dr", "amara", "peter")
                for one in await here.phone(name).messages() if one["from"] == "bot"]  # fmt: skip
        attempts = await here.sql("SELECT max(attempts) AS most FROM outbox")
        again = await here.sql("SELECT max(attempts) AS most FROM inbox")
        came = await here.sql("SELECT max(abs(extract(epoch FROM now() - received_at))) AS off"
                              " FROM inbox")  # fmt: skip
    assert attempts == [{"most": 1}]
    assert again == [{"most": 1}]
    assert came[0]["off"] < 120, "business time is the database's, too"
    amina = Counter(text for text in told if "Who would you like to see" in text)
    assert sum(amina.values()) <= 1


async def test_the_clock_is_the_databases(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert db
    for wrong_by in (600, -600, 0):
        monkeypatch.setattr(clock, "machine", lambda off=wrong_by: time.time() + off)
        await clock_keeper.agree()
        assert abs(clock.now().timestamp() - time.time()) < 1
        assert abs(clock.ahead() + wrong_by) < 1
    monkeypatch.setattr(clock, "machine", lambda: time.time() + 3600)
    assert abs(clock.now().timestamp() - time.time()) < 1, "put wrong between two looks"


def test_what_the_road_to_the_database_takes_is_no_difference() -> None:
    clock.keep_to(0, 0)
    assert not clock.keep_to(1.4, unsure=1)
    assert clock.ahead() == 0
    assert clock.keep_to(1.6, unsure=1)
    assert not clock.keep_to(1.9, unsure=0.1)
    assert clock.ahead() == 1.6
