"""The M-Pesa gateway over HTTP, against the simulated Daraja and a server that misbehaves."""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from services.errors import AmountNotWholeShillings
from services.gateways.mpesa import (
    RESULTS,
    Accepted,
    Concluded,
    MpesaGateway,
    MpesaSettings,
    NoAnswer,
    PushRequest,
    PushResult,
    Refused,
    StillProcessing,
    Token,
    Unknown,
    is_plausible_receipt,
    parse_callback,
    plain,
)
from simulator import Simulator
from simulator.daraja.results import ORDERED
from simulator.faults import Fault

AMINA = "+254712000001"
CALLBACK = "http://127.0.0.1:9/hooks/pay/0a1b2c3d"


class InMemoryTokenStore:
    """What the table of tokens does, for all gateways of one test."""

    def __init__(self) -> None:
        self.token: Token | None = None
        self.lock = asyncio.Lock()

    async def get(self) -> Token | None:
        return self.token

    async def refresh(self, failed: str | None, fetch: Callable[[], Awaitable[Token]]) -> Token:
        async with self.lock:
            if self.token is None or self.token.access_token == failed:
                self.token = await fetch()
            return self.token


class House:
    """A simulator, a shared token store, and as many gateways as there are replicas."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession) -> None:
        self.sim, self.http, self.world = sim, http, sim.world
        self.tokens = InMemoryTokenStore()

    def gateway(self, timeout: float = 5.0, **changes: str) -> MpesaGateway:
        base_url = self.sim.url + "/daraja"
        settings = MpesaSettings(
            **{
                "base_url": base_url,
                "consumer_key": "demo-key",
                "consumer_secret": "demo-secret",
                "shortcode": "174379",
                "passkey": "demo-passkey",
            }
            | changes
        )
        return MpesaGateway(self.http, settings, self.tokens, self.world.clock.now, timeout)

    def order(self, fault: str, times: int | None = 1, value: Any = None) -> None:
        self.world.faults.add(Fault("daraja", fault, times, value=value))

    def requests(self, name: str) -> int:
        return cast(int, self.world.stats["daraja"].get("requests", {}).get(name, 0))

    async def push(self, **changes: Any) -> Accepted:
        """A push that must be accepted."""
        outcome = await self.gateway().push(request(**changes))
        assert isinstance(outcome, Accepted)
        return outcome


def request(**changes: Any) -> PushRequest:
    fields: dict[str, Any] = {
        "amount_minor": 150_000,
        "phone": AMINA,
        "reference": "SS-7K2M9",
        "description": "Session",
        "callback_url": CALLBACK,
    }
    return PushRequest(**fields | changes)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", AMINA, balance=5000)
        yield House(sim, http)


# The push


async def test_a_push_puts_a_prompt_on_the_phone(house: House) -> None:
    accepted = await house.push()
    assert accepted.checkout_request_id.startswith("ws_CO_")
    assert accepted.merchant_request_id
    prompt = house.world.phones["amina"].prompts[0]
    assert (prompt.amount, prompt.reference, prompt.description) == (1500, "SS-7K2M9", "Session")
    assert (house.requests("oauth"), house.requests("push")) == (1, 1)


async def test_the_timestamp_is_nairobis_and_the_password_holds_it(house: House) -> None:
    await house.push()
    body = house.world.calls.last(service="daraja")[-1]["body"]
    password = base64.b64decode(body["Password"]).decode()
    assert password == f"174379demo-passkey{body['Timestamp']}"
    sent = datetime.strptime(body["Timestamp"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    assert abs(sent - house.world.clock.now() - timedelta(hours=3)) < timedelta(minutes=1)
    assert body["PartyB"] == "174379"
    assert isinstance(body["Amount"], int)


@pytest.mark.parametrize("amount", [1, 99, 150_050, -50])
async def test_cents_never_leave_the_house(house: House, amount: int) -> None:
    with pytest.raises(AmountNotWholeShillings):
        await house.gateway().push(request(amount_minor=amount))
    assert house.requests("oauth") == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount_minor": 0}, PushResult.LIMIT),
        ({"amount_minor": -100}, PushResult.LIMIT),
        ({"amount_minor": 25_000_100}, PushResult.LIMIT),
        ({"phone": "0712000001"}, PushResult.WRONG_NUMBER),
        ({"phone": "+254212000001"}, PushResult.WRONG_NUMBER),
        ({"phone": "+254712000001\n"}, PushResult.WRONG_NUMBER),
        ({"phone": "+49151234567890"}, PushResult.WRONG_NUMBER),
    ],
)
async def test_what_cannot_work_is_not_asked(
    house: House, changes: dict[str, Any], reason: PushResult
) -> None:
    outcome = await house.gateway().push(request(**changes))
    assert isinstance(outcome, Refused)
    assert outcome.reason is reason
    assert house.requests("oauth") == 0


@pytest.mark.parametrize(
    ("given_text", "sent"),
    [
        ("SS-7K2M9", "SS-7K2M9"),
        ("Sêssion #4 <b>&", "Session 4 b"),
        ("0123456789ABCDEF", "0123456789AB"),
        ("ab cdefghijk lm", "ab cdefghijk"),
        ("🙂@", ""),
    ],
)
def test_texts_on_the_prompt_are_plain(given_text: str, sent: str) -> None:
    assert plain(given_text, 12) == sent


async def test_an_empty_reference_or_description_is_filled(house: House) -> None:
    await house.push(reference="🙂", description="&")
    prompt = house.world.phones["amina"].prompts[0]
    assert (prompt.reference, prompt.description) == ("SmilingSteps", "Session")


async def test_an_open_prompt_refuses_a_second_one_for_a_while(house: House) -> None:
    await house.push()
    outcome = await house.gateway().push(request(amount_minor=2000))
    assert isinstance(outcome, Refused)
    assert outcome.reason is PushResult.BUSY
    assert outcome.retry_after == 120
    assert outcome.reason.words_key == "mpesa_busy"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"passkey": "x"}, "Wrong credentials"),
        ({"shortcode": "600000"}, "Merchant does not exist"),
        ({"transaction_type": "CustomerBuyGoodsOnline"}, "Bad Request - Invalid TransactionType"),
    ],
)
async def test_wrong_settings_are_our_fault(
    house: House, changes: dict[str, Any], message: str
) -> None:
    outcome = await house.gateway(**changes).push(request())
    assert isinstance(outcome, Refused)
    assert (outcome.message, outcome.reason) == (message, PushResult.OUR_FAULT)
    assert outcome.retry_after is None


@pytest.mark.parametrize(
    "fault", ["html_503", "html_403", "system_busy", "spike", "quota", "internal_error", "apigee"]
)
async def test_x42_what_does_not_prove_a_refusal_is_unknown_and_never_repeated(
    house: House, fault: str
) -> None:
    house.order(fault)
    assert isinstance(await house.gateway().push(request()), Unknown)
    assert house.requests("push") == 1


async def test_x42_a_lost_answer_is_unknown_and_there_is_one_prompt(house: House) -> None:
    house.order("lost_answer")
    assert await house.gateway().push(request()) == Unknown("ServerDisconnectedError")
    assert house.requests("push") == 1
    assert len(house.world.phones["amina"].prompts) == 1


async def test_x42_a_connection_kept_open_and_lost_is_not_repeated_either(house: House) -> None:
    await house.push(phone="+254712000002")
    house.order("lost_answer")
    assert isinstance(await house.gateway().push(request()), Unknown)
    assert house.requests("push") == 2


async def test_nobody_listening_proves_that_nothing_was_sent(house: House) -> None:
    await house.push()
    outcome = await house.gateway(base_url="http://127.0.0.1:9").push(request())
    assert isinstance(outcome, Refused)
    assert outcome.retry_after == 60
    assert outcome.reason is PushResult.SYSTEM_BUSY


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
    found = parse_callback(await asyncio.wait_for(received.get(), 2))
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
