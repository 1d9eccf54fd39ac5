"""Two processes of the program on one database: they share the work, and nothing happens twice."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.ports import free_port
from bot.story.booking import BOOKING
from tests.town import HURRIED, Town, town


@asynccontextmanager
async def front_door(port: int, behind: tuple[int, ...], *, to_all: bool) -> AsyncIterator[None]:
    """Forwards each request to one of the processes in turn, or to all of them at once."""
    turns = itertools.cycle(behind)
    async with aiohttp.ClientSession() as session:

        async def forward(request: web.Request) -> web.Response:
            body = await request.read()
            answers = [
                await _ask(session, request, target, body)
                for target in (behind if to_all else (next(turns),))
            ]
            return answers[-1]

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", forward)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
        await runner.cleanup()


async def _ask(
    session: aiohttp.ClientSession, request: web.Request, port: int, body: bytes
) -> web.Response:
    url = f"http://127.0.0.1:{port}{request.path}"
    headers = {k: v for k, v in request.headers.items() if k not in {"Host", "Content-Length"}}
    async with session.request(request.method, url, data=body, headers=headers) as answer:
        return web.Response(
            status=answer.status, body=await answer.read(), content_type=answer.content_type
        )


@pytest.mark.parametrize("to_all", [False, True], ids=["in-turn", "each-update-to-both"])
async def test_two_processes_share_the_story(database_url: str, *, to_all: bool) -> None:
    ports = (free_port(), free_port())
    async with town(database_url, **HURRIED) as here:
        door = int(here.environment["LISTEN_PORT"])
        async with front_door(door, ports, to_all=to_all):
            for port in ports:
                await here.start_process(LISTEN_PORT=str(port))
            await here.phone("brian").expect("Requests wait under /pending")
            await here.play(BOOKING)
            await _ended_once(here)


async def _ended_once(here: Town) -> None:
    assert await here.sql("SELECT status FROM bookings") == [{"status": "confirmed"}]
    assert len(await here.sql("SELECT id FROM payments")) == 1
    assert len(await here.sql("SELECT id FROM ledger_entries")) == 2
    texts = [m["text"] for m in await here.phone("amina").messages() if m["from"] == "bot"]
    assert sum("Your session is confirmed" in text for text in texts) == 1
    calls = await here.get("/sim/calls?service=daraja")
    assert sum("oauth" in call["path"] for call in calls) == 1  # X49: each token kills the last
