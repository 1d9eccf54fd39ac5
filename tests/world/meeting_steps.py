"""Connecting Brian to Google, and looking at what both sides and Google know of a session."""

from typing import Any

from bot.story.booking import BOOKING
from bot.story.steps import AMINA, BRIAN
from tests.town import Town
from tests.world.paying import dues_ticked

MEET, JITSI = "https://meet.google.com/", "https://meet.jit.si/"
#: From "/start" to the PIN that pays.
UNTIL_PAID = BOOKING[:12]


def address(message: dict[str, Any], host: str = "") -> str:
    """The first button of a message that leads out of Telegram."""
    urls = [b["url"] for row in message["keyboard"] for b in row if "url" in b]
    found = [url for url in urls if host in url]
    assert found, message
    return str(found[0])


async def consent_link(here: Town, who: str = BRIAN) -> str:
    """What /meet gives out to go to Google with."""
    phone = here.phone(who)
    await phone.mark()
    await phone.send("/meet")
    await phone.expect("Where do your video sessions take place?")
    await phone.tap("Connect Google Meet")
    return address(await phone.expect("Connect Google Meet"), "/google/accounts/")


async def consent(here: Town, url: str, **how: Any) -> dict[str, Any]:
    """The consent page without a browser: what our page said afterwards."""
    found: dict[str, Any] = await here.post("/sim/google/consent", {"url": url, **how})
    return found


async def connect(here: Town, who: str = BRIAN) -> None:
    shown = await consent(here, await consent_link(here, who), account=f"{who}@gmail.example")
    assert "Google Meet is connected" in shown["text"], shown
    await here.phone(who).expect("Google Meet is connected")


async def paid(here: Town) -> None:
    """Amina books Brian by video and pays; the confirmation is there, whatever Google does."""
    await here.play(UNTIL_PAID)


async def ticked(here: Town, times: int = 1, seconds: float = 31) -> None:
    for _ in range(times):
        await dues_ticked(here, seconds)


async def google(here: Town) -> dict[str, Any]:
    found: dict[str, Any] = await here.get("/sim/google")
    return found


async def events(here: Town, who: str = BRIAN, *, deleted: bool = False) -> list[dict[str, Any]]:
    """What is in a psychologist's calendar."""
    calendar = (await google(here))["calendars"].get(f"{who}@gmail.example", {})
    return [e for e in calendar.values() if (e["status"] == "cancelled") is deleted]


async def meeting(here: Town) -> dict[str, Any]:
    return (await here.sql("SELECT * FROM meetings ORDER BY id DESC LIMIT 1"))[0]


async def link_of(here: Town) -> str | None:
    found = await here.sql("SELECT meeting_link FROM bookings ORDER BY id DESC LIMIT 1")
    link: str | None = found[0]["meeting_link"]
    return link


async def links_told(here: Town, who: str = AMINA) -> list[str]:
    """The addresses in messages about links, oldest first."""
    told = [m for m in await here.phone(who).messages() if "ideo link</b> ·" in m["html"]]
    return [address(m) for m in told if m["keyboard"]]
