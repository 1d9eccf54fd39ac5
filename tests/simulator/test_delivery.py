"""Updates to a webhook: order, repetition, expiry, and the method in the answer."""

import asyncio
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from simulator import Simulator
from tests.simulator.conftest import TOKEN, Api, Control, Program

Phone = dict[str, Any]


def texts(program: Program) -> list[str]:
    return [u["message"]["text"] for u in program.updates if "message" in u]


async def hook(api: Api, program: Program, **params: Any) -> None:
    params = {"url": program.url, "drop_pending_updates": True, **params}
    assert (await api("setWebhook", **params))["ok"]


async def test_what_was_sent_before_the_webhook_comes_after_it(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await hook(api, program, drop_pending_updates=False)
    assert await control("telegram/settle") == {"pending": 0}
    assert texts(program) == ["/start"]


async def test_one_person_is_told_in_order_others_in_parallel(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await control("phones", name="Brian", phone="+254712000002")
    await hook(api, program)
    release = asyncio.Event()

    async def gate(update: dict[str, Any]) -> None:
        if update["message"]["text"] == "1":
            await release.wait()

    program.gate = gate
    await control("phones/amina/send", text="1")
    await control("phones/amina/send", text="2")
    await control("phones/brian/send", text="other")
    await asyncio.sleep(0.1)
    assert sorted(texts(program)) == ["1", "other"]
    release.set()
    await control("telegram/settle")
    assert texts(program)[-1] == "2"


async def test_a_tap_overtakes_a_text_of_the_same_person(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    """X60: different queues run in parallel."""
    await hook(api, program)
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=markup)
    release = asyncio.Event()

    async def gate(update: dict[str, Any]) -> None:
        if "message" in update:
            await release.wait()

    program.gate = gate
    await control("phones/amina/send", text="slow")
    await control("phones/amina/tap", message_id=sent["result"]["message_id"], data="y")
    await asyncio.sleep(0.1)
    assert [("message" in u) for u in program.updates] == [True, False]
    release.set()
    await control("telegram/settle")


async def test_a_refused_update_comes_again_with_the_same_number(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await hook(api, program)
    await control("telegram/limits", retry_base=0.05)
    program.answers = [web.Response(status=500), web.Response(status=503)]
    await control("phones/amina/send", text="again")
    assert await control("telegram/settle") == {"pending": 0}
    assert texts(program) == ["again"] * 3
    assert len({u["update_id"] for u in program.updates}) == 1
    info = (await api("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_faults_drop_and_double_a_delivery(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await hook(api, program)
    await control("faults", service="telegram", fault="drop_connection")
    await control("phones/amina/send", text="dropped")
    await control("telegram/settle")
    dropped = texts(program).count("dropped")
    assert dropped in (1, 2)  # The first may be cut off before the program reads it.
    await control("faults", service="telegram", fault="duplicate", phone="amina")
    await control("phones/amina/send", text="doubled")
    await control("telegram/settle")
    assert texts(program).count("doubled") == 2


async def test_a_press_expires_a_message_waits(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=markup)
    await control("phones/amina/tap", message_id=sent["result"]["message_id"], data="y")
    await control("clock", advance=180)
    await hook(api, program, drop_pending_updates=False)
    await control("telegram/settle")
    assert [("message" in u) for u in program.updates] == [True]


async def test_only_allowed_updates_come(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await hook(api, program, allowed_updates=["message"])
    await control("phones/amina/block")
    await control("phones/amina/send", text="back")
    await control("telegram/settle")
    assert ["message" in u for u in program.updates] == [True]


async def test_a_method_in_the_answer_is_carried_out(
    api: Api, control: Control, amina: Phone, program: Program, sim: Simulator
) -> None:
    await hook(api, program)
    answer = {"method": "sendMessage", "chat_id": 501, "text": "from the answer"}
    program.answers = [web.json_response(answer)]
    await control("phones/amina/send", text="hello")
    await control("telegram/settle")
    await asyncio.sleep(0.05)
    assert sim.world.bots.current.chats[501].messages[3].text == "from the answer"
    assert sim.world.stats["telegram"]["requests"]["sendMessage"] == 1
    call = sim.world.calls.last(1)[0]
    assert call["direction"] == "out"
    assert "from the answer" in call["answer"]


async def test_setting_the_same_webhook_again_disturbs_nothing(
    api: Api, control: Control, amina: Phone, program: Program
) -> None:
    await hook(api, program)
    release = asyncio.Event()

    async def gate(update: dict[str, Any]) -> None:
        await release.wait()

    program.gate = gate
    await control("phones/amina/send", text="slow")
    await asyncio.sleep(0.05)
    await hook(api, program, drop_pending_updates=False)
    release.set()
    await control("telegram/settle")
    assert texts(program) == ["slow"]


async def test_ordered_refusals(api: Api, control: Control, amina: Phone) -> None:
    async def order(fault: str, **more: Any) -> None:
        await control("faults", service="telegram", fault=fault, **more)

    await order("429", value=7, method="sendMessage")
    answer = await api("sendMessage", chat_id=501, text="x")
    assert answer["parameters"] == {"retry_after": 7}
    await order("500", phone="amina")
    assert (await api("sendMessage", chat_id=501, text="x"))["error_code"] == 500
    await order("blocked")
    answer = await api("sendMessage", chat_id=501, text="x")
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    assert (await api("sendMessage", chat_id=501, text="x"))["ok"]


async def test_a_lost_answer_was_delivered(
    api: Api, control: Control, amina: Phone, sim: Simulator
) -> None:
    await control("faults", service="telegram", fault="lost_answer", method="sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=501, text="lost?")
    assert sim.world.bots.current.chats[501].messages[2].text == "lost?"
    assert sim.world.calls.last(1)[0]["status"] is None


async def test_a_time_out_did_nothing(
    http: aiohttp.ClientSession, control: Control, amina: Phone, sim: Simulator
) -> None:
    await control("faults", service="telegram", fault="timeout")
    short = aiohttp.ClientTimeout(total=0.2)
    params = {"chat_id": "501", "text": "x"}
    with pytest.raises(TimeoutError):
        await http.post(f"/telegram/bot{TOKEN}/sendMessage", data=params, timeout=short)
    assert list(sim.world.bots.current.chats[501].messages) == [1]


async def test_a_request_can_be_cut_off_before_its_work(
    api: Api, control: Control, amina: Phone, sim: Simulator
) -> None:
    order = {"service": "telegram", "fault": "drop_connection", "method": "sendMessage"}
    await control("faults", **order)
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=501, text="x")
    assert list(sim.world.bots.current.chats[501].messages) == [1]
    assert sim.world.faults.as_json() == []


async def test_thirty_a_second_for_the_whole_bot(
    api: Api, control: Control, amina: Phone, sim: Simulator
) -> None:
    await control("telegram/limits", per_chat=False)
    answers = [await api("sendMessage", chat_id=501, text="x") for _ in range(60)]
    refused = [answer for answer in answers if not answer["ok"]]
    assert 0 < len(refused) <= 30
    assert refused[0]["error_code"] == 429
    assert sim.world.stats["telegram"]["violations"]["overall"] == len(refused)
