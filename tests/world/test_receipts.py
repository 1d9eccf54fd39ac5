"""A receipt as PDF, from paying to the file in the chat (M8)."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.story.steps import AMINA
from tests.town import Town
from tests.world.paying import PIN_STEP, settled, texts, until_the_prompt

pytestmark = pytest.mark.usefixtures("books")


async def papers(here: Town) -> list[tuple[str, str]]:
    """Name and words of each PDF in Amina's chat."""
    found = []
    for message in await here.phone(AMINA).messages():
        if message["file"] and message["file"]["name"].endswith(".pdf"):
            async with here.session.get(here.url + message["file"]["url"]) as response:
                pages = PdfReader(BytesIO(await response.read())).pages
            found.append((message["file"]["name"], "\n".join(p.extract_text() for p in pages)))
    return found


async def test_m8_who_has_paid_gets_a_receipt_of_ours(here: Town) -> None:
    await until_the_prompt(here)
    await here.play((PIN_STEP,))
    amina = here.phone(AMINA)
    await amina.expect("confirmed")
    await here.sql("UPDATE people SET name = 'Amina Mũthoni' WHERE name LIKE 'Amina%' RETURNING id")
    await amina.tap(r"Receipt \(PDF\)")
    await amina.expect("Here is receipt no. 1 for KES 2,500")
    await settled(here)
    ((name, words),) = await papers(here)
    assert name == "Receipt-1.pdf"
    paid = (await here.sql("SELECT code FROM money_in"))[0]
    booked = (await here.sql("SELECT reference FROM bookings WHERE status = 'confirmed'"))[0]
    for part in ("Smiling Steps", "Receipt no. 1", "Amina Mũthoni", "KES 2,500", "M-Pesa",
                 "Session on", paid["code"], booked["reference"]):  # fmt: skip
        assert part in words
    for secret in ("Individual", "therap", "psycholog", "Wanjiku", "Brian"):
        assert secret not in words


async def test_m8_all_receipts_are_in_a_list_and_somebody_elses_are_not(here: Town) -> None:
    await until_the_prompt(here)
    await here.play((PIN_STEP,))
    amina = here.phone(AMINA)
    await amina.send("/receipts")
    await amina.expect("Your receipts")
    await amina.tap("^No. 1, KES 2,500")
    await amina.expect("Here is receipt no. 1")
    await here.phone("brian").send("/receipts")
    await here.phone("brian").expect("None yet")
    assert len(await papers(here)) == 1
    assert "Your receipts" in "".join(await texts(here))
