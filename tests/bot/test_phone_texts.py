"""Driving a phone's SMS, menus and mail, and how a story tells of them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.phones import Phone, Unseen, tell_sms_addresses
from bot.story.steps import Mail, Screen, Sms, Step
from bot.telling import tell
from bot.tour import Teller
from tests.simulator.texting_program import World, texting_world

AMINA = "amina"


@pytest.fixture
async def here() -> AsyncIterator[World]:
    async with texting_world() as world:
        yield world


@pytest.fixture
def amina(here: World) -> Phone:
    return Phone(here.http, here.sim.url, AMINA)


async def test_an_sms_must_be_new_and_of_somebody_else(here: World, amina: Phone) -> None:
    await here.text("Reply 1 to confirm")
    assert (await amina.expect_sms("Reply 1"))["encoding"] == "GSM-7"
    await amina.mark()
    await amina.send_sms("Reply 1, you say?")
    with pytest.raises(Unseen, match="saw no SMS “Reply 1”"):
        await amina.expect_sms("Reply 1", timeout=0.1)
    assert (await here.program.hears("inbound"))[0]["to"] == "21512"


async def test_a_menu_is_dialled_answered_and_left(here: World, amina: Phone) -> None:
    here.program.screens = ["CON 1. Next", "CON Sure?"]
    assert (await amina.dial())["code"] == "*384*123#"
    assert (await amina.answer_ussd("1"))["text"] == "Sure?"
    assert (await amina.expect_screen("Sure"))["open"]
    await amina.hang_up()
    with pytest.raises(Unseen, match="saw no screen"):
        await amina.expect_screen("Sure", timeout=0.1)
    with pytest.raises(Unseen, match="no menu open"):
        await amina.answer_ussd("1")
    assert (await amina.dial("*144#"))["error"]


async def test_a_phone_off_the_network(here: World, amina: Phone) -> None:
    await amina.switch(on=False)
    await here.text()
    with pytest.raises(Unseen):
        await amina.expect_sms("Habari", timeout=0.1)
    await amina.switch(on=True)
    await amina.expect_sms("Habari")


class WithMail(Phone):
    """A phone whose owner has one mail."""

    async def state(self) -> dict[str, Any]:
        mail = {"id": "m1", "subject": "Tue 24 Nov", "text": "See you", "attachments": []}
        return {**await super().state(), "mail": [mail]}


async def test_a_mail_must_be_new(here: World) -> None:
    amina = WithMail(here.http, here.sim.url, AMINA)
    assert (await amina.expect_mail("Tue 24"))["text"] == "See you"
    assert (await amina.expect_mail("See you"))["id"] == "m1"
    await amina.mark()
    with pytest.raises(Unseen, match="saw no mail"):
        await amina.expect_mail("Tue 24", timeout=0.1)


async def test_a_story_of_texts_and_menus_is_told(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    here.program.screens = ["CON 1. Next appointment", "END Tue 24 Nov, 10:00"]
    teller = Teller(here.http, here.sim.url)
    steps = (
        Step(AMINA, "sms", "ndio"),
        Step(AMINA, "ussd", "", ((AMINA, Screen("Next appointment")),)),
        Step(AMINA, "ussd-answer", "1", ((AMINA, Screen("Tue 24")),)),
        Step(AMINA, "hang-up"),
    )
    await teller.chapter("by-sms", steps)
    assert (teller.steps, teller.failed) == (4, 0)
    told = capsys.readouterr().out
    assert "Amina texts to 21512: ndio" in told
    assert "Amina dials *384*123#" in told
    assert "on Amina's screen, *384*123#\n      │ 1. Next appointment" in told
    assert "Amina answers the menu: 1" in told
    assert "Amina hangs up" in told


async def test_a_story_waits_for_an_sms(here: World) -> None:
    await here.fault("inbound_late", value=600)
    teller = Teller(here.http, here.sim.url)
    await teller.chapter("too-early", (Step(AMINA, "sms", "C"),))
    wait = Step(AMINA, "wait", "300", ((AMINA, Sms("Habari")),))
    here.sim.world.clock.call_later(400, here.text)
    await teller.play(wait)


def test_what_came_by_which_way_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    sms = {"text": "Asante", "segments": 2, "encoding": "UCS-2"}
    tell(AMINA, Sms("Asante"), sms)
    file = {"name": "appointment.ics"}
    tell(AMINA, Mail("Tue"), {"subject": "Tue 24 Nov", "text": "See you", "attachments": [file]})
    told = capsys.readouterr().out
    assert "SMS to Amina (2 parts, UCS-2)\n      │ Asante" in told
    assert "mail to Amina: Tue 24 Nov\n      │ See you\n      │ ⌲ appointment.ics" in told


async def test_the_addresses_are_told(here: World) -> None:
    env = {"PUBLIC_URL": "http://127.0.0.1:9", "AFRICASTALKING_HOOK_SECRET": "abc"}
    await tell_sms_addresses(here.http, here.sim.url, env)
    callbacks = (await here.post("sms/callbacks", {}))["callbacks"]
    assert callbacks["inbound"] == "http://127.0.0.1:9/hooks/sms/abc/inbound"
    assert callbacks["ussd"] == "http://127.0.0.1:9/hooks/sms/abc/ussd"
    assert callbacks["ussd_end"] == "http://127.0.0.1:9/hooks/sms/abc/ussd_end"
