"""Tokens, queries and a misbehaving Daraja, as our client sees them."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from services.gateways.mpesa import (
    RESULTS,
    Accepted,
    Concluded,
    NoAnswer,
    PushResult,
    Refused,
    StillProcessing,
    Token,
    Unknown,
    is_plausible_receipt,
    parse_callback,
)
from simulator.daraja.results import ORDERED
from tests.services.gateways.mpesa_house import (
    CALLBACK,
    House,
    InMemoryTokenStore,
    house,
    request,
)

__all__ = ["house"]  # a fixture, for pytest


# Tokens


async def test_x49_twenty_pushes_on_a_cold_start_ask_for_one_token(house: House) -> None:
    replicas = [house.gateway(), house.gateway()]
    requests = [request(phone=f"+2547120001{number:02}") for number in range(20)]
    outcomes = await asyncio.gather(
        *(replicas[number % 2].push(each) for number, each in enumerate(requests))
    )
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert (house.requests("oauth"), house.requests("push")) == (1, 20)


async def test_x49_shown_first_without_sharing_each_token_kills_the_other(house: House) -> None:
    first = house.gateway()
    house.tokens = InMemoryTokenStore()
    second = house.gateway()
    requests = [request(phone=f"+2547120001{number:02}") for number in range(2)]
    await asyncio.gather(first.push(requests[0]), second.push(requests[1]))
    assert house.requests("oauth") > 1


async def test_x49_twenty_refused_tokens_ask_for_one_new_one(house: House) -> None:
    await house.push()
    assert house.tokens.token is not None
    house.tokens.token = Token("killed-by-somebody", house.tokens.token.expires_at)
    gateway = house.gateway()
    outcomes = await asyncio.gather(
        *(gateway.push(request(phone=f"+2547120001{number:02}")) for number in range(20))
    )
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert house.requests("oauth") == 2


async def test_a_token_is_replaced_before_it_ends(house: House) -> None:
    await house.push()
    house.world.clock.advance(3599 - 119)
    await house.push(amount_minor=2000, phone="+254712000002")
    assert (house.requests("oauth"), house.requests("push")) == (2, 2)


async def test_a_token_refused_twice_is_not_tried_a_third_time(house: House) -> None:
    house.order("token_expired", times=None)
    outcome = await house.gateway().push(request())
    assert isinstance(outcome, Refused)
    assert outcome.reason is PushResult.OUR_FAULT
    assert (house.requests("oauth"), house.requests("push")) == (2, 2)


async def test_a_missing_product_is_not_mistaken_for_a_bad_token(house: House) -> None:
    house.order("no_product")
    outcome = await house.gateway().push(request())
    assert isinstance(outcome, Refused)
    assert outcome.reason is PushResult.OUR_FAULT
    assert (house.requests("oauth"), house.requests("push")) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "reason", "retry_after"),
    [
        ("oauth_empty_400", PushResult.OUR_FAULT, None),
        ("oauth_html_503", PushResult.SYSTEM_BUSY, 60),
        ("oauth_spike", PushResult.SYSTEM_BUSY, 60),
    ],
)
async def test_no_token_proves_that_nothing_was_sent(
    house: House, fault: str, reason: PushResult, retry_after: float | None
) -> None:
    house.order(fault)
    outcome = await house.gateway().push(request())
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.retry_after) == (reason, retry_after)
    assert house.requests("push") == 0


# Queries


async def test_a_query_before_and_after_the_end(house: House) -> None:
    house.order("query_4999", times=6)
    accepted = await house.push()
    gateway = house.gateway()
    for _ in range(7):
        assert await gateway.query(accepted.checkout_request_id) == StillProcessing()
    house.world.clock.advance(61)
    await asyncio.sleep(0)
    outcome = await gateway.query(accepted.checkout_request_id)
    assert outcome == Concluded("1037", "DS timeout user cannot be reached.")


@pytest.mark.parametrize(
    "fault",
    ["query_not_exist", "query_no_answer", "query_in_process", "query_html_503", "query_spike"],
)
async def test_x42_a_query_that_says_nothing_changes_nothing(house: House, fault: str) -> None:
    accepted = await house.push()
    house.order(fault)
    assert isinstance(await house.gateway().query(accepted.checkout_request_id), NoAnswer)
    assert await house.gateway().query(accepted.checkout_request_id) == StillProcessing()


async def test_a_query_without_token_or_connection_is_no_answer(house: House) -> None:
    away = house.gateway(base_url="http://127.0.0.1:9")
    assert isinstance(await away.query("ws_CO_1"), NoAnswer)


# A misbehaving server


async def test_timeouts_and_redirects_are_unknown(house: House) -> None:
    asked = []

    async def odd(request: web.Request) -> web.Response:
        asked.append(request.path)
        if request.path.endswith("generate"):
            return web.json_response({"access_token": "t", "expires_in": 3599})
        if len(asked) == 2:
            await asyncio.sleep(0.5)
        return web.Response(status=307, headers={"Location": "/again"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", odd)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    gateway = house.gateway(timeout=0.2, base_url=f"http://127.0.0.1:{runner.addresses[0][1]}")
    assert await gateway.push(request()) == Unknown("TimeoutError")
    assert await gateway.push(request()) == Unknown("HTTP 307")
    assert len(asked) == 3
    await runner.cleanup()


async def test_the_simulators_callbacks_are_read(house: House) -> None:
    received: asyncio.Queue[bytes] = asyncio.Queue()

    async def hook(request: web.Request) -> web.Response:
        await received.put(await request.read())
        return web.json_response({"ResultCode": 0})

    app = web.Application()
    app.router.add_post("/hooks/pay/{token}", hook)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/pay/0a1b"
    house.order("result", value=0)
    accepted = await house.push(callback_url=url)
    found = parse_callback(await asyncio.wait_for(received.get(), 60))
    assert found.checkout_request_id == accepted.checkout_request_id
    assert (found.result_code, found.amount_minor) == ("0", 150_000)
    assert found.receipt is not None
    assert is_plausible_receipt(found.receipt, house.world.clock.now())
    assert found.transaction_at is not None
    assert abs(found.transaction_at - house.world.clock.now()) < timedelta(seconds=5)
    await runner.cleanup()


def test_the_simulator_and_the_table_know_the_same_codes() -> None:
    assert set(ORDERED.values()) <= set(RESULTS)


# What must not be shown


async def test_x70_no_phone_number_in_any_repr_or_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0, "services")
    accepted = await house.push()
    settings = house.gateway()._settings
    shown = f"{request()!r}{accepted!r}{settings!r}{house.tokens.token!r}{caplog.text}"
    for secret in ("712000001", "demo-secret", "demo-passkey", CALLBACK):
        assert secret not in shown
    assert house.tokens.token is not None
    assert house.tokens.token.access_token not in shown
