"""Protected, edited and deleted messages as the page shows them."""

import pytest
from playwright.async_api import Page, expect

from simulator import Simulator
from tests.simulator.browser import phone
from tests.simulator.conftest import Api
from tests.simulator.test_page import page
from tests.simulator.test_telegram_client import png

__all__ = ["page"]  # a fixture, for pytest

pytestmark = pytest.mark.browser
LOCK = "Protected: can't be forwarded or saved"
SELECTED = """element => {
  getSelection().selectAllChildren(element);
  return getSelection().toString();
}"""


async def test_a_protected_message_is_marked_and_is_not_copied(page: Page, api: Api) -> None:
    await api("sendMessage", chat_id=501, text="Anyone may copy this")
    sent = await api("sendMessage", chat_id=501, text="Between us", protect_content=True)
    message = phone(page).locator(".theirs").last
    await expect(message).to_contain_text("Between us")
    await expect(message.get_by_title(LOCK)).to_be_visible()
    await expect(phone(page).get_by_title(LOCK)).to_have_count(1)
    copied = await phone(page).locator(".messages").evaluate(SELECTED)
    assert "Anyone may copy this" in copied
    assert "Between us" not in copied

    place = {"chat_id": 501, "message_id": sent["result"]["message_id"]}
    await api("editMessageText", **place, text="Still between us")
    await expect(message).to_contain_text("Still between us")
    await expect(message.get_by_title(LOCK)).to_be_visible()
    await expect(message).to_contain_text("edited")
    await api("deleteMessage", **place)
    await expect(phone(page).get_by_text("between us")).to_have_count(0)
    await page.reload()
    await expect(phone(page).get_by_text("Anyone may copy this")).to_be_visible()
    await expect(phone(page).get_by_text("between us")).to_have_count(0)


async def test_a_protected_photo_leads_nowhere(page: Page, api: Api, sim: Simulator) -> None:
    file = sim.world.files.add("photo", "me.png", png()).file_id
    photo = phone(page).locator(".theirs").last.get_by_role("img", name="Photo")
    await api("sendPhoto", chat_id=501, photo=file)
    await expect(photo).to_be_visible()
    await expect(phone(page).locator(".theirs").last.get_by_role("link")).to_have_count(1)
    await api("sendPhoto", chat_id=501, photo=file, protect_content=True)
    await expect(phone(page).locator(".theirs")).to_have_count(2)
    await expect(photo).to_be_visible()
    await expect(phone(page).locator(".theirs").last.get_by_role("link")).to_have_count(0)


async def test_what_a_person_wrote_disappears_when_the_bot_deletes_it(page: Page, api: Api) -> None:
    await api("getUpdates", offset=-1)
    await phone(page).get_by_label("Message to Smiling Steps").fill("I can't sleep")
    await page.keyboard.press("Enter")
    await expect(phone(page).locator(".mine").last).to_contain_text("I can't sleep")
    number = (await api("getUpdates"))["result"][-1]["message"]["message_id"]
    await api("deleteMessage", chat_id=501, message_id=number)
    await expect(phone(page).get_by_text("I can't sleep")).to_have_count(0)
