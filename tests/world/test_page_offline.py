"""The intake page on a bad network: kept on the phone, sealed, sent once, then forgotten (I3)."""

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from bot.story.steps import AMINA
from tests.town import Town
from tests.world.page_browser import (
    CALL,
    CHANGE,
    agree,
    chrome,
    context,
    fill_in,
    next_step,
    opened,
    page,
    storage,
    stored,
)
from tests.world.page_visit import visitor

__all__ = ["chrome", "context", "page"]  # fixtures, for pytest

pytestmark = pytest.mark.browser

SISTER = "Wanjiru, 0722 000 333"


async def test_offline_it_goes_on_and_sends_once_the_network_is_back(
    page: Page, context: BrowserContext, asked: Town
) -> None:
    await page.get_by_label(CALL).fill("Wanjiru MARKED 0722 000 333")
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
    assert (await stored(asked))["emergency_contact"] == "Wanjiru MARKED 0722 000 333"
    assert await storage(page) == {}


async def test_a_step_that_was_missed_goes_along_with_the_next(
    page: Page, context: BrowserContext, asked: Town
) -> None:
    await page.get_by_label(CALL).fill(SISTER)
    await context.set_offline(True)
    await next_step(page, "Step 2 of 4")
    await context.set_offline(False)
    await page.get_by_label("7", exact=True).check()
    await next_step(page, "Step 3 of 4")
    await expect(page.get_by_role("status")).to_have_text("Saved and sealed.")
    assert await storage(page) == {}
    again = await opened(context, await visitor(asked))
    await expect(again.get_by_text("Step 3 of 4")).to_be_visible()
    for _ in range(2):
        await again.get_by_role("button", name="Back").click()
    await expect(again.get_by_label(CALL)).to_have_value(SISTER)


async def test_i3_saved_is_said_only_of_what_has_arrived(page: Page, asked: Town) -> None:
    await page.get_by_label(CALL).fill(SISTER)
    await next_step(page, "Step 2 of 4")
    status = page.get_by_role("status")
    await expect(status).to_have_text("Saved and sealed.")
    await page.get_by_label("7", exact=True).check()
    await expect(status).to_have_text("")
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await page.route("**/app/intake/save", hold)
    await page.get_by_role("button", name="Continue").click()
    await expect(status).to_have_text("Saving…")
    await page.get_by_label("8", exact=True).check()
    await held[0].continue_()
    await expect(page.get_by_text("Step 3 of 4")).to_be_visible()
    await expect(status).to_contain_text("Not sent yet")
    assert len(await storage(page)) == 1


async def test_x60_an_answer_that_is_lost_on_the_way_is_no_second_sending(
    page: Page, asked: Town
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
    await asked.settled()
    said = [m for m in await asked.phone(AMINA).messages() if "that was all I ask" in m["text"]]
    assert len(said) == 1


async def test_what_was_begun_is_there_again_for_its_owner_and_for_nobody_else(
    page: Page, context: BrowserContext, asked: Town
) -> None:
    await context.set_offline(True)
    await page.get_by_label(CALL).fill("Wanjiru MARKED 0722 000 333")
    await next_step(page, "Step 2 of 4")
    await page.close()
    await context.set_offline(False)
    brian = await visitor(asked, "Brian")
    brian.booking = None
    other = await opened(context, brian)
    await expect(other.get_by_label(CALL)).to_have_value("")
    assert len(await storage(other)) == 1
    again = await opened(context, await visitor(asked))
    await expect(again.get_by_text("Step 2 of 4")).to_be_visible()
    await expect(again.get_by_role("status")).to_contain_text("kept what you had begun")
    await again.get_by_role("button", name="Back").click()
    await expect(again.get_by_label(CALL)).to_have_value("Wanjiru MARKED 0722 000 333")


async def test_a_draft_is_forgotten_after_a_day(page: Page, context: BrowserContext) -> None:
    await context.set_offline(True)
    await page.get_by_label(CALL).fill(SISTER)
    await next_step(page, "Step 2 of 4")
    await context.set_offline(False)
    later = """() => { for (const [name, kept] of Object.entries(localStorage))
      localStorage.setItem(name, kept.replace(/"until":\\d+/, `"until":${Date.now() - 1}`)); }"""
    await page.evaluate(later)
    await page.reload()
    await expect(page.get_by_label(CALL)).to_have_value("")
    assert await storage(page) == {}


async def test_a_page_that_was_open_for_too_long_keeps_what_was_written(
    page: Page, context: BrowserContext, asked: Town
) -> None:
    await page.get_by_label(CALL).fill(SISTER)
    await asked.move_clock(2 * 3600 + 60)
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("open for too long")).to_be_visible()
    await expect(page.get_by_text("kept on this phone until then")).to_be_visible()
    later = await visitor(asked)
    later.booking = None  # the time is not held any longer
    again = await opened(context, later)
    await expect(again.get_by_label(CALL)).to_have_value(SISTER)


async def test_x63_a_refused_launch_says_what_to_do(context: BrowserContext, asked: Town) -> None:
    who = await visitor(asked)
    await opened(context, who)
    copied = await opened(context, who)
    await expect(copied.get_by_text("opened from here once already")).to_be_visible()
    forged = await visitor(asked)
    forged.init_data = forged.init_data[:-1] + "x"
    refused = await opened(context, forged)
    await expect(refused.get_by_text("didn't come from Telegram as it should")).to_be_visible()
    await refused.goto(asked.environment["PUBLIC_URL"] + "/app/intake")
    await refused.evaluate("sessionStorage.clear()")
    await refused.reload()
    await expect(refused.get_by_text("opens by its button there")).to_be_visible()
