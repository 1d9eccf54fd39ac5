"""The M-Pesa gateway over HTTP, against the simulated Daraja and a server that misbehaves."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.errors import AmountNotWholeShillings
from services.gateways.mpesa import (
    PushResult,
    Refused,
    Unknown,
    plain,
)
from tests.services.gateways.mpesa_house import (
    House,
    house,
    request,
)

__all__ = ["house"]  # a fixture, for pytest


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
