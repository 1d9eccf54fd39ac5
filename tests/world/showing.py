"""Amina has paid and nobody has told us: what she shows, and what became of it."""

from dataclasses import replace
from typing import Any

from bot.story.steps import BRIAN, Step, choosing
from tests.town import Town
from tests.world.paying import booking, settled, until_she_may_pay

ASKED = "Send me the M-Pesa message"
#: More often than it could be asked in any of these tests.
ALWAYS = 1000
ADMIN, OTHER = "grace", "zawadi"


async def nobody_tells(here: Town) -> None:
    """No callback, no notice, and no answer to our questions about a push."""
    for fault in ("lost_callback", "lost_confirmation", "query_4999"):
        await here.fault("daraja", fault, times=ALWAYS)


async def until_she_is_asked(here: Town, amount: int = 2500) -> str:
    """She has paid by hand, nobody has told, and she is asked for her code. The receipt."""
    await nobody_tells(here)
    await until_she_may_pay(here)
    receipt = await pays_the_bill(here, amount)
    await here.play((Step("amina", "tap", "I have paid", (("amina", ASKED),)),))
    return receipt


async def pays_the_bill(here: Town, amount: int = 2500, who: str = "amina") -> str:
    typed = str((await booking(here))["reference"])
    body = {"business": "174379", "account": typed, "amount": amount, "pin": "1234"}
    return str((await here.post(f"/sim/phones/{who}/paybill", body))["receipt"])


async def other_client(here: Town) -> None:
    """Zawadi has a session of her own to pay, and is asked for her code."""
    steps = (
        Step(OTHER, "send", "/start", ((OTHER, "Hello Zawadi"),)),
        *(_hers(step) for step in choosing("Brian Otieno", "Individual session")),
        Step(OTHER, "tap", "Send request", ((BRIAN, "New request"),)),
        Step(BRIAN, "tap", "Approve Zawadi", ((OTHER, "has agreed"),)),
        Step(OTHER, "send", "/paid", ((OTHER, ASKED),)),
    )
    await here.play(steps)


def _hers(step: Step) -> Step:
    return replace(step, who=OTHER, sees=tuple((OTHER, words) for _, words in step.sees))


async def says(here: Town, words: str, *hears: str, who: str = "amina") -> None:
    await here.play((Step(who, "send", words, tuple((who, word) for word in hears)),))


async def taps(here: Town, who: str, label: str, *hears: str) -> None:
    await here.play((Step(who, "tap", label, tuple((who, word) for word in hears)),))


async def proofs(here: Town) -> list[dict[str, Any]]:
    await settled(here)
    return await here.sql("SELECT * FROM payment_proofs ORDER BY id")


async def states(here: Town) -> list[str]:
    return [one["state"] for one in await proofs(here)]


async def came_in(here: Town) -> list[tuple[str | None, int, str]]:
    found = await here.sql("SELECT code, amount_minor, source FROM money_in ORDER BY id")
    return [(row["code"], row["amount_minor"], row["source"]) for row in found]


async def person(here: Town, name: str) -> int:
    found = await here.sql("SELECT id FROM people WHERE name LIKE $1", f"{name}%")
    return int(found[0]["id"])


async def request(here: Town) -> dict[str, Any]:
    return (await here.sql("SELECT * FROM mpesa_requests ORDER BY id DESC LIMIT 1"))[0]
