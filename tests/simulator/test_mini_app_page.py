"""A Mini App in a real browser: opened on the phone by its button, talking to it, closed again."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import FrameLocator, Locator, Page, expect

from simulator import Simulator
from tests.simulator.browser import overflow, phone
from tests.simulator.conftest import TOKEN, Api, Control
from tests.simulator.mini_app import fields, is_signed
from tests.simulator.test_page import NARROW, page

__all__ = ["page"]  # a fixture, for pytest

pytestmark = pytest.mark.browser

APP = """<!doctype html><title>App</title>
<style>body { margin: 12px; font: 16px sans-serif }</style>
<input aria-label="Name"><button id="close">Close me</button><button id="ask">Ask first</button>
<button id="expand">Expand</button><button id="back">Show back</button>
<button id="paint">Paint</button>
<pre id="data"></pre><p id="theme"></p><p id="size"></p><p id="heard"></p>
<script>
const post = (eventType, eventData = {}) =>
  parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
const launch = new URLSearchParams(location.hash.slice(1));
const show = (id, text) => (document.getElementById(id).textContent = text);
const press = (id, act) => document.getElementById(id).addEventListener("click", act);
show("data", launch.get("tgWebAppData"));
show("theme", JSON.parse(launch.get("tgWebAppThemeParams")).bg_color);
addEventListener("message", ({ data }) => {
  const { eventType, eventData } = JSON.parse(data);
  if (eventType === "theme_changed") show("theme", eventData.theme_params.bg_color);
  else if (eventType === "viewport_changed")
    show("size", `${eventData.is_expanded} ${eventData.height === innerHeight}`);
  else show("heard", eventType);
});
press("close", () => post("web_app_close"));
press("ask", () => post("web_app_setup_closing_behavior", { need_confirmation: true }));
press("expand", () => post("web_app_expand"));
press("back", () => post("web_app_setup_back_button", { is_visible: true }));
press("paint", () => {
  post("web_app_set_header_color", { color: "#123456" });
  post("web_app_set_background_color", { color: "#654321" });
});
post("web_app_ready");
post("web_app_request_viewport");
</script>"""


@pytest.fixture
async def app_url() -> AsyncIterator[str]:
    """The page above, at an address of its own on this machine."""

    async def serve(request: web.Request) -> web.Response:
        return web.Response(text=APP, content_type="text/html")

    app = web.Application()
    app.router.add_get("/app", serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/app"
    await runner.cleanup()


@pytest.fixture
async def opened(page: Page, api: Api, app_url: str) -> Locator:
    """The sheet, after a tap on the button."""
    keyboard = {"inline_keyboard": [[{"text": "Fill in", "web_app": {"url": app_url}}]]}
    await api("sendMessage", chat_id=501, text="A few questions", reply_markup=keyboard)
    await button(page).click()
    sheet = phone(page).get_by_role("dialog", name="Smiling Steps, Mini App")
    await expect(inside(sheet).locator("#data")).not_to_be_empty()
    return sheet


def button(page: Page) -> Locator:
    return phone(page).get_by_role("button", name="Fill in")


def inside(sheet: Locator) -> FrameLocator:
    return sheet.frame_locator("iframe")


async def test_the_page_is_told_who_opened_it_and_closes_itself(
    page: Page, opened: Locator
) -> None:
    data = await inside(opened).locator("#data").text_content() or ""
    assert is_signed(data, TOKEN)
    assert '"first_name":"Amina"' in fields(data)["user"]
    await inside(opened).get_by_role("button", name="Close me").click()
    await expect(opened).to_have_count(0)
    await expect(phone(page).get_by_label("Message to Smiling Steps")).to_be_enabled()


async def test_the_person_closes_it_and_is_asked_where_the_page_wants_that(
    page: Page, opened: Locator
) -> None:
    await inside(opened).get_by_role("button", name="Ask first").click()
    close = opened.get_by_role("button", name="Close", exact=True)
    await close.click()
    question = phone(page).get_by_role("alertdialog")
    await question.get_by_role("button", name="Stay").click()
    await expect(question).to_have_count(0)
    await expect(opened).to_be_visible()
    await close.click()
    await question.get_by_role("button", name="Close anyway").click()
    await expect(opened).to_have_count(0)
    await expect(button(page)).to_be_focused()


async def test_the_keyboard_goes_into_the_page_and_comes_back(page: Page, opened: Locator) -> None:
    await opened.get_by_role("button", name="Dark theme").focus()
    await page.keyboard.press("Tab")
    await expect(inside(opened).get_by_label("Name")).to_be_focused()
    for _ in range(6):
        await page.keyboard.press("Tab")
    await expect(opened.get_by_role("button", name="Close", exact=True)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(opened).to_have_count(0)


async def test_the_theme_changes_while_it_is_open_and_stays_for_the_next(
    page: Page, opened: Locator
) -> None:
    theme = inside(opened).locator("#theme")
    await expect(theme).to_have_text("#ffffff")
    dark = opened.get_by_role("button", name="Dark theme")
    await dark.click()
    await expect(theme).to_have_text("#212121")
    await expect(dark).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("Escape")
    await button(page).click()
    await expect(theme).to_have_text("#212121")


async def test_the_page_chooses_the_colours_around_it(opened: Locator) -> None:
    await inside(opened).get_by_role("button", name="Paint").click()
    await expect(opened).to_have_css("background-color", "rgb(18, 52, 86)")
    await expect(opened.locator("iframe")).to_have_css("background-color", "rgb(101, 67, 33)")


async def test_it_expands_and_is_told_its_size(opened: Locator) -> None:
    size = inside(opened).locator("#size")
    await expect(size).to_have_text("false true")
    await inside(opened).get_by_role("button", name="Expand").click()
    await expect(size).to_have_text("true true")


async def test_the_phone_shows_the_pages_back_button(opened: Locator) -> None:
    back = opened.get_by_role("button", name="Back")
    await expect(back).to_have_count(0)
    await inside(opened).get_by_role("button", name="Show back").click()
    await back.click()
    await expect(inside(opened).locator("#heard")).to_have_text("back_button_pressed")


async def test_it_fits_at_360_pixels(page: Page, opened: Locator) -> None:
    await page.set_viewport_size(NARROW)
    await inside(opened).get_by_role("button", name="Expand").click()
    assert await overflow(page) == 0
    box = await opened.bounding_box()
    assert box is not None
    assert box["width"] == NARROW["width"]
    await inside(opened).get_by_label("Name").fill("Amina")
    await inside(opened).get_by_role("button", name="Close me").click()
    await expect(opened).to_have_count(0)


async def test_only_the_page_in_the_frame_is_listened_to(page: Page, opened: Locator) -> None:
    await page.evaluate("""postMessage('{"eventType": "web_app_close"}', "*")""")
    await page.evaluate("new Promise((done) => setTimeout(done, 100))")
    await expect(opened).to_be_visible()


async def test_a_page_of_the_simulator_itself_is_not_framed(
    page: Page, api: Api, sim: Simulator
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Fill in", "web_app": {"url": f"{sim.url}/x"}}]]}
    await api("sendMessage", chat_id=501, text="A few questions", reply_markup=keyboard)
    async with page.context.expect_page() as new:
        await button(page).click()
    assert (await new.value).url.startswith(f"{sim.url}/x#tgWebAppData=")
    await expect(phone(page).get_by_role("dialog")).to_have_count(0)


async def test_a_button_that_has_gone_opens_nothing(
    page: Page, api: Api, control: Control, app_url: str
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Fill in", "web_app": {"url": app_url}}]]}
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=keyboard)
    place: dict[str, Any] = {"message_id": sent["result"]["message_id"], "text": "Fill in"}
    assert (await control("phones/amina/app", **place))["url"].startswith(f"{app_url}#")
    await api("deleteMessage", chat_id=501, message_id=place["message_id"])
    await expect(button(page)).to_have_count(0)
    assert await control("phones/amina/app", **place) == 404
