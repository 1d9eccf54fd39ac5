"""The intake page in Chromium: by keyboard, narrow, large, dark, offline, on the phone (I3)."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from bot.story.steps import AMINA
from services import intake
from services.vault import Vault
from tests.simulator.browser import phone
from tests.town import Town
from tests.world.page_browser import (
    CALL,
    CHANGE,
    address,
    agree,
    browsing,
    fill_in,
    findings,
    next_step,
    storage,
)
from tests.world.page_visit import HELD, Visitor, visitor
from tests.world.test_intake_page import here

__all__ = ["here"]  # a fixture, for pytest

pytestmark = pytest.mark.browser

#: What the browser itself says of a connection that was cut, or of a refusal.
TOLD = re.compile(r"net::ERR_|status of (4\d\d|503)")


@pytest.fixture(scope="module")
async def chrome() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


@pytest.fixture
async def context(chrome: Browser, here: Town) -> AsyncIterator[BrowserContext]:
    """A phone with a narrow screen, and Amina asked whether it is right; no script fails."""
    await here.play(HELD)
    errors: list[str] = []
    found = await chrome.new_context(viewport={"width": 320, "height": 640})
    found.on("weberror", lambda error: errors.append(str(error.error)))
    found.on(
        "console",
        lambda line: (
            errors.append(line.text)
            if line.type in ("error", "warning") and not TOLD.search(line.text)
            else None
        ),
    )
    yield found
    await found.close()
    assert errors == []


@pytest.fixture
async def page(context: BrowserContext, here: Town) -> Page:
    """The page as it opens on her phone."""
    return await opened(context, await visitor(here))


async def opened(context: BrowserContext, who: Visitor, theme: str = "light") -> Page:
    found = await context.new_page()
    await found.goto(address(who, theme))
    await expect(found.locator("h1")).to_be_focused()
    return found


async def stored(here: Town) -> dict[str, Any]:
    """What the practice has of the one form, opened with the practice's key."""
    assert here.program is not None
    found = await here.sql("SELECT client_id FROM intakes")
    vault: Vault = here.program.courier._vault
    filled = await intake.latest(vault, found[0]["client_id"])
    return dict(filled.answers) if filled else {}


async def test_i3_it_is_filled_in_by_keyboard_alone(page: Page, here: Town) -> None:
    async def press(*keys: str) -> None:
        for key in keys:
            await page.keyboard.press(key)

    await press("Tab")
    await expect(page.get_by_label(CALL)).to_be_focused()
    await page.keyboard.type("Wanjiru")
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
    await expect(page.get_by_label("Yes", exact=True)).to_be_focused()
    await press("Space")
    for _ in range(4):
        await press("Tab", "Enter", "Tab", "Tab", "Space", "Shift+Tab", "Shift+Tab", "Enter", "Tab")
    await press("Tab", "Enter")
    await expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
    await here.phone(AMINA).expect("that was all I ask")
    assert await stored(here) == {
        "emergency_contact": "Wanjiru", "previous_therapy": False, "current_symptoms": ["worry"],
        "severity_level": 3, "therapy_goals": ["Sleep well"],
    }  # fmt: skip
    assert await storage(page) == {}


async def test_an_error_stands_beside_its_field_and_takes_the_reader_there(page: Page) -> None:
    await page.get_by_role("button", name="Continue").click()
    field = page.get_by_label(CALL)
    await expect(field).to_be_focused()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile("Please answer this one."))
    await expect(page.get_by_role("status")).to_have_text("Please look at this once more.")
    await field.fill("Wanjiru")
    await next_step(page, "Step 2 of 4")
    await page.get_by_role("button", name="Continue").click()
    first = page.get_by_label("1", exact=True)
    await expect(first).to_be_focused()
    await expect(first).to_have_accessible_description("Please choose one.")
    group = page.get_by_role("group", name="How heavy is it these days?")
    await expect(group).to_have_accessible_description(re.compile("Please choose one."))


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (320, "dark"), (1280, "dark")])
async def test_it_can_be_read_and_touched_on_any_screen(
    context: BrowserContext, here: Town, width: int, theme: str
) -> None:
    page = await opened(context, await visitor(here), theme)
    await page.set_viewport_size({"width": width, "height": 640})
    for larger in ("100%", "200%"):
        await page.reload()
        await expect(page.get_by_text("Step 1 of 4")).to_be_visible()
        await page.evaluate("size => { document.documentElement.style.fontSize = size }", larger)
        for step in range(1, 5):
            await expect(page.get_by_text(f"Step {step} of 4")).to_be_visible()
            assert await findings(page) == []
            if step == 1:
                await page.get_by_label(CALL).fill("")
                await page.get_by_role("button", name="Continue").click()
                assert await findings(page) == []
                await page.get_by_label(CALL).fill("W" * 60)
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
    chrome: Browser, context: BrowserContext, here: Town
) -> None:
    for scheme in ("light", "dark"):
        own = await chrome.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = await own.new_page()
        await page.goto(address(await visitor(here)).split("&tgWebAppTheme")[0])
        await expect(page.get_by_text("Step 1 of 4")).to_be_visible()
        assert await findings(page) == []
        await own.close()


async def test_offline_it_goes_on_and_sends_once_the_network_is_back(
    page: Page, context: BrowserContext, here: Town
) -> None:
    await page.get_by_label(CALL).fill("Wanjiru MARKED")
    await context.set_offline(True)
    await next_step(page, "Step 2 of 4")
    await expect(page.get_by_role("status")).to_contain_text("kept on this phone")
    kept = await storage(page)
    assert len(kept) == 1
    assert "MARKED" not in str(kept)
    await page.get_by_label("7", exact=True).check()
    await next_step(page, "Step 3 of 4")
    await page.get_by_label(CHANGE).fill("Sleep")
    await next_step(page, "Step 4 of 4")
    await agree(page)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("button", name="Try again now")).to_be_visible()
    await expect(page.get_by_role("status")).to_contain_text("Not sent yet")
    await context.set_offline(False)
    await expect(page.get_by_role("heading", name="Thank you")).to_be_focused()
    assert (await stored(here))["emergency_contact"] == "Wanjiru MARKED"
    assert await storage(page) == {}


async def test_x60_an_answer_that_is_lost_on_the_way_is_no_second_sending(
    page: Page, here: Town
) -> None:
    lost = 0

    async def lose(route: Route) -> None:
        nonlocal lost
        lost += 1
        if lost <= 2:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/app/intake/send", lose)
    await (await fill_in(page)).click()
    await expect(page.get_by_role("heading", name="Thank you")).to_be_focused(timeout=15_000)
    assert lost == 3
    await here.settled()
    said = [m for m in await here.phone(AMINA).messages() if "that was all I ask" in m["text"]]
    assert len(said) == 1


async def test_what_was_begun_is_there_again_for_its_owner_and_for_nobody_else(
    page: Page, context: BrowserContext, here: Town
) -> None:
    await context.set_offline(True)
    await page.get_by_label(CALL).fill("Wanjiru MARKED")
    await next_step(page, "Step 2 of 4")
    await page.close()
    await context.set_offline(False)
    brian = await visitor(here, "Brian")
    brian.booking = None
    other = await opened(context, brian)
    await expect(other.get_by_label(CALL)).to_have_value("")
    assert len(await storage(other)) == 1
    again = await opened(context, await visitor(here))
    await expect(again.get_by_text("Step 2 of 4")).to_be_visible()
    await expect(again.get_by_role("status")).to_contain_text("kept what you had begun")
    await again.get_by_role("button", name="Back").click()
    await expect(again.get_by_label(CALL)).to_have_value("Wanjiru MARKED")


async def test_a_draft_is_forgotten_after_a_day(page: Page, context: BrowserContext) -> None:
    await context.set_offline(True)
    await page.get_by_label(CALL).fill("Wanjiru")
    await next_step(page, "Step 2 of 4")
    await context.set_offline(False)
    later = """() => { for (const [name, kept] of Object.entries(localStorage))
      localStorage.setItem(name, kept.replace(/"until":\\d+/, `"until":${Date.now() - 1}`)); }"""
    await page.evaluate(later)
    await page.reload()
    await expect(page.get_by_label(CALL)).to_have_value("")
    assert await storage(page) == {}


async def test_a_page_that_was_open_for_too_long_keeps_what_was_written(
    page: Page, context: BrowserContext, here: Town
) -> None:
    await page.get_by_label(CALL).fill("Wanjiru")
    await here.move_clock(2 * 3600 + 60)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("open for too long")).to_be_visible()
    await expect(page.get_by_text("kept on this phone until then")).to_be_visible()
    later = await visitor(here)
    later.booking = None  # the time is not held any longer
    again = await opened(context, later)
    await expect(again.get_by_label(CALL)).to_have_value("Wanjiru")


async def test_x63_a_refused_launch_says_what_to_do(context: BrowserContext, here: Town) -> None:
    who = await visitor(here)
    await opened(context, who)
    copied = await opened(context, who)
    await expect(copied.get_by_text("opened from here once already")).to_be_visible()
    forged = await visitor(here)
    forged.init_data = forged.init_data[:-1] + "x"
    refused = await opened(context, forged)
    await expect(refused.get_by_text("didn't come from Telegram as it should")).to_be_visible()
    await refused.goto(here.environment["PUBLIC_URL"] + "/app/intake")
    await refused.evaluate("sessionStorage.clear()")
    await refused.reload()
    await expect(refused.get_by_text("opens by its button there")).to_be_visible()


async def test_i3_it_is_opened_filled_in_and_closed_on_the_phone(
    context: BrowserContext, here: Town
) -> None:
    desk = await context.new_page()
    await desk.set_viewport_size({"width": 1280, "height": 900})
    await desk.goto(here.url)
    hers = phone(desk, (await here.phone(AMINA).state())["name"])
    await hers.get_by_role("button", name="Answer on a private page").press("Enter")
    sheet = hers.get_by_role("dialog", name="Smiling Steps, Mini App")
    page = sheet.frame_locator("iframe")
    await expect(page.get_by_role("heading", name="About you")).to_be_focused()
    await page.get_by_label(CALL).fill("Wanjiru")
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
    assert (await stored(here))["severity_level"] == 7


async def test_i6_help_comes_before_anything_else_and_leads_on(page: Page, here: Town) -> None:
    await page.get_by_label(CALL).fill("Wanjiru")
    await page.get_by_label("Is there anything about your health").fill("I want to die")
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name="Please look at this first")).to_be_focused()
    line = page.get_by_role("listitem").filter(has_text="Kenya Red Cross")
    await expect(line.get_by_role("link")).to_have_attribute("href", "tel:1199")
    assert await findings(page) == []
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("heading", name="How you are")).to_be_focused()
