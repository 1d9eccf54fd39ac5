"""A phone that dials the menu, and the steps as the network posts them."""

from urllib.parse import urlencode

from tests.town import Town
from tests.world.texting_steps import NUMBER, one

STRANGER = "+254722000105"
CANCELLED = "SELECT count(*) AS n FROM bookings WHERE status IN ('cancelled', 'late_cancelled')"
#: What the menu has led to for others.
LETTERS = "SELECT count(*) AS n FROM outbox WHERE dedupe_key LIKE 'ussd%'"


async def violations(here: Town) -> dict[str, int]:
    found = (await here.get("/sim/stats"))["sms"]["violations"]
    return {name: count for name, count in found.items() if count}


async def dials(here: Town, *typed: str, who: str = "amina") -> str:
    """Dial and type; the last screen's words."""
    screen = await here.phone(who).dial()
    for each in typed:
        assert screen["open"], screen
        screen = await here.phone(who).answer_ussd(each)
    assert not screen["error"], screen
    return str(screen["text"])


async def step(here: Town, text: str, *, session: str = "ATUid_1", phone: str = NUMBER) -> str:
    """As the network posts one step; the body of the answer."""
    return await posted(here, urlencode({"sessionId": session, "serviceCode": "*384*123#",
        "phoneNumber": phone, "networkCode": "63902", "text": text}).encode())  # fmt: skip


async def posted(here: Town, raw: bytes) -> str:
    secret = here.environment["AFRICASTALKING_HOOK_SECRET"]
    url = f"{here.environment['PUBLIC_URL']}/hooks/sms/{secret}/ussd"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with here.session.post(url, data=raw, headers=headers) as response:
        assert (response.status, response.content_type) == (200, "text/plain")
        body = await response.text()
    assert body.startswith(("CON ", "END "))
    assert len(body) <= 164
    return body


async def number(here: Town, query: str) -> int:
    return int((await one(here, query))["n"])
