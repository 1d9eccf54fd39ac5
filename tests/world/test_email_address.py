"""R8: an address is proven by the code that was mailed there, in the whole program."""

import re

from tests.town import HURRIED, Town, open_town

ADDRESS = "amina@example.com"


async def address(here: Town) -> str | None:
    [found] = await here.sql("SELECT email FROM people WHERE telegram_id = 700000001")
    email: str | None = found["email"]
    return email


async def test_r8_a_code_is_mailed_and_typed_back(database_url: str) -> None:
    async with open_town(database_url, **HURRIED) as here:
        amina = here.phone("amina")
        await amina.send("/settings")
        await amina.tap("Reminders, SMS, e-mail")
        await amina.expect("Your reminders")
        await amina.tap("E-mail")
        await amina.expect("Your e-mail address")
        await amina.send(ADDRESS)
        await amina.expect(f"Look into {ADDRESS}")
        mail = await amina.expect_mail("Type these digits")
        assert mail["subject"] == "Smiling Steps: your code"
        assert await address(here) is None
        code = re.search(r"\d{6}", mail["text"])
        assert code is not None
        await amina.send(code[0])
        await amina.expect("That address is yours")
        assert await address(here) == ADDRESS
        await here.settled()
        assert await here.sql("SELECT 1 FROM outbox WHERE payload IS NOT NULL") == []


async def test_r8_a_mistyped_address_is_told_and_its_code_is_shown_nowhere_else(
    database_url: str,
) -> None:
    async with open_town(database_url, **HURRIED) as here:
        amina = here.phone("amina")
        await amina.send("/start")
        await amina.expect("Hello Amina")
        await amina.send("/reminders email")
        await amina.expect("Your e-mail address")
        await here.fault("mail", "mailbox_unknown")
        await amina.send("amnia@example.com")
        await amina.expect("nobody has that address")
        said = [message["text"] for message in (await amina.state())["messages"]]
        assert not [text for text in said if re.search(r"\b\d{6}\b", text)]
        assert await address(here) is None
