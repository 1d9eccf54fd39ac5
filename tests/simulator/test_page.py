"""The simulator's page in a real browser: chat, buttons, the M-Pesa prompt, narrow screens."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from simulator import Simulator
from tests.simulator.browser import (
    ARGUMENTS,
    LONGEST_TASK,
    Wire,
    ask_for_payment,
    chromium,
    overflow,
    phone,
)
from tests.simulator.conftest import Api, Control
from tests.simulator.test_telegram_client import png

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=360, height=740)


@pytest.fixture
async def page(sim: Simulator, amina: dict[str, Any]) -> AsyncIterator[Page]:
    """The page with Amina's phone; errors in the browser's console fail the test."""
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        context = await browser.new_context(viewport=WIDE, reduced_motion="reduce")
        found = await context.new_page()
        found.on("pageerror", lambda error: errors.append(str(error)))
        found.on(
            "console",
            # A lost connection and a refusal are told by the browser itself, and are tested here.
            lambda line: (
                errors.append(line.text)
                if line.type in ("error", "warning")
                and not re.search(r"net::ERR_|status of 409", line.text)
                else None
            ),
        )
        await found.goto(sim.url)
        await expect(found.get_by_text("Live", exact=True)).to_be_visible()
        yield found
        await browser.close()
    assert errors == []


async def test_a_text_is_sent_with_enter_and_the_answer_appears(page: Page, api: Api) -> None:
    chat = phone(page).get_by_role("log", name="Chat with Smiling Steps")
    field = phone(page).get_by_label("Message to Smiling Steps")
    await field.fill("Habari?")
    await field.press("Enter")
    await expect(chat.locator(".mine").last).to_contain_text("Habari?")
    await expect(field).to_have_value("")
    await api("sendMessage", chat_id=501, text="<b>Nzuri!</b>", parse_mode="HTML")
    await expect(chat.locator(".theirs strong")).to_have_text("Nzuri!")


async def test_what_people_write_is_shown_as_typed(page: Page, api: Api) -> None:
    """X65."""
    typed = '<img src=x onerror="document.title=1"> & <b>_*[bold]'
    await phone(page).get_by_label("Message to Smiling Steps").fill(typed)
    await page.keyboard.press("Enter")
    await expect(phone(page).locator(".mine .text").last).to_have_text(typed)
    await api("sendMessage", chat_id=501, text=typed)
    await expect(phone(page).locator(".theirs .text").last).to_have_text(typed)
    assert await page.locator(".message img").count() == 0


async def test_a_text_that_becomes_a_photo_shows_it_above_the_words(
    page: Page, api: Api, sim: Simulator
) -> None:
    file = sim.world.files.add("photo", "me.png", png()).file_id
    sent = (await api("sendMessage", chat_id=501, text="Words"))["result"]["message_id"]
    await expect(phone(page).locator(".theirs .text").last).to_have_text("Words")
    media = {"type": "photo", "media": file, "caption": "Words below"}
    await api("editMessageMedia", chat_id=501, message_id=sent, media=media)
    bubble = phone(page).locator(".theirs").last
    await expect(bubble.locator("img")).to_have_attribute("alt", "Photo: Words below")
    await expect(bubble.locator(".text")).to_have_text("Words below")


async def test_a_button_spins_until_it_is_answered_and_the_edit_keeps_the_focus(
    page: Page, api: Api
) -> None:
    await api("getUpdates", offset=-1)
    keyboard = {"inline_keyboard": [[button("10:00"), button("11:00")], [button("Back")]]}
    sent = await api("sendMessage", chat_id=501, text="Which time?", reply_markup=keyboard)
    eleven = phone(page).get_by_role("button", name="11:00")
    await phone(page).get_by_role("button", name="10:00").focus()
    await page.keyboard.press("ArrowRight")
    await expect(eleven).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(eleven).to_have_attribute("aria-busy", "true")

    query = (await api("getUpdates"))["result"][-1]["callback_query"]
    assert query["data"] == "11:00"
    await api("answerCallbackQuery", callback_query_id=query["id"], text="Held for you")
    await expect(eleven).not_to_have_attribute("aria-busy", "true")
    await expect(phone(page).get_by_text("Held for you")).to_be_visible()

    place = {"chat_id": 501, "message_id": sent["result"]["message_id"]}
    again = {"inline_keyboard": [[button("10:00"), button("11:00")], [button("Pay")]]}
    await api("editMessageText", **place, text="11:00 it is", reply_markup=again)
    await expect(phone(page).locator(".theirs")).to_have_count(1)
    await expect(phone(page).locator(".theirs .bubble")).to_contain_text("edited")
    await expect(eleven).to_be_focused()


def button(text: str) -> dict[str, str]:
    return {"text": text, "callback_data": text}


async def test_a_prompt_is_paid_by_keyboard_alone(
    page: Page, sim: Simulator, http: aiohttp.ClientSession
) -> None:
    field = phone(page).get_by_label("Message to Smiling Steps")
    await field.focus()
    await ask_for_payment(sim, http, 2500)
    prompt = phone(page).get_by_role("dialog", name="Pay KES 2,500?")
    await expect(prompt).to_contain_text("BK2026000123")
    pin = prompt.get_by_label("M-Pesa PIN")
    await expect(pin).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(prompt.get_by_role("button", name="Leave unanswered")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(pin).to_be_focused()
    await page.keyboard.type("1234")
    await page.keyboard.press("Enter")

    await expect(prompt).to_have_count(0)
    await expect(field).to_be_focused()
    await expect(phone(page).get_by_role("tab", name="SMS 1 unread")).to_be_visible()
    await phone(page).get_by_role("tab", name="M-Pesa").click()
    await expect(phone(page).locator(".balance")).to_have_text("KES 17,500")


async def test_escape_cancels_a_prompt(
    page: Page, sim: Simulator, http: aiohttp.ClientSession
) -> None:
    await ask_for_payment(sim, http, 1500)
    await expect(phone(page).get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(phone(page).get_by_role("status")).to_contain_text("Payment cancelled")
    assert sim.world.phones["amina"].prompts[0].status == "cancelled"


async def test_p4_a_bill_is_paid_and_the_statement_tells_it(page: Page, sim: Simulator) -> None:
    amina = phone(page)
    await amina.get_by_role("tab", name="M-Pesa").click()
    await amina.get_by_text("Pay Bill", exact=True).click()
    await amina.get_by_label("Business number").fill("174379")
    await amina.get_by_label("Account number").fill("bk 2026 000123")
    await amina.get_by_label("Amount (KES)").fill("2500")
    await amina.get_by_label("M-Pesa PIN", exact=True).fill("0000")
    await page.keyboard.press("Enter")
    await expect(amina.get_by_role("alert")).to_have_text("You have entered the wrong PIN.")

    await amina.get_by_label("M-Pesa PIN", exact=True).fill("1234")
    await page.keyboard.press("Enter")
    await expect(amina.locator(".balance")).to_have_text("KES 17,500")
    line = amina.get_by_role("region", name="Statement").get_by_role("listitem")
    await expect(line).to_contain_text("To Smiling Steps")
    await expect(line).to_contain_text("− KES 2,500")
    await expect(line).to_contain_text("bk 2026 000123")
    await expect(line).to_contain_text(sim.world.phones["amina"].statement[0].receipt)
    await expect(amina.get_by_label("Amount (KES)")).to_be_hidden()
    await amina.get_by_role("tab", name="SMS 1 unread").click()
    await expect(amina.get_by_role("log", name="Text messages")).to_contain_text("MPESA")
    await page.reload()
    await amina.get_by_role("tab", name="M-Pesa").click()
    await expect(line).to_contain_text("Balance KES 17,500")


async def test_what_happened_while_the_connection_was_lost_is_caught_up(
    page: Page, sim: Simulator, control: Control
) -> None:
    wire = Wire(int(sim.url.rsplit(":", 1)[1]))
    server = await asyncio.start_server(wire.accept, "127.0.0.1", 0)
    await page.goto(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    first = await phone(page).locator(".mine").first.element_handle()
    assert first is not None
    wire.cut()
    lost = page.get_by_text("The connection to the simulator is lost")
    await expect(lost).to_be_visible()
    await control("phones/amina/send", text="Are you there?")
    wire.whole = True
    await expect(lost).to_be_hidden(timeout=15_000)
    await expect(phone(page).locator(".mine", has_text="Are you there?")).to_have_count(1)
    assert await first.evaluate("element => element.isConnected")
    wire.cut()
    server.close()


async def test_moving_the_clock_shows_on_every_phone(page: Page, sim: Simulator) -> None:
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.get_by_role("timer")).to_contain_text("1 d ahead")
    await expect(phone(page).locator(".day")).to_have_text("Yesterday")
    assert sim.world.clock.offset == 86_400


async def test_a_phone_is_added(page: Page) -> None:
    await page.get_by_role("button", name="Add phone").click()
    await page.keyboard.type("Brian Mwangi")
    await page.get_by_label("Phone number").fill("0722000002")
    await page.keyboard.press("Enter")
    brian = phone(page, "Brian Mwangi")
    await expect(brian).to_contain_text("+254 722 000 002")
    await brian.get_by_role("button", name="Start").click()
    await expect(brian.locator(".mine")).to_contain_text("/start")


async def test_calls_open_to_show_what_was_said(page: Page, api: Api) -> None:
    await api("sendMessage", chat_id=501, text="Karibu")
    pane = page.get_by_role("complementary", name="HTTP calls")
    await pane.get_by_role("button", name="sendMessage").click()
    await expect(pane.get_by_label("Request")).to_contain_text('"text": "Karibu"')
    await pane.get_by_role("button", name="M-Pesa").click()
    await expect(pane.get_by_role("listitem")).to_have_count(0)


async def test_nothing_overflows_at_360_pixels(
    page: Page, api: Api, sim: Simulator, http: aiohttp.ClientSession
) -> None:
    week = [button(str(day)) for day in range(1, 8)]
    keyboard = {"inline_keyboard": [week, [button("A rather long label for a button")]]}
    await api("sendMessage", chat_id=501, text="x" * 300, reply_markup=keyboard)
    await page.set_viewport_size(NARROW)
    await expect(phone(page)).to_be_visible()
    assert await overflow(page) == 0
    for name in ("SMS", "M-Pesa", "Chat"):
        await phone(page).get_by_role("tab", name=name).click()
        assert await overflow(page) == 0
        if name == "M-Pesa":
            await phone(page).get_by_text("Pay Bill", exact=True).click()
            assert await overflow(page) == 0
    await ask_for_payment(sim, http, 2500)
    await expect(phone(page).get_by_role("dialog")).to_be_visible()
    assert await overflow(page) == 0
    await page.get_by_role("tab", name="Calls").click()
    await expect(phone(page)).to_be_hidden()
    await expect(page.get_by_role("heading", name="HTTP calls")).to_be_visible()
    assert await overflow(page) == 0


async def test_five_hundred_messages_stay_smooth(page: Page, api: Api, sim: Simulator) -> None:
    """Messages are added one by one: what is there already is never built again."""
    first = await phone(page).locator(".message").first.element_handle()
    assert first is not None
    await page.evaluate(LONGEST_TASK)
    # Telegram's own limit for one chat would stretch this over minutes.
    sim.world.telegram.per_chat = sim.world.telegram.overall = False
    for number in range(500):
        await api("sendMessage", chat_id=501, text=f"Message {number}")
    await expect(phone(page).locator(".theirs")).to_have_count(500)
    assert await first.evaluate("element => element.isConnected")
    # It takes seconds when each message lays out all the others.
    assert await page.evaluate("window.longest") < 1000


async def test_p4_keys_in_place_of_the_phones_own_share_the_contact_and_go(
    page: Page, api: Api
) -> None:
    await api("getUpdates", offset=-1)
    keys = {
        "keyboard": [[{"text": "Share my number", "request_contact": True}], [{"text": "Back"}]],
        "resize_keyboard": True,
    }
    await api("sendMessage", chat_id=501, text="Your number?", reply_markup=keys)
    share = phone(page).get_by_role("button", name="Share my number")
    back = phone(page).get_by_role("button", name="Back")
    await expect(back).to_be_visible()
    await share.click()
    await expect(phone(page).locator(".mine").last).to_contain_text("254712000001")
    contact = (await api("getUpdates"))["result"][-1]["message"]["contact"]
    assert contact["user_id"] == 501
    await back.click()
    await expect(phone(page).locator(".mine .text").last).to_have_text("Back")
    gone = {"remove_keyboard": True}
    sent = await api("sendMessage", chat_id=501, text="One moment…", reply_markup=gone)
    await api("deleteMessage", chat_id=501, message_id=sent["result"]["message_id"])
    await expect(share).to_have_count(0)
    await expect(phone(page).get_by_text("One moment…")).to_have_count(0)
