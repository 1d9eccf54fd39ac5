"""Fetching over real HTTP: what servers do wrong, and machines that nobody may reach through us."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from services.errors import UnreadableCalendar
from services.gateways.calendar_fetch import (
    LARGEST,
    CalendarFetcher,
    Fetched,
    Known,
    address,
)
from services.gateways.public_addresses import connector, is_public
from simulator import Simulator
from tests.ics import ics

FILE = ics("DTSTART:20260310T100000Z\nDTEND:20260310T110000Z")
NEW = Known()


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator(page=False) as simulator:
        yield simulator


@pytest.fixture
async def fetcher() -> AsyncIterator[CalendarFetcher]:
    fetcher = CalendarFetcher(simulated=True, seconds=3)
    yield fetcher
    await fetcher.close()


@pytest.fixture
async def url(sim: Simulator) -> str:
    async with (
        aiohttp.ClientSession() as session,
        session.put(f"{sim.url}/sim/calendars/work", data=FILE) as answer,
    ):
        return str((await answer.json())["url"])


async def fault(sim: Simulator, name: str, value: Any = None) -> None:
    body = {"service": "calendars", "fault": name, "value": value}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{sim.url}/sim/faults", json=body) as answer,
    ):
        assert answer.status == 200


async def code(fetcher: CalendarFetcher, url: str) -> str:
    with pytest.raises(UnreadableCalendar) as unreadable:
        await fetcher.get(url, NEW)
    return unreadable.value.code


async def test_a_file_and_then_nothing_new(fetcher: CalendarFetcher, url: str) -> None:
    first = await fetcher.get(url, NEW)
    assert first.content == FILE
    assert first.known.etag
    assert first.known.last_modified
    assert await fetcher.get(url, first.known) == Fetched(None, first.known)
    by_date = Known(last_modified=first.known.last_modified)
    assert (await fetcher.get(url, by_date)).content is None


async def test_webcal_is_http_with_another_name(fetcher: CalendarFetcher, url: str) -> None:
    assert (await fetcher.get(url.replace("http", "webcal", 1), NEW)).content == FILE


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("status", 404, "not_found"),
        ("status", 410, "not_found"),
        ("status", 401, "not_allowed"),
        ("status", 403, "not_allowed"),
        ("status", 500, "no_answer"),
        ("status", 503, "no_answer"),
        ("endless", None, "too_large"),
        ("redirect", None, "not_public"),
        ("redirect", "http://169.254.169.254/latest/meta-data", "not_public"),
        ("redirect", "file:///etc/passwd", "not_https"),
        ("redirect", "ftp://127.0.0.1/x.ics", "not_https"),
    ],
)
async def test_each_fault_has_a_name(
    sim: Simulator, fetcher: CalendarFetcher, url: str, name: str, value: Any, expected: str
) -> None:
    await fault(sim, name, value)
    assert await code(fetcher, url) == expected
    assert (await fetcher.get(url, NEW)).content == FILE


async def test_a_slow_server_is_given_up(sim: Simulator, url: str) -> None:
    await fault(sim, "slow", 30)
    fetcher = CalendarFetcher(simulated=True, seconds=0.3)
    assert await code(fetcher, url) == "too_slow"
    await fetcher.close()


async def test_redirects_are_followed_five_times(
    sim: Simulator, fetcher: CalendarFetcher, url: str
) -> None:
    for _ in range(5):
        await fault(sim, "in_circles")
    assert (await fetcher.get(url, NEW)).content == FILE
    for _ in range(6):
        await fault(sim, "in_circles")
    assert await code(fetcher, url) == "too_many_redirects"


async def test_a_server_that_hangs_up_or_is_not_there(fetcher: CalendarFetcher) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    assert await code(fetcher, f"http://127.0.0.1:{port}/x.ics") == "no_answer"
    server.close()
    await server.wait_closed()
    assert await code(fetcher, f"http://127.0.0.1:{port}/x.ics") == "no_answer"


async def test_a_file_that_grows_when_it_is_unpacked(fetcher: CalendarFetcher) -> None:
    async def bomb(_request: web.Request) -> web.Response:
        response = web.Response(body=b"X" * (LARGEST + 1))
        response.enable_compression(web.ContentCoding.gzip)
        return response

    app = web.Application()
    app.router.add_get("/x.ics", bomb)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    assert await code(fetcher, f"http://127.0.0.1:{port}/x.ics") == "too_large"
    await runner.cleanup()


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/x", "https://localhost/x", "https://10.1.2.3/x", "https://192.168.0.1/x",
     "https://172.16.0.1/x", "https://169.254.169.254/x", "https://100.64.0.1/x", "https://0.0.0.0/",
     "https://[::1]/x", "https://[fd00::1]/x", "https://[fe80::1]/x", "https://[::ffff:10.0.0.1]/x",
     "https://[64:ff9b::a00:1]/x", "https://[2002:a00:1::]/x", "https://0x7f.1/x"],
)  # fmt: skip
async def test_no_machine_of_our_own_is_reached(url: str) -> None:
    fetcher = CalendarFetcher(simulated=False, seconds=5)
    assert await code(fetcher, url) == "not_public"
    await fetcher.close()


async def test_the_simulated_world_is_this_machine_and_no_other(fetcher: CalendarFetcher) -> None:
    assert await code(fetcher, "http://10.0.0.1/x.ics") == "not_public"
    assert await code(fetcher, "http://192.168.1.1/x.ics") == "not_public"


async def test_a_name_that_resolves_to_something_else_the_second_time() -> None:
    """Rebinding: judged is the address of the socket, whatever the resolver said before."""

    class Rebinding(AbstractResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": family,
                     "proto": 0, "flags": 0}]  # fmt: skip

        async def close(self) -> None:
            pass

    fetcher = CalendarFetcher(simulated=False, seconds=5)
    inside = fetcher._session.connector
    assert isinstance(inside, aiohttp.TCPConnector)
    inside._resolver = Rebinding()
    assert await code(fetcher, "https://calendar.example/x.ics") == "not_public"
    await fetcher.close()


async def test_without_the_guard_the_same_request_arrives(sim: Simulator, url: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
    async with aiohttp.ClientSession(connector=connector(simulated=False)) as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(url)


@pytest.mark.parametrize(
    ("ip", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("224.0.0.1", False),
     ("255.255.255.255", False), ("ff02::1", False), ("::", False), ("fe80::1%eth0", False),
     ("192.0.2.1", False), ("198.18.0.1", False), ("2001:db8::1", False), ("64:ff9b:1::1", False),
     ("::ffff:127.0.0.1", False), ("::127.0.0.1", False), ("::ffff:0:10.0.0.1", False),
     ("192.0.0.8", False), ("5f00::1", False), ("3fff::1", False), ("nonsense", False)],
)  # fmt: skip
def test_what_is_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        (" https://c.example/a.ics?key=1 ", "https://c.example/a.ics?key=1"),
        ("webcal://c.example/a.ics", "https://c.example/a.ics"),
        ("webcals://c.example/a.ics", "https://c.example/a.ics"),
        ("WEBCAL://c.example/a.ics#top", "https://c.example/a.ics"),
        ("<https://c.example/a>", "https://c.example/a"),
    ],
)
def test_addresses_as_people_paste_them(typed: str, url: str) -> None:
    assert address(typed, simulated=False) == url


@pytest.mark.parametrize(
    "typed",
    ["", "hello", "http://c.example/a.ics", "https://", "https:///a", "ftp://c.example/a.ics",
     "file:///etc/passwd", "https://c.example:port/a", "https://c.example/a b", "javascript:1",
     "https://[::1", "https://a.example/x https://b.example/y"],
)  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(UnreadableCalendar, match="not_https"):
        address(typed, simulated=False)
