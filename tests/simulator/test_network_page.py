"""SMS, the keypad, the network's menus and the mailbox on the simulator's page, in a browser."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from playwright.async_api import Page, expect

from simulator import Simulator
from simulator.texting.segments import measure
from tests.simulator.browser import overflow, phone
from tests.simulator.conftest import Control
from tests.simulator.test_page import NARROW, page
from tests.simulator.texting_program import AMINA, CODE, Program, World, serving

__all__ = ["page"]  # a fixture, for pytest

pytestmark = pytest.mark.browser
MENU = "CON BK-2026-000123\n1. Confirm\n2. Cancel"


@pytest.fixture
async def here(
    sim: Simulator, http: aiohttp.ClientSession, amina: dict[str, Any]
) -> AsyncIterator[World]:
    """A program that hears of SMS, reports and USSD."""
    async with serving(Program()) as program:
        world = World(sim, http, program)
        kinds = ("inbound", "report", "ussd")
        await world.post("sms/callbacks", {kind: f"{program.url}/{kind}" for kind in kinds})
        yield world


async def test_r6_an_sms_is_read_and_answered(page: Page, here: World) -> None:
    await here.text("Your appointment is on Tue 24 Nov, 10:00. Reply 1 or 2.", sender="21512")
    await phone(page).get_by_role("tab", name="SMS 1 unread").click()
    texts = phone(page).get_by_role("log", name="Text messages")
    await expect(texts.locator(".theirs .meta")).to_contain_text("1 SMS · GSM-7")
    await expect(texts.locator(".theirs .meta")).to_contain_text("delivered")

    field = phone(page).get_by_label("SMS to 21512")
    await field.fill("Sawa – asante")
    await expect(phone(page).get_by_text("1 SMS · UCS-2")).to_be_visible()
    await field.press("Enter")
    await expect(texts.locator(".mine")).to_contain_text("Sawa – asante")
    await expect(texts.locator(".mine .meta")).to_contain_text("1 SMS · UCS-2")
    await expect(field).to_have_value("")
    await expect(field).to_be_focused()
    assert (await here.program.hears("inbound"))[0]["text"] == "Sawa – asante"
    await expect(phone(page).get_by_role("tab", name="SMS", exact=True)).to_be_visible()
    await page.reload()
    await phone(page).get_by_role("tab", name="SMS").click()
    await expect(texts.locator(".mine")).to_contain_text("Sawa – asante")


async def test_what_people_text_is_shown_as_typed(page: Page, here: World) -> None:
    """X65."""
    typed = '<img src=x onerror="document.title=1"> & <b>'
    await phone(page).get_by_role("tab", name="SMS").click()
    await phone(page).get_by_label("SMS to 21512").fill(typed)
    await page.keyboard.press("Enter")
    await expect(phone(page).locator(".sms .mine .text")).to_have_text(typed)


async def test_the_page_counts_as_the_network_does(page: Page, here: World) -> None:
    await phone(page).get_by_role("tab", name="SMS").click()
    long = ["a" * 160, "a" * 161, "€" * 81, "a" * 152 + "€" * 76 + "aa", "ş" * 71, "🙂" * 67]
    for text in long:
        await phone(page).get_by_label("SMS to 21512").fill(text)
        encoding, parts = measure(text)
        await expect(phone(page).locator(".cost")).to_contain_text(f"{parts} SMS · {encoding}")


async def test_a_menu_of_the_network_by_keyboard_alone(page: Page, here: World) -> None:
    here.program.screens = [MENU, "CON Sure?\n1. Yes", "END Confirmed."]
    await phone(page).get_by_role("tab", name="Dial").click()
    code = phone(page).get_by_label("Number or code")
    await code.focus()
    await page.keyboard.type(CODE)
    await page.keyboard.press("Enter")
    menu = phone(page).get_by_role("dialog", name="Network menu")
    await expect(menu).to_contain_text("1. Confirm")
    await expect(menu.get_by_label("Answer")).to_be_focused()
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await expect(menu).to_contain_text("Sure?")
    await expect(menu.get_by_label("Answer")).to_have_value("")
    await page.keyboard.type("1")
    await page.keyboard.press("Enter")
    await expect(menu).to_contain_text("Confirmed.")
    await expect(menu.get_by_label("Answer")).to_be_hidden()
    await expect(menu.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(menu).to_have_count(0)
    await expect(code).to_be_focused()
    assert [form["text"] for form in here.program.heard["ussd"]] == ["", "1", "1*1"]


async def test_the_keypad_the_practice_s_menu_and_escape(page: Page, here: World) -> None:
    here.program.screens = [MENU]
    amina = phone(page)
    await amina.get_by_role("tab", name="Dial").click()
    for name in ("Star", "1", "4", "Hash"):
        await amina.get_by_role("button", name=name, exact=True).click()
    await amina.get_by_role("button", name="Delete the last character").click()
    await expect(amina.get_by_label("Number or code")).to_have_value("*14")
    await amina.get_by_role("button", name="Call").click()
    await expect(amina.get_by_role("status")).to_contain_text("not a code that can be dialled")
    await amina.get_by_role("button", name="The practice").click()
    await expect(amina.get_by_role("dialog")).to_contain_text("1. Confirm")
    await page.keyboard.press("Escape")
    await expect(amina.get_by_role("dialog")).to_have_count(0)
    assert (await here.phone())["ussd"] is None


async def test_the_network_s_own_words_when_the_program_fails(page: Page, here: World) -> None:
    here.program.screens = [web.Response(status=500)]
    await phone(page).get_by_role("tab", name="Dial").click()
    await phone(page).get_by_role("button", name="The practice").click()
    menu = phone(page).get_by_role("dialog", name="Network menu")
    await expect(menu).to_contain_text("Connection problem or invalid MMI code.")


async def test_a_slow_menu_says_that_it_runs_and_can_be_left(page: Page, here: World) -> None:
    here.program.thinking = 1.5
    await phone(page).get_by_role("tab", name="Dial").click()
    await phone(page).get_by_role("button", name="The practice").click()
    menu = phone(page).get_by_role("dialog", name="Network menu")
    await expect(menu).to_contain_text("USSD code running")
    await menu.get_by_role("button", name="Cancel").click()
    await expect(menu).to_have_count(0)
    await page.wait_for_timeout(1700)
    await expect(menu).to_have_count(0)


async def test_a_menu_that_was_open_is_there_after_a_reload(page: Page, here: World) -> None:
    here.program.screens = [MENU]
    await here.post("phones/amina/ussd", {"code": CODE})
    menu = phone(page).get_by_role("dialog", name="Network menu")
    await expect(menu).to_contain_text("2. Cancel")
    await page.reload()
    await expect(menu).to_contain_text("2. Cancel")


async def test_a_phone_off_the_network(page: Page, here: World, control: Control) -> None:
    amina = phone(page)
    await amina.get_by_role("button", name="More about Amina Otieno").click()
    await amina.get_by_role("menuitem", name="Take off the network").click()
    await here.text()
    await expect(amina.get_by_text("No network: texts wait")).to_contain_text("1 waiting there")
    await amina.get_by_role("tab", name="Dial").click()
    await amina.get_by_role("button", name="The practice").click()
    await expect(amina.get_by_text("The phone is off.")).to_be_visible()
    await amina.get_by_role("button", name="More about Amina Otieno").click()
    await amina.get_by_role("menuitem", name="Back on the network").click()
    await expect(amina.get_by_role("tab", name="SMS 1 unread")).to_be_visible()
    await expect(amina.get_by_text("No network")).to_be_hidden()


async def test_r8_a_mail_is_unread_until_it_is_opened(page: Page, here: World) -> None:
    amina = phone(page)
    await amina.get_by_role("tab", name="Mail").click()
    await expect(amina.get_by_text("No e-mail address is known")).to_be_visible()
    await amina.get_by_role("tab", name="Chat").click()
    file = {"name": "appointment.ics", "mime": "text/calendar; method=REQUEST", "size": 812}
    mail = {
        "id": "m1",
        "from": "Smiling Steps <hello@smiling-steps.example>",
        "to": "amina@mail.example",
        "subject": "Appointment on Tue 24 Nov <b>",
        "text": "Hello Amina,\nsee you there.",
        "date": here.sim.world.clock.now().isoformat(),
        "attachments": [file],
    }
    here.sim.world.publish("mail", phone="amina", mail=mail)
    await amina.get_by_role("tab", name="Mail 1 unread").click()
    summary = amina.locator("summary", has_text="Appointment on Tue 24 Nov <b>")
    await expect(summary).to_contain_text("Smiling Steps")
    await expect(amina.get_by_text("see you there.")).to_be_hidden()
    await summary.focus()
    await page.keyboard.press("Enter")
    await expect(amina.get_by_text("see you there.")).to_be_visible()
    await expect(amina.get_by_label("Attachments")).to_contain_text("appointment.ics")
    await expect(amina.get_by_label("Attachments")).to_contain_text("812 B")
    await expect(amina.get_by_role("tab", name="Mail", exact=True)).to_be_visible()


async def test_nothing_of_it_overflows_at_360_pixels(page: Page, here: World) -> None:
    await page.set_viewport_size(NARROW)
    await here.text("x" * 300, to=AMINA)
    here.program.screens = ["CON " + "x" * 182]
    amina = phone(page)
    for name in ("SMS", "Mail", "Dial"):
        await amina.get_by_role("tab", name=name).click()
        assert await overflow(page) == 0
    width = "box => box.scrollWidth - box.clientWidth"
    assert await amina.locator(".dialler").evaluate(width) == 0
    await amina.get_by_role("button", name="The practice").click()
    await expect(amina.get_by_role("dialog")).to_contain_text("xxx")
    assert await overflow(page) == 0
    box = await amina.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
