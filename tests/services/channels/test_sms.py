"""The SMS channel with the official SDK, over HTTP against the simulated service."""

import asyncio
import contextlib
import json
import traceback
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import africastalking
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.channels import sms
from services.channels.sms import FAILURES, Segments, SmsChannel, SmsSettings, segments
from services.errors import DeliveryFailed
from simulator import Simulator
from simulator.faults import Fault
from simulator.sms import STATUSES, measure

AMINA = "+254712000001"


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator(page=False) as simulator:
        simulator.world.add_phone("Amina Otieno", AMINA)
        yield simulator


def channel(sim: Simulator, **changes: Any) -> SmsChannel:
    account = {"username": "demo", "api_key": "demo-key", "sender_id": "SmilingSteps"}
    return SmsChannel(SmsSettings(**account | changes, base_url=sim.url + "/sms/version1"))


def order(sim: Simulator, fault: str, value: Any = None) -> None:
    sim.world.faults.add(Fault("sms", fault, value=value))


async def failure(sim: Simulator, to: str = AMINA, text: str = "Habari", **changes: Any) -> Any:
    with pytest.raises(DeliveryFailed) as caught:
        await channel(sim, **changes).send(to, text)
    shown = "".join(traceback.format_exception(caught.value))
    assert to not in shown
    return caught.value


async def test_sends_and_tells_what_it_cost(sim: Simulator) -> None:
    receipt = await channel(sim).send(AMINA, "a" * 200)
    assert receipt.message_id.startswith("ATXid_")
    assert receipt.cost == Decimal("1.6")
    assert receipt.segments == Segments("GSM-7", 2)
    found = sim.world.phones["amina"].sms[0]
    assert (found.from_, found.text, found.segments) == ("SmilingSteps", "a" * 200, 2)


async def test_two_accounts_at_once_share_nothing(sim: Simulator) -> None:
    good, bad = channel(sim), channel(sim, api_key="other", username="other")
    results = await asyncio.gather(
        good.send(AMINA, "one"), bad.send(AMINA, "two"), return_exceptions=True
    )
    assert isinstance(results[1], DeliveryFailed)
    assert not isinstance(results[0], BaseException)
    assert africastalking.SMS is None


async def test_an_answer_with_a_charset_is_read_as_well(sim: Simulator) -> None:
    order(sim, "charset")
    assert (await channel(sim).send(AMINA, "Habari")).message_id.startswith("ATXid_")


@pytest.mark.parametrize("name", [name for name, code in STATUSES.items() if code > 102])
async def test_every_status_decides(sim: Simulator, name: str) -> None:
    order(sim, name)
    error = await failure(sim)
    assert name in str(error)
    never = {"InvalidPhoneNumber", "UnsupportedNumberType", "UserInBlacklist"}
    assert error.permanent == (name in never | {"DoNotDisturbRejection"})
    assert (error.retry_after is None) == error.permanent
    assert sim.world.phones["amina"].sms == []


def test_every_status_of_the_service_is_known() -> None:
    assert set(FAILURES) | sms.SENT == set(STATUSES.values())


@pytest.mark.parametrize(
    ("fault", "words", "retry_after"),
    [
        ("no_credit", "InsufficientBalance", sms.LATER),
        ("invalid_sender", "InvalidSenderId", sms.LATER),
        ("empty", "no recipients", sms.SOON),
        ("html_503", "without a reason", sms.SOON),
        ("error_500", "without a reason", sms.SOON),
        ("lost_answer", "ConnectionError", sms.SOON),
    ],
)
async def test_failures_that_pass(
    sim: Simulator, fault: str, words: str, retry_after: float
) -> None:
    order(sim, fault)
    error = await failure(sim)
    assert words in str(error)
    assert (error.permanent, error.retry_after) == (False, retry_after)
    await channel(sim).send(AMINA, "Habari")


async def test_an_unknown_status_may_pass(sim: Simulator) -> None:
    order(sim, "status", 418)
    error = await failure(sim)
    assert "418" in str(error)
    assert not error.permanent


async def test_a_wrong_key_is_for_a_person_to_put_right(sim: Simulator) -> None:
    error = await failure(sim, api_key="wrong")
    assert "Authentication" in str(error)
    assert (error.permanent, error.retry_after) == (False, sms.LATER)


@pytest.mark.parametrize("number", ["0712000001", "+254712000001\n", "+٢٥٤712000001", "", "+0712"])
async def test_a_number_that_is_none_is_never_sent(sim: Simulator, number: str) -> None:
    with pytest.raises(DeliveryFailed) as caught:
        await channel(sim).send(number, "Habari")
    assert caught.value.permanent
    assert "requests" not in sim.world.stats["sms"]


async def test_an_empty_text_is_never_sent(sim: Simulator) -> None:
    assert (await failure(sim, text="")).permanent


async def test_a_service_that_is_away() -> None:
    settings = SmsSettings("demo", "demo-key", base_url="http://127.0.0.1:9/version1")
    with pytest.raises(DeliveryFailed) as caught:
        await SmsChannel(settings).send(AMINA, "Habari")
    assert not caught.value.permanent


def test_the_key_is_not_shown() -> None:
    assert "secret-key" not in repr(SmsSettings("demo", "secret-key"))


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["SMSMessageData", "Message", "Recipients", "statusCode", "cost"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(junk)
def test_junk_is_a_failure_that_passes(found: Any) -> None:
    for answer in (found, json.dumps(found)):
        with contextlib.suppress(DeliveryFailed):
            assert isinstance(sms._accepted(answer)[0], str)


@given(st.text(alphabet="aé€^{\n~–ş🙂", max_size=400))
def test_segments_agree_with_those_of_the_service(text: str) -> None:
    assert measure(text) == (segments(text).encoding, segments(text).parts)
