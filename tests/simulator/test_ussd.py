"""USSD of the simulated network: one session from dialling to its end, and what may go wrong."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.simulator.texting_program import AMINA, CODE, World, texting_world

BROKEN = "Connection problem or invalid MMI code."


@pytest.fixture
async def here() -> AsyncIterator[World]:
    async with texting_world() as world:
        yield world


async def screen(here: World, **body: Any) -> dict[str, Any]:
    """What the phone shows after this."""
    shown = (await here.post("phones/amina/ussd", body))["ussd"]
    assert (await here.phone())["ussd"] == shown
    return dict(shown)


async def dialled(here: World, *screens: str | web.Response) -> dict[str, Any]:
    here.program.screens = list(screens)
    return await screen(here, code=CODE)


async def test_a_session_from_dialling_to_its_end(here: World) -> None:
    first = await dialled(here, "CON 1. Next\n2. Cancel", "CON Sure?\n1. Yes", "END Done")
    assert first["text"] == "1. Next\n2. Cancel"
    assert (first["code"], first["open"], first["error"]) == (CODE, True, False)
    assert (await screen(here, input="2"))["text"] == "Sure?\n1. Yes"
    last = await screen(here, input="1")
    assert (last["text"], last["open"], last["session"]) == ("Done", False, first["session"])
    forms = here.program.heard["ussd"]
    assert [form.pop("text") for form in forms] == ["", "2", "2*1"]
    assert forms[0] == forms[1] == forms[2]
    assert forms[0] == {
        "sessionId": first["session"],
        "serviceCode": CODE,
        "phoneNumber": AMINA,
        "networkCode": "63902",
    }
    assert first["session"].startswith("ATUid_")
    assert here.program.kinds_of_content == {"application/x-www-form-urlencoded"}
    assert await here.violations() == {}


async def test_the_end_is_told_with_its_numbers(here: World) -> None:
    await dialled(here, "CON 1. Next", "END Done")
    await screen(here, input="1")
    [end] = await here.program.hears("ussd_end")
    assert end.keys() == {
        "date", "sessionId", "serviceCode", "networkCode", "phoneNumber", "status", "cost",
        "durationInMillis", "hopsCount", "input", "lastAppResponse", "errorMessage",
    }  # fmt: skip
    assert (end["status"], end["hopsCount"], end["input"]) == ("Success", "2", "1")
    assert (end["lastAppResponse"], end["errorMessage"]) == ("END Done", "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", end["date"])


async def test_hanging_up(here: World) -> None:
    await dialled(here, "CON 1. Next")
    assert await here.post("phones/amina/ussd", {"hang_up": True}) == {"ussd": None}
    assert (await here.phone())["ussd"] is None
    [end] = await here.program.hears("ussd_end")
    assert end["status"] == "Incomplete"
    assert (await here.refused("phones/amina/ussd", {"input": "1"}))[0] == 409
    assert await here.post("phones/amina/ussd", {"hang_up": True}) == {"ussd": None}


async def test_dialling_anew_ends_what_was_open(here: World) -> None:
    first = await dialled(here, "CON one", "CON two")
    second = await screen(here, code=CODE)
    assert first["session"] != second["session"]
    [end] = await here.program.hears("ussd_end")
    assert (end["sessionId"], end["status"]) == (first["session"], "Incomplete")
    assert (await screen(here, input="1"))["session"] == second["session"]


async def test_answers_typed_ahead(here: World) -> None:
    await screen(here, code="*384*123*1*2#")
    assert here.program.heard["ussd"][0]["text"] == "1*2"
    assert here.program.heard["ussd"][0]["serviceCode"] == CODE


async def test_a_star_in_an_answer_is_as_ambiguous_as_in_life(here: World) -> None:
    await dialled(here, "CON one", "CON two")
    await screen(here, input="1*2")
    await screen(here, input="")
    assert [form["text"] for form in here.program.heard["ussd"]] == ["", "1*2", "1*2*"]


async def test_a_code_of_somebody_else(here: World) -> None:
    shown = await screen(here, code="*144#")
    assert (shown["text"], shown["open"], shown["error"]) == (BROKEN, False, True)
    assert here.program.heard == {}
    await here.post("sms/callbacks", {"service_code": "*144#"})
    assert (await screen(here, code="*144#"))["text"] == "Bye"


async def test_no_address(here: World) -> None:
    await here.post("sms/callbacks", {"ussd": None})
    assert (await screen(here, code=CODE))["error"] is True
    assert await here.violations() == {}


@pytest.mark.parametrize(
    ("answer", "violation"),
    [
        ("Welcome", "ussd_bad_answer"),
        ("", "ussd_bad_answer"),
        ("con 1. Next", "ussd_bad_answer"),
        ("CONfirm?", "ussd_bad_answer"),
        ("END", "ussd_bad_answer"),
        (web.Response(status=500, text="CON 1. Next"), "ussd_bad_answer"),
        (web.Response(status=404, text="END Gone"), "ussd_bad_answer"),
        ("CON " + "x" * 183, "ussd_too_long"),
        ("END " + "x" * 181 + "€", "ussd_too_long"),
    ],
)
async def test_what_the_network_does_not_show(
    here: World, answer: str | web.Response, violation: str
) -> None:
    shown = await dialled(here, answer)
    assert (shown["text"], shown["open"], shown["error"]) == (BROKEN, False, True)
    assert await here.violations() == {violation: 1}
    [end] = await here.program.hears("ussd_end")
    assert (end["status"], end["hopsCount"]) == ("Failed", "1")
    assert end["errorMessage"]
    assert (await here.refused("phones/amina/ussd", {"input": "1"}))[0] == 409


async def test_the_longest_screen(here: World) -> None:
    assert (await dialled(here, "CON " + "x" * 182))["text"] == "x" * 182
    assert await here.violations() == {}


async def test_what_the_network_cannot_carry(here: World) -> None:
    shown = await dialled(here, "CON KES 1,500 – asante 🙂")
    assert (shown["text"], shown["open"]) == ("KES 1,500 ? asante ?", True)
    assert await here.violations() == {"ussd_not_gsm": 1}


async def test_an_answer_that_does_not_say_that_it_is_plain(here: World) -> None:
    html = web.Response(text="CON 1. Next", content_type="text/html")
    assert (await dialled(here, html))["text"] == "1. Next"
    assert await here.violations() == {"ussd_not_plain": 1}


async def test_an_answer_that_comes_too_late(here: World) -> None:
    await here.post("sms/callbacks", {"ussd_limit": 0.1})
    here.program.thinking = 0.5
    assert (await dialled(here, "CON 1. Next"))["error"] is True
    assert await here.violations() == {"ussd_late": 1}


async def test_a_program_that_is_not_there(here: World) -> None:
    await here.post("sms/callbacks", {"ussd": "http://127.0.0.1:9/ussd"})
    assert (await screen(here, code=CODE))["error"] is True
    assert await here.violations() == {"ussd_late": 1}


async def test_two_answers_at_once(here: World) -> None:
    await dialled(here, "CON one", "CON two")
    here.program.thinking = 0.3
    first, second = await asyncio.gather(
        here.post("phones/amina/ussd", {"input": "1"}),
        here.post("phones/amina/ussd", {"input": "2"}),
    )
    assert sorted([isinstance(first, int), isinstance(second, int)]) == [False, True]
    assert len(here.program.heard["ussd"]) == 2


async def test_hanging_up_while_the_program_thinks(here: World) -> None:
    await dialled(here, "CON one", "CON two")
    here.program.thinking = 0.3
    answering = asyncio.create_task(here.post("phones/amina/ussd", {"input": "1"}))
    await here.program.hears("ussd", 2)
    await here.post("phones/amina/ussd", {"hang_up": True})
    await answering
    assert (await here.phone())["ussd"] is None


async def test_a_session_that_the_network_drops(here: World) -> None:
    await dialled(here, "CON one")
    await here.fault("ussd_dropped")
    assert (await screen(here, input="1"))["text"] == BROKEN
    assert len(here.program.heard["ussd"]) == 1
    assert (await here.program.hears("ussd_end"))[0]["status"] == "Failed"


async def test_an_answer_lost_on_the_way(here: World) -> None:
    await dialled(here, "CON one", "END Done")
    await here.fault("ussd_lost_answer")
    assert (await screen(here, input="1"))["text"] == BROKEN
    assert [form["text"] for form in here.program.heard["ussd"]] == ["", "1"]
    assert await here.violations() == {}


async def test_the_same_request_more_than_once(here: World) -> None:
    await dialled(here, "CON one", "CON two", "CON three")
    await here.fault("ussd_duplicate", phone="amina")
    assert (await screen(here, input="1"))["text"] in ("two", "three")
    forms = here.program.heard["ussd"]
    assert forms[1] == forms[2]


async def test_a_person_who_does_not_answer(here: World) -> None:
    await dialled(here, "CON one")
    await here.pass_time(181)
    [end] = await here.program.hears("ussd_end")
    assert end["status"] == "Incomplete"
    assert int(end["durationInMillis"]) >= 181_000
    assert (await here.phone())["ussd"] is None


async def test_a_phone_that_is_off(here: World) -> None:
    await dialled(here, "CON one")
    await here.post("phones/amina/power", {"on": False})
    assert (await here.phone())["ussd"] is None
    assert (await here.program.hears("ussd_end"))[0]["status"] == "Incomplete"
    assert (await here.refused("phones/amina/ussd", {"code": CODE}))[0] == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"code": 384}, 400),
        ({"input": 1}, 400),
        ({"hang_up": False}, 400),
        ({"code": "384"}, 409),
        ({"code": "*384*123"}, 409),
        ({"code": "*#06#"}, 409),
        ({"input": "1"}, 409),
    ],
)
async def test_what_cannot_be_dialled(here: World, body: object, status: int) -> None:
    assert (await here.refused("phones/amina/ussd", body))[0] == status
    assert (await here.phone())["ussd"] is None


async def test_an_answer_longer_than_a_phone_takes(here: World) -> None:
    await dialled(here, "CON one")
    assert (await here.refused("phones/amina/ussd", {"input": "x" * 161}))[0] == 409
    assert (await here.refused("phones/nobody/ussd", {"code": CODE}))[0] == 404


async def test_events_tell_of_screens_and_reports(here: World) -> None:
    after = here.sim.world.events.seq
    await dialled(here, "CON one")
    await here.text()
    await here.program.hears("report", 2)
    events = here.sim.world.events.since(after)
    [shown] = [event for event in events if event["type"] == "ussd"]
    assert (shown["phone"], shown["ussd"]["text"]) == ("amina", "one")
    [came] = [event for event in events if event["type"] == "sms"]
    said = [event for event in events if event["type"] == "sms_report"]
    assert [event["report"] for event in said] == ["Sent", "Success"]
    assert {event["id"] for event in said} == {came["sms"]["id"]}
