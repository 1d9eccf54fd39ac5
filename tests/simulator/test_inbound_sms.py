"""SMS that people send from the simulated phones, and STOP where the network listens for it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from simulator import Simulator
from tests.simulator.texting_program import AMINA, Form, Program, World, texting_world

WITH_T = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
WITH_A_BLANK = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


@pytest.fixture
async def here() -> AsyncIterator[World]:
    async with texting_world() as world:
        yield world


async def told(here: World, text: str = "C", count: int = 1) -> list[Form]:
    """What the program heard of one message from Amina's phone."""
    await here.post("phones/amina/sms", {"text": text})
    return await here.program.hears("inbound", count)


async def test_an_sms_from_a_phone(here: World) -> None:
    sent = await here.post("phones/amina/sms", {"text": "Ndio, 3 & 4 kesho 🙂"})
    [form] = await here.program.hears("inbound")
    assert form.keys() == {"id", "from", "to", "text", "date", "linkId", "networkCode"}
    assert (form["id"], form["from"], form["to"]) == (sent["id"], AMINA, "21512")
    assert (form["text"], form["networkCode"]) == ("Ndio, 3 & 4 kesho 🙂", "63902")
    assert form["linkId"]
    assert re.fullmatch(WITH_T, form["date"])
    [sms] = await here.sms()
    assert sms == sent
    assert (sms["direction"], sms["from"], sms["to"]) == ("out", AMINA, "21512")
    assert (sms["encoding"], sms["segments"], sms["report"]) == ("UCS-2", 1, None)
    assert here.program.kinds_of_content == {"application/x-www-form-urlencoded"}
    assert (await here.stats())["callbacks"] == {"inbound": 1}
    assert await here.violations() == {}


async def test_both_forms_of_a_date_by_turns_or_as_ordered(here: World) -> None:
    for count, form in enumerate((WITH_T, WITH_A_BLANK, WITH_T), start=1):
        assert re.fullmatch(form, (await told(here, count=count))[-1]["date"])
    for count, value in ((4, "T"), (5, "T"), (6, "blank")):
        await here.fault("inbound_date", value=value)
        date = (await told(here, count=count))[-1]["date"]
        assert re.fullmatch(WITH_T if value == "T" else WITH_A_BLANK, date)


async def test_told_more_than_once(here: World) -> None:
    await here.fault("inbound_duplicate", value=3)
    forms = await told(here, count=3)
    assert forms[0] == forms[1] == forms[2]
    assert len(await here.sms()) == 1


async def test_told_late_with_the_date_of_its_sending(here: World) -> None:
    await here.fault("inbound_late", value=900)
    sent = await here.post("phones/amina/sms", {"text": "C"})
    await here.quiet(0.2)
    assert here.program.heard == {}
    await here.pass_time(900)
    [form] = await here.program.hears("inbound")
    assert form["date"][:10] == sent["date"][:10]
    assert form["date"][11:19] == sent["date"][11:19]


async def test_never_told(here: World) -> None:
    await here.fault("inbound_lost")
    await here.post("phones/amina/sms", {"text": "C"})
    await here.quiet(0.3)
    assert here.program.heard == {}
    assert len(await here.sms()) == 1


async def test_a_masked_sender(here: World) -> None:
    await here.fault("inbound_masked")
    assert re.fullmatch(r"[0-9a-f]{64}", (await told(here))[0]["from"])
    await here.fault("inbound_masked", value="Safaricom")
    assert (await told(here, count=2))[1]["from"] == "Safaricom"


async def test_without_a_link_id_or_with_an_empty_one(here: World) -> None:
    await here.fault("inbound_no_link")
    assert "linkId" not in (await told(here))[0]
    await here.fault("inbound_no_link", value="empty")
    assert (await told(here, count=2))[1]["linkId"] == ""


async def test_with_what_it_cost(here: World) -> None:
    await here.fault("inbound_cost")
    assert (await told(here))[0]["cost"] == "KES 1.0000"


@pytest.mark.parametrize(
    ("number", "network"),
    [
        ("+254733000001", "63903"),
        ("+254770000001", "63907"),
        ("+254763000001", "63999"),
        ("+4915112345678", "99999"),
    ],
)
async def test_the_network_is_the_phone_s(here: World, number: str, network: str) -> None:
    await here.post("phones", {"name": "Chidi", "phone": number})
    await here.post("phones/chidi/sms", {"text": "C"})
    assert (await here.program.hears("inbound"))[0]["networkCode"] == network


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 400, "has a text"),
        ({"text": 5}, 400, "has a text"),
        ({"text": "C", "to": 21512}, 400, "has a text"),
        ([], 400, "not a JSON object"),
        ({"text": "  "}, 409, "nothing to send"),
        ({"text": "x" * 1600}, 409, "too long"),
        ({"text": "C", "to": "SmilingSteps"}, 409, "A name cannot be answered"),
    ],
)
async def test_what_cannot_be_sent(here: World, body: Any, status: int, words: str) -> None:
    code, said = await here.refused("phones/amina/sms", body)
    assert code == status
    assert words in said
    assert await here.sms() == []


async def test_a_phone_that_is_off_or_not_there(here: World) -> None:
    assert (await here.refused("phones/nobody/sms", {"text": "C"}))[0] == 404
    await here.post("phones/amina/power", {"on": False})
    assert (await here.refused("phones/amina/sms", {"text": "C"}))[0] == 409
    assert (await here.refused("phones/amina/power", {"on": "yes"}))[0] == 400


async def test_what_goes_to_another_number_is_nothing_to_the_program(here: World) -> None:
    await here.post("phones/amina/sms", {"text": "C", "to": "40404"})
    await here.quiet(0.3)
    assert here.program.heard == {}
    assert len(await here.sms()) == 1


async def test_stop_is_a_text_like_any_other_unless_the_network_listens(here: World) -> None:
    assert (await told(here, "STOP"))[0]["text"] == "STOP"
    assert (await here.text(sender="21512"))["status"] == "Success"


async def test_stop_and_start_where_the_network_listens(here: World) -> None:
    await here.post("sms/callbacks", {"keywords": True})
    await here.post("phones/amina/sms", {"text": " stop ", "to": "SmilingSteps"})
    [form] = await here.program.hears("optout")
    assert form == {"phoneNumber": AMINA, "senderId": "SmilingSteps"}
    refused = await here.text(sender="SmilingSteps")
    assert (refused["status"], refused["statusCode"]) == ("UserInBlacklist", 406)
    assert refused["messageId"] == "None"
    assert (await here.text(sender="21512"))["statusCode"] == 101
    await here.post("phones/amina/sms", {"text": "Start", "to": "SmilingSteps"})
    assert (await here.text(sender="SmilingSteps"))["statusCode"] == 101
    assert "inbound" not in here.program.heard


async def test_other_words_go_on_to_the_program_where_the_network_listens(here: World) -> None:
    await here.post("sms/callbacks", {"keywords": True})
    assert (await told(here, "stop it"))[0]["text"] == "stop it"


async def test_an_opting_out_that_nobody_is_told_of(here: World) -> None:
    await here.post("sms/callbacks", {"keywords": True})
    await here.fault("optout_lost")
    await here.post("phones/amina/sms", {"text": "STOP"})
    await here.quiet(0.2)
    assert here.program.heard == {}
    assert (await here.text(sender="21512"))["statusCode"] == 406


async def test_addresses_are_told_one_by_one_and_shown(here: World) -> None:
    url = "http://127.0.0.1:9/x"
    shown = await here.post("sms/callbacks", {"inbound": url, "ussd_end": None})
    assert shown["callbacks"]["inbound"] == url
    assert shown["callbacks"]["ussd_end"] is None
    assert shown["callbacks"]["report"].endswith("/report")
    assert (shown["short_code"], shown["service_code"]) == ("21512", "*384*123#")


async def test_the_account_shows_who_opted_out(here: World) -> None:
    await here.post("sms/callbacks", {"keywords": True})
    await here.post("phones/amina/sms", {"text": "STOP"})
    async with here.http.get(f"{here.sim.url}/sim/sms") as response:
        shown = await response.json()
    assert shown["opted_out"] == [{"phone": AMINA, "sender": "21512"}]
    assert (shown["keywords"], shown["senders"]) == (True, ["21512", "SmilingSteps"])


@pytest.mark.parametrize("path", ["phones/amina/sms", "phones/amina/ussd", "sms/callbacks"])
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
async def test_what_is_no_json(here: World, path: str, body: bytes) -> None:
    async with here.http.post(f"{here.sim.url}/sim/{path}", data=body) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "body",
    [
        {"inbound": "ftp://x"},
        {"inbound": 5},
        {"outbound": "http://127.0.0.1:9"},
        {"keywords": "yes"},
        {"service_code": "384"},
        {"ussd_limit": "soon"},
        ["inbound"],
    ],
)
async def test_addresses_that_are_none(here: World, body: object) -> None:
    before = here.sim.world.events.seq
    assert await here.post("sms/callbacks", body) == 400
    shown = (await here.post("sms/callbacks", {}))["callbacks"]
    assert shown["inbound"].endswith("/inbound")
    assert here.sim.world.events.seq == before


async def test_who_opted_out_and_what_is_held_outlives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    async with Simulator(page=False, state=state) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", AMINA)
        here = World(sim, http, Program())
        await here.post("sms/callbacks", {"keywords": True})
        await here.post("phones/amina/sms", {"text": "STOP"})
        await here.post("phones/amina/power", {"on": False})
        await here.text("Habari", sender="SmilingSteps")
    async with Simulator(page=False, state=state) as sim, aiohttp.ClientSession() as http:
        here = World(sim, http, Program())
        assert (await here.text(sender="21512"))["statusCode"] == 406
        assert [sms["text"] for sms in await here.sms()] == ["STOP"]
        await here.post("phones/amina/power", {"on": True})
        assert [sms["text"] for sms in await here.sms()] == ["STOP", "Habari"]
