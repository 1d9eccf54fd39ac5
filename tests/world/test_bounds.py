"""The server's bounds, with connections made by hand: size, time, number (D4)."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.town import HURRIED, Town, open_town
from tests.world.sockets import head, line
from webhooks.server import (
    CONNECTIONS_PER_PLACE,
    LARGEST_BODY,
    LONGEST_FIELD,
    MOST_FIELDS,
)

HASTY = {"REQUEST_BODY_SECONDS": "0.6", "REQUEST_SECONDS": "5", "CONNECTION_IDLE_SECONDS": "1.5"}
NARROW = {**HURRIED, "REQUEST_BODY_SECONDS": "5", "REQUEST_SECONDS": "30", "REQUESTS_AT_ONCE": "6",
          "ADDRESS_REQUESTS_AT_ONCE": "3"}  # fmt: skip
#: Seconds, on a slow machine too; whoever waited for what trickles in would wait for minutes.
SOON = 60
CHUNKED = "Transfer-Encoding: chunked"
POSTED = (
    "/hooks/telegram", "/hooks/paystack", "/hooks/c2b/{secret}/confirm",
    "/hooks/c2b/{secret}/check", f"/hooks/pay/{'0' * 48}", f"/hooks/done/{'0' * 48}",
    f"/hooks/late/{'0' * 48}",
)  # fmt: skip


def _place(here: Town, path: str) -> str:
    return path.format(secret=here.environment["DARAJA_C2B_SECRET"])


def _telegram(here: Town) -> str:
    return f"X-Telegram-Bot-Api-Secret-Token: {here.environment['TELEGRAM_WEBHOOK_SECRET']}"


async def _served(here: Town) -> int:
    """Telegram's webhook, on a connection of its own."""
    body = json.dumps({"update_id": 77, "message": {}})
    async with line(here) as mine:
        length = f"Content-Length: {len(body)}"
        await mine.say(head("POST", "/hooks/telegram", _telegram(here), length) + body)
        return await mine.status()


async def test_d4_no_route_takes_a_body_that_is_too_large(database_url: str) -> None:
    too_large = b"x" * (LARGEST_BODY + 1)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(too_large), 16384):
            yield too_large[start : start + 16384]

    async with open_town(database_url, **HURRIED) as here:
        key, _, value = _telegram(here).partition(": ")
        for path in POSTED:
            for body in (too_large, pieces()):
                url = here.environment["PUBLIC_URL"] + _place(here, path)
                async with here.session.post(url, data=body, headers={key: value}) as answer:
                    assert answer.status == 413, path
        assert await here.sql("SELECT id FROM inbox WHERE length(payload) > 100000") == []
        assert await here.sql("SELECT id FROM refused_callbacks") == []


async def _not_waited_for(here: Town, path: str) -> None:
    async with line(here) as mine:
        await mine.say(head("GET", path, CHUNKED))
        slow = asyncio.create_task(mine.trickle("5\r\nhello\r\n" * 1000, 0.05))
        assert await mine.status() in {200, 404}, path
        assert await mine.until_closed() < SOON, path
        slow.cancel()


async def test_d4_a_body_that_nobody_asked_for_is_not_waited_for(database_url: str) -> None:
    pages = ("/health", "/nothing", "/feeds/" + "a" * 43, "/hooks/google", "/pay/done")
    async with open_town(database_url, **HURRIED, **HASTY) as here:
        await asyncio.gather(*(_not_waited_for(here, path) for path in pages))


async def _cut(here: Town, path: str, kind: str) -> None:
    async with line(here) as mine:
        await mine.say(head("POST", _place(here, path), _telegram(here), kind))
        slow = asyncio.create_task(mine.trickle("1\r\nx\r\n" * 600, 0.05))
        assert await mine.status() == 408, path
        assert await mine.until_closed() < SOON, path
        slow.cancel()


async def test_d4_a_body_that_trickles_in_is_cut(database_url: str) -> None:
    kinds = (CHUNKED, "Content-Length: 4000")
    async with open_town(database_url, **HURRIED, **HASTY) as here:
        slow = asyncio.gather(*(_cut(here, path, kind) for path in POSTED for kind in kinds))
        assert await _served(here) == 200
        await slow


async def test_d4_a_head_that_trickles_in_is_cut(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **HASTY) as here:
        async with line(here) as first:
            await first.trickle("GET /hea", 0.01)
            slow = asyncio.create_task(first.trickle("lth HTTP/1.1\r\nX: " + "y" * 5000, 0.05))
            assert await first.until_closed() < SOON
            slow.cancel()
        async with line(here) as second:
            await second.say(head("GET", "/health"))
            assert await second.status() == 200
            slow = asyncio.create_task(second.trickle(head("GET", "/health") * 90, 0.05))
            assert await second.until_closed() < SOON
            slow.cancel()


@pytest.mark.parametrize(
    "fields",
    [
        [f"X-Long: {'y' * (LONGEST_FIELD + 10)}"],
        [f"X-{number}: y" for number in range(MOST_FIELDS + 10)],
    ],
    ids=["long", "many"],
)
async def test_d4_a_large_head_is_refused(database_url: str, fields: list[str]) -> None:
    async with open_town(database_url, **HURRIED, **HASTY) as here, line(here) as mine:
        await mine.say(head("GET", "/health", *fields))
        assert await mine.status() == 400
        await mine.until_closed()


async def _occupy(here: Town, stack: AsyncExitStack, path: str, how_many: int) -> None:
    """As many requests in work whose bodies don't come."""
    for _ in range(how_many):
        mine = await stack.enter_async_context(line(here))
        await mine.say(head("POST", path, "Content-Length: 10"))
    await asyncio.sleep(0.5)


async def test_d4_one_address_gets_so_many_places_and_the_next_is_sent_away(
    database_url: str,
) -> None:
    async with (
        open_town(database_url, **NARROW) as here, AsyncExitStack() as stack
    ):  # fmt: skip
        await _occupy(here, stack, f"/hooks/pay/{'0' * 48}", 3)
        async with line(here) as mine:
            await mine.say(head("POST", f"/hooks/pay/{'0' * 48}", "Content-Length: 0"))
            assert await mine.status() == 503
            assert b"Retry-After: 1" in await mine.reader.read(1000)
        assert await _served(here) == 200
        async with here.session.get(f"{here.environment['PUBLIC_URL']}/health") as answer:
            assert answer.status == 200
        async with asyncio.timeout(SOON):
            while await _get_pay(here) != 200:
                await asyncio.sleep(0.1)


async def _get_pay(here: Town) -> int:
    async with line(here) as mine:
        await mine.say(head("POST", f"/hooks/pay/{'0' * 48}", "Content-Length: 0"))
        return await mine.status()


async def test_d4_connections_that_only_wait_starve_nobody(database_url: str) -> None:
    """Far more of them than there are places; those who have shown a secret keep theirs."""
    most = CONNECTIONS_PER_PLACE * 6
    async with (
        open_town(database_url, **NARROW) as here, AsyncExitStack() as stack
    ):  # fmt: skip
        session = await stack.enter_async_context(aiohttp.ClientSession())
        key, _, value = _telegram(here).partition(": ")
        known = await stack.enter_async_context(line(here))
        body = json.dumps({"update_id": 78, "message": {}})
        length = f"Content-Length: {len(body)}"
        request = head("POST", "/hooks/telegram", f"{key}: {value}", length) + body

        async def asked() -> int:
            await known.say(request)
            status = await known.status()
            await known.reader.read(1000)
            return status

        assert await asked() == 200
        waiting = [await stack.enter_async_context(line(here)) for _ in range(3 * most)]
        await asyncio.sleep(0.2)
        for _ in range(5):
            assert await _served(here) == 200
        url = f"{here.environment['PUBLIC_URL']}/health"
        async with session.get(url) as answer:
            assert answer.status == 200
        async with asyncio.timeout(SOON):
            while sum(one.reader.at_eof() for one in waiting) < 2 * most:
                await asyncio.sleep(0.2)
                assert await asked() == 200, "a connection that only rests is closed, too"
        assert await asked() == 200
