"""The consent as a psychologist gives it: in a browser, by tapping Allow or Deny."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.story.steps import BRIAN
from tests.simulator.browser import ARGUMENTS, chromium
from tests.town import Town
from tests.world.meeting_steps import consent_link

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield await started.new_page()
        await started.close()


@pytest.mark.parametrize(
    ("button", "words"), [("Allow", "Done. Google Meet is connected"), ("Deny", "Nothing was")]
)
async def test_b11_a_browser_goes_to_google_and_back(
    here: Town, browser: Page, button: str, words: str
) -> None:
    await browser.goto(await consent_link(here))
    await expect(browser.get_by_text("View and edit events")).to_be_visible()
    await browser.get_by_role("button", name=button).click()
    await expect(browser.get_by_text(words)).to_be_visible()
    if button == "Allow":
        await here.phone(BRIAN).expect("Google Meet is connected")
