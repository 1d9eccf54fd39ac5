"""The intake page in a real browser: opened as Telegram opens it, and looked at from all sides."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Locator,
    Page,
    async_playwright,
    expect,
)

from services import intake
from services.vault import Vault
from simulator.telegram.themes import THEMES
from tests.simulator.browser import ARGUMENTS, chromium
from tests.town import Town
from tests.world.page_visit import Visitor, visitor

#: The heading of the question that comes before all others.
FIRST = "One thing first"
#: The one question of the first step that must be answered, and of the third.
CALL, CHANGE = "Whom may we call", "What would you like to be different"
Place = Page | FrameLocator

#: Each is a function without arguments, whose findings should be none.
_CHECKS = (Path(__file__).parent / "page_checks.js").read_text(encoding="utf-8")


#: What the browser itself says of a connection that was cut, or of a refusal.
TOLD = re.compile(r"net::ERR_|status of (4\d\d|503)")


@pytest.fixture(scope="module")
async def chrome() -> AsyncIterator[Browser]:
    """One browser a module; each test has a phone of its own in it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def context(chrome: Browser, asked: Town) -> AsyncIterator[BrowserContext]:
    """A phone with a narrow screen, and Amina, who is asked a few questions; no script fails."""
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
async def page(context: BrowserContext, asked: Town) -> Page:
    """The page as it opens on her phone."""
    return await opened(context, await visitor(asked))


async def opened(
    context: BrowserContext, who: Visitor, theme: str = "light", *, adult: bool | None = True
) -> Page:
    """`adult`: what is said where nobody has asked yet; None leaves that question open."""
    found = await context.new_page()
    await found.goto(address(who, theme))
    await expect(found.locator("h1")).to_be_focused()
    if adult is not None and await found.locator("h1").inner_text() == FIRST:
        await say_age(found, adult=adult)
    return found


async def say_age(page: Place, *, adult: bool = True) -> None:
    await page.get_by_label("Yes" if adult else "No, I am younger", exact=True).check()
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", name=FIRST)).to_have_count(0)


def address(who: Visitor, theme: str = "light") -> str:
    """What the app opens: everything that it tells the page stands behind the "#"."""
    told = {
        "tgWebAppData": who.init_data,
        "tgWebAppVersion": "9.6",
        "tgWebAppPlatform": "android",
        "tgWebAppThemeParams": json.dumps(THEMES[theme]),
    }
    fragment = "&".join(f"{name}={quote(value, safe='')}" for name, value in told.items())
    base = who.here.environment["PUBLIC_URL"]
    return f"{base}/app/intake?booking={who.booking or ''}&lang=en#{fragment}"


async def next_step(page: Place, step: str) -> None:
    await page.get_by_role("button", name="Continue").click()
    await page.get_by_text(step).wait_for()


async def agree(page: Place) -> None:
    for box in await page.get_by_role("checkbox").all():
        await box.check()


async def fill_in(page: Place) -> Locator:
    """Everything that must be answered; leads to the last step, and to its button."""
    await page.get_by_label(CALL).fill("Wanjiru, 0712 000 111")
    await next_step(page, "Step 2 of 4")
    await page.get_by_label("7", exact=True).check()
    await next_step(page, "Step 3 of 4")
    await page.get_by_label(CHANGE).fill("Sleep through\nArgue less")
    await next_step(page, "Step 4 of 4")
    await agree(page)
    return page.get_by_role("button", name="Send")


async def storage(page: Page) -> dict[str, Any]:
    """Everything that the browser keeps for our address beyond this visit."""
    found: dict[str, Any] = await page.evaluate("({...localStorage})")
    return found


async def findings(page: Page) -> list[str]:
    """What somebody would stumble over on this screen."""
    found: list[str] = await page.evaluate(f"() => {{ {_CHECKS}\n return findings(); }}")
    return found


async def stored(asked: Town) -> dict[str, Any]:
    """What the practice has of the one form, opened with the practice's key."""
    assert asked.program is not None
    found = await asked.sql("SELECT client_id FROM intakes")
    vault: Vault = asked.program.courier._vault
    filled = await intake.latest(vault, found[0]["client_id"])
    return dict(filled.answers) if filled else {}
