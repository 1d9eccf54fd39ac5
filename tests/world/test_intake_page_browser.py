"""The intake page in Chromium: by keyboard, narrow, large, dark, offline, on the phone (I3)."""

import re

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.story.steps import AMINA, BRIAN
from tests.simulator.browser import phone
from tests.town import Town
from tests.world.page_browser import (
    CALL,
    CHANGE,
    address,
    chrome,
    context,
    fill_in,
    findings,
    next_step,
    opened,
    page,
    say_age,
    storage,
    stored,
)
from tests.world.page_visit import visitor

__all__ = ["chrome", "context", "page"]  # fixtures, for pytest

pytestmark = pytest.mark.browser

SISTER = "Wanjiru, 0722 000 333"


async def test_i3_it_is_filled_in_by_keyboard_alone(page: Page, asked: Town) -> None:
    async def press(*keys: str) -> None:
        for key in keys:
            await page.keyboard.press(key)

    await press("Tab")
    await expect(page.get_by_label(CALL)).to_be_focused()
    await page.keyboard.type(SISTER)
    await press("Enter")
    await expect(page.get_by_role("heading", name="How you are")).to_be_focused()
    await press("Tab", "ArrowDown")  # yes -> no, of talked before
    await press("Tab", "Tab", "Space")  # worry
    await expect(page.get_by_label("Worry")).to_be_checked()
    for _ in range(20):
        await press("Tab")
        if await page.get_by_label("1", exact=True).evaluate("e => e === document.activeElement"):
            break
    await press("Space", "ArrowRight", "ArrowRight")
    await expect(page.get_by_label("3", exact=True)).to_be_checked()
    await press("Tab", "Tab", "Tab", "Enter")
    await expect(page.get_by_role("heading", name="What you hope for")).to_be_focused()
    await press("Tab")
    await page.keyboard.type("Sleep")
    await page.get_by_role("button", name="Continue").focus()
    await press("Enter")
    await expect(page.get_by_role("heading", name="Is this right?")).to_be_focused()
    await page.get_by_role("button", name="Change: What would you like").focus()
    await press("Enter")
    field = page.get_by_label(CHANGE)
    await expect(field).to_be_focused()
    await press("End")
    await page.keyboard.type(" well")
    await page.get_by_role("button", name="Back to the overview").focus()
    await press("Enter")
    await expect(page.get_by_text("Sleep well")).to_be_visible()
    await page.get_by_role("button", name="Send").focus()
    await press("Enter")
    await expect(page.get_by_role("checkbox").first).to_be_focused()
    await press("Shift+Tab", "Shift+Tab")
    for _ in range(4):
        await press("Tab", "Enter", "Tab", "Tab", "Space", "Shift+Tab", "Shift+Tab", "Enter", "Tab")
    await press("Tab", "Enter")
    await expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
    await asked.phone(AMINA).expect("that was all I ask")
    assert await stored(asked) == {
        "emergency_contact": SISTER, "previous_therapy": False, "current_symptoms": ["worry"],
        "severity_level": 3, "therapy_goals": ["Sleep well"],
    }  # fmt: skip
    assert await storage(page) == {}


async def test_i4_under_18_nothing_is_asked_and_the_chat_goes_on(
    context: BrowserContext, asked: Town
) -> None:
    page = await opened(context, await visitor(asked), adult=None)
    await expect(page.get_by_text("Step 1 of 4")).to_have_count(0)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("status")).to_have_text("Please look at this once more.")
    assert await findings(page) == []
    await say_age(page, adult=False)
    await expect(page.get_by_role("heading", name="First a parent or guardian")).to_be_focused()
    assert await findings(page) == []
    await asked.phone(AMINA).expect("First a parent or guardian")
    again = await opened(context, await visitor(asked))
    await expect(again.get_by_role("heading", name="First a parent or guardian")).to_be_focused()
    assert await storage(page) == {}


async def test_i1_whoever_is_named_can_be_called(page: Page) -> None:
    await page.get_by_label(CALL).fill("My sister")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_label(CALL)).to_have_accessible_description(
        re.compile("Please add their phone number")
    )
    await page.get_by_label(CALL).fill(SISTER)
    await next_step(page, "Step 2 of 4")


async def test_an_error_stands_beside_its_field_and_takes_the_reader_there(page: Page) -> None:
    await page.get_by_role("button", name="Continue").click()
    field = page.get_by_label(CALL)
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile("Please answer this one."))
    await expect(page.get_by_role("status")).to_have_text("Please look at this once more.")
    await field.fill(SISTER)
    await next_step(page, "Step 2 of 4")
    await page.get_by_role("button", name="Continue").click()
    first = page.get_by_label("1", exact=True)
    await expect(first).to_be_focused()
    await expect(first).to_have_accessible_description("Please choose one.")
    group = page.get_by_role("group", name="How heavy is it these days?")
    await expect(group).to_have_accessible_description(re.compile("Please choose one."))


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (320, "dark"), (1280, "dark")])
async def test_it_can_be_read_and_touched_on_any_screen(
    context: BrowserContext, asked: Town, width: int, theme: str
) -> None:
    page = await opened(context, await visitor(asked), theme)
    await page.set_viewport_size({"width": width, "height": 640})
    for larger in ("100%", "200%"):
        while await page.get_by_role("button", name="Back", exact=True).is_visible():
            await page.get_by_role("button", name="Back", exact=True).click()
        await expect(page.get_by_text("Step 1 of 4")).to_be_visible()
        await page.evaluate("size => { document.documentElement.style.fontSize = size }", larger)
        for step in range(1, 5):
            await expect(page.get_by_text(f"Step {step} of 4")).to_be_visible()
            assert await findings(page) == []
            if step == 1:
                await page.get_by_label(CALL).fill("")
                await page.get_by_role("button", name="Continue").click()
                assert await findings(page) == []
                await page.get_by_label(CALL).fill("W" * 60 + " 0722 000 333")
            if step == 2:
                await page.get_by_label("7", exact=True).check()
                await page.get_by_label("Something else", exact=True).check()
                await page.get_by_label("In your own words").fill("Noise at night")
            if step == 3:
                await page.get_by_label(CHANGE).fill("Sleep")
            if step < 4:
                await page.get_by_role("button", name="Continue").click()
    assert await page.evaluate("getComputedStyle(document.documentElement).colorScheme") == theme


async def test_without_telegrams_colours_it_follows_the_phones(
    chrome: Browser, context: BrowserContext, asked: Town
) -> None:
    for scheme in ("light", "dark"):
        own = await chrome.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = await own.new_page()
        await page.goto(address(await visitor(asked)).split("&tgWebAppTheme")[0])
        await expect(page.locator("h1")).to_be_focused()
        assert await findings(page) == []
        if scheme == "light":
            await say_age(page)
        await expect(page.get_by_text("Step 1 of 4")).to_be_visible()
        assert await findings(page) == []
        await own.close()


async def test_i3_it_is_opened_filled_in_and_closed_on_the_phone(
    context: BrowserContext, asked: Town
) -> None:
    desk = await context.new_page()
    await desk.set_viewport_size({"width": 1280, "height": 900})
    await desk.goto(asked.url)
    hers = phone(desk, (await asked.phone(AMINA).state())["name"])
    await hers.get_by_role("button", name="Answer on a private page").press("Enter")
    sheet = hers.get_by_role("dialog", name="Smiling Steps, Mini App")
    page = sheet.frame_locator("iframe")
    await say_age(page)
    await expect(page.get_by_role("heading", name="About you")).to_be_focused()
    await page.get_by_label(CALL).fill(SISTER)
    await sheet.get_by_role("button", name="Close", exact=True).click()
    await hers.get_by_role("alertdialog").get_by_role("button", name="Stay").click()
    send = await fill_in(page)
    await sheet.get_by_role("button", name="Back", exact=True).click()
    await page.get_by_text("Step 3 of 4").wait_for()
    await next_step(page, "Step 4 of 4")
    await sheet.get_by_role("button", name="Dark theme").click()
    await expect(page.locator("html")).to_have_css("color-scheme", "dark")
    await send.click()
    await expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    await page.get_by_role("button", name="Back to the chat").click()
    await expect(sheet).to_have_count(0)
    await expect(hers.get_by_text("that was all I ask")).to_be_visible()
    assert (await stored(asked))["severity_level"] == 7
    await _seen_by_brian(asked)


async def _seen_by_brian(here: Town) -> None:
    """What was sent from the page, on the psychologist's phone."""
    amina, brian = here.phone(AMINA), here.phone(BRIAN)
    await amina.tap("^Go on with the booking")
    await amina.tap("Send request")
    await brian.expect("Intake: filled in")
    await brian.send("/pending")
    await brian.tap("More…")
    await brian.tap("^Read the intake$")
    shown = await brian.expect("7 of 10")
    assert "Wanjiru" in shown["text"]


async def test_i6_help_comes_before_anything_else_and_leads_on(page: Page, asked: Town) -> None:
    await page.get_by_label(CALL).fill(SISTER)
    await page.get_by_label("Is there anything about your health").fill("I want to die")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name="Please look at this first")).to_be_focused()
    line = page.get_by_role("listitem").filter(has_text="Kenya Red Cross")
    await expect(line.get_by_role("link")).to_have_attribute("href", "tel:1199")
    assert await findings(page) == []
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("heading", name="How you are")).to_be_focused()
