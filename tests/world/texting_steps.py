"""Amina has paid sessions and a phone; what is posted about it, and what became of that."""

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from bot.story.booking import BOOKING
from services import clock
from tests.town import Town
from tests.world.session_rows import met, session

#: How every reference begins.
SESSION = "BK-"
NUMBER = "+254712000001"
SOON, LATER = timedelta(days=3), timedelta(days=5)
TOO_LATE = timedelta(hours=5)


async def paid_session(here: Town) -> None:
    """Booked and paid in the chat, on the number that is in Amina's settings then."""
    await here.play(BOOKING[:12])
    await here.sql(
        "UPDATE people SET phone = $1, phone_confirmed_at = now() WHERE telegram_id = 700000001",
        NUMBER,
    )
    await here.settled()


async def with_phone(here: Town) -> None:
    """Amina has written to the bot, and her number is in her settings."""
    await met(here)
    await here.sql(
        "UPDATE people SET phone = $1, phone_confirmed_at = now() WHERE telegram_id = 700000001",
        NUMBER,
    )


async def ahead(here: Town, after: timedelta = SOON, status: str = "confirmed",
                client: str = "Amina%") -> str:  # fmt: skip
    """One more session; its reference."""
    made = await session(here, clock.now() + after, status, client=client)
    return str((await one(here, "SELECT reference FROM bookings WHERE id = $1", made))["reference"])


async def one(here: Town, query: str, *values: Any) -> dict[str, Any]:
    return (await here.sql(query, *values))[0]


async def booking(here: Town, reference: str) -> dict[str, Any]:
    return await one(here, "SELECT * FROM bookings WHERE reference = $1", reference)


async def texts(here: Town, words: str, answer: str, who: str = "amina") -> str:
    """Somebody texts, and is answered with these words."""
    phone = here.phone(who)
    await phone.mark()
    await phone.send_sms(words)
    return str((await phone.expect_sms(answer))["text"])


async def texts_in_vain(here: Town, words: str, who: str = "amina") -> None:
    """Somebody texts; it has been worked on, and nothing new is on their phone."""
    done = "SELECT count(*) AS n FROM inbox WHERE source = 'sms_in' AND state = 'done'"
    before, had = (await one(here, done))["n"], await got(here, who)
    await here.phone(who).send_sms(words)
    for _ in range(200):
        if (await one(here, done))["n"] > before:
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("it never came")
    assert await got(here, who) == had


async def got(here: Town, who: str = "amina") -> list[str]:
    """All SMS of the practice's on a phone."""
    await here.settled()
    state = await here.phone(who).state()
    return [sms["text"] for sms in state["sms"]
            if sms["direction"] == "in" and sms["from"] != "MPESA"]  # fmt: skip


async def post(here: Town, kind: str, form: Mapping[str, str] | bytes, secret: str = "") -> int:
    """As Africa's Talking posts; the status of the answer."""
    secret = secret or here.environment["AFRICASTALKING_HOOK_SECRET"]
    url = f"{here.environment['PUBLIC_URL']}/hooks/sms/{secret}/{kind}"
    body = form if isinstance(form, bytes) else urlencode(form).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with here.session.post(url, data=body, headers=headers) as response:
        return response.status


async def outcomes(here: Town, source: str) -> list[str | None]:
    await here.settled()
    found = await here.sql("SELECT outcome FROM inbox WHERE source = $1 ORDER BY id", source)
    return [row["outcome"] for row in found]


def code_in(sms: str) -> str:
    """What cancels, as it was sent."""
    found = re.search(r"Reply (\d{4})\b", sms)
    assert found is not None, sms
    return found[1]
