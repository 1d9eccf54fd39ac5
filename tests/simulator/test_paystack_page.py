"""Paying behind a pay link in a real browser: on the phone, by card and by M-Pesa."""

from typing import Any

import aiohttp
import pytest
from playwright.async_api import FrameLocator, Page, expect

from simulator import Simulator
from tests.simulator.browser import overflow, phone
from tests.simulator.conftest import Api
from tests.simulator.paystack_caller import KEY
from tests.simulator.test_page import NARROW, page

__all__ = ["page"]  # a fixture, for pytest

pytestmark = pytest.mark.browser


async def follow_link(page: Page, api: Api, http: aiohttp.ClientSession, **more: Any) -> None:
    """A message with a pay link, and a tap on it."""
    body = {"email": "amina@clients.example", "amount": 250_000, "reference": "r1", **more}
    key = {"Authorization": f"Bearer {KEY}"}
    async with http.post("/paystack/transaction/initialize", json=body, headers=key) as response:
        url = (await response.json())["data"]["authorization_url"]
    keyboard = {"inline_keyboard": [[{"text": "Pay by card", "url": url}]]}
    await api("sendMessage", chat_id=501, text="KES 2,500", reply_markup=keyboard)
    await phone(page).get_by_role("link", name="Pay by card").click()


def checkout(page: Page) -> FrameLocator:
    return phone(page).get_by_role("dialog", name="Checkout").frame_locator("iframe")


async def test_a_card_is_declined_then_another_pays_after_a_code(
    page: Page, api: Api, http: aiohttp.ClientSession, sim: Simulator
) -> None:
    await follow_link(page, api, http)
    inside = checkout(page)
    await expect(inside.get_by_text("KES 2,500.00")).to_be_visible()
    await inside.get_by_role("button", name="Declined").click()
    await expect(inside.get_by_role("alert")).to_contain_text("Declined. Nothing was paid.")
    await inside.get_by_role("button", name="Asks for a code").click()
    await inside.get_by_label("Code from your bank's SMS").fill("123456")
    await inside.get_by_role("button", name="Confirm").click()
    await expect(inside.get_by_role("heading", name="Paid")).to_be_visible()
    await phone(page).get_by_role("button", name="Close the page").click()
    await expect(phone(page).get_by_role("link", name="Pay by card")).to_be_focused()
    assert sim.world.phones["amina"].balance == 20_000
    assert "KES 2,500.00 paid to SMILING STEPS" in sim.world.phones["amina"].sms[-1].text


async def test_mpesa_asks_for_the_pin_over_the_page_and_escape_leaves_it(
    page: Page, api: Api, http: aiohttp.ClientSession, sim: Simulator
) -> None:
    await page.set_viewport_size(NARROW)
    await follow_link(page, api, http, callback_url=f"{sim.url}/sim/clock")
    inside = checkout(page)
    await expect(inside.get_by_label("Your M-Pesa number")).to_have_value("254712000001")
    assert await overflow(page) == 0
    await inside.get_by_role("button", name="Send the request").click()
    prompt = phone(page).get_by_role("dialog", name="Pay KES 2,500?")
    await prompt.get_by_label("M-Pesa PIN").fill("1234")
    await prompt.get_by_role("button", name="Send").click()
    await expect(inside.get_by_text("offset")).to_be_visible()  # where the merchant wanted them
    assert sim.world.phones["amina"].balance == 17_500
    await phone(page).get_by_role("button", name="Close the page").focus()
    await page.keyboard.press("Escape")
    await expect(phone(page).get_by_role("dialog")).to_have_count(0)
