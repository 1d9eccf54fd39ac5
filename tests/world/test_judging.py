"""What M-Pesa doesn't say, a person does: once, with the right role, and corrected later (M5)."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest

from bot.story.steps import Step
from tests.town import HURRIED, Town, open_town
from tests.world.paying import alarms, books_agree, dues_ticked, settled, texts
from tests.world.showing import (
    ADMIN,
    came_in,
    person,
    proofs,
    says,
    states,
    taps,
    until_she_is_asked,
)
from tests.world.test_paybill import confirm, notice, owed

CONFIRMED, WAITS = "Your session is confirmed", "The practice checks your payment"
BY_HAND = {"DARAJA_INITIATOR": "", "DARAJA_INITIATOR_PASSWORD": "", "DARAJA_CERTIFICATE": ""}


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """A practice without an operator at M-Pesa: its people look themselves."""
    async with open_town(database_url, **HURRIED, **BY_HAND) as town:
        await town.phone(ADMIN).send("/start")
        await town.phone(ADMIN).expect("The practice is under /admin")
        yield town
        await settled(town)
        await books_agree(town)


async def until_it_waits(here: Town, amount: int = 2500) -> str:
    receipt = await until_she_is_asked(here, amount)
    for name in ("brian", ADMIN):
        await here.phone(name).mark()
    await says(here, receipt, WAITS)
    return receipt


async def test_m5_the_psychologist_has_seen_it_and_it_counts(here: Town) -> None:
    receipt = await until_it_waits(here)
    for name in ("brian", ADMIN):
        assert receipt in (await here.phone(name).expect("says it is paid"))["text"]
    await taps(here, "brian", "It has come in", "How much has come in")
    await taps(here, "brian", "^KES 2,500", "KES 2,500 counted")
    await here.phone("amina").expect(CONFIRMED)
    assert await came_in(here) == [(receipt, 250_000, "hand")]
    (proof,) = await proofs(here)
    (money,) = await here.sql("SELECT * FROM money_in")
    brian = await person(here, "Brian")
    assert (proof["state"], proof["decided_by_id"]) == ("accepted", brian)
    assert (money["provider"], money["allocated_by_id"]) == ("mpesa", brian)
    assert proof["money_in_id"] == money["id"]


async def test_m5_the_same_code_told_later_is_the_same_money(here: Town) -> None:
    receipt = await until_it_waits(here)
    await taps(here, "brian", "It has come in", "How much")
    await taps(here, "brian", "^KES 2,500", "counted")
    await confirm(here, notice("BK-2026-000001", TransID=receipt))
    await confirm(here, notice("rent", TransID=receipt), spaces=1)
    await settled(here)
    assert len(await came_in(here)) == 1
    assert await here.sql("SELECT 1 FROM mismatches") == []


async def test_m5_another_amount_told_later_calls_a_person_and_never_counts_twice(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    receipt = await until_it_waits(here, 1000)
    await taps(here, "brian", "It has come in", "How much")
    await taps(here, "brian", "^KES 2,500", "counted")
    for spaces, account in enumerate(("rent", "rent", "BK-2026-000001")):
        await confirm(here, notice(account, "1000.00", TransID=receipt), spaces)
    await settled(here)
    assert await came_in(here) == [(receipt, 250_000, "hand")]
    (found,) = await here.sql("SELECT * FROM mismatches")
    assert (found["kind"], found["our_minor"], found["their_minor"]) == ("amount", 250_000, 100_000)
    assert alarms(log) == ["money_of_another_amount"]


async def test_m5_less_came_in_than_is_due(here: Town) -> None:
    await until_it_waits(here, 1000)
    await taps(here, ADMIN, "It has come in", "How much has come in")
    await says(here, "1,000", "KES 1,000 counted", who=ADMIN)
    await here.phone("amina").expect("KES 1,500 is still to pay")


async def test_m5_two_decide_at_once_and_one_does(here: Town) -> None:
    await until_it_waits(here)
    await taps(here, "brian", "It has come in", "How much has come in")
    await taps(here, ADMIN, "Not found", "Tap a reason")
    await asyncio.gather(
        here.phone("brian").tap("^KES 2,500"), here.phone(ADMIN).tap("No such payment")
    )
    await settled(here)
    (state,) = await states(here)
    accepted = state == "accepted"
    assert len(await came_in(here)) == accepted
    winner, loser = ("brian", ADMIN) if accepted else (ADMIN, "brian")
    done = "counted</b>" if accepted else "has been told"
    assert any(done.split("<", maxsplit=1)[0] in text for text in await texts(here, winner))
    assert any(("found by Brian" if accepted else "not found, by Grace") in text
               for text in await texts(here, loser))  # fmt: skip


async def test_m5_nothing_is_found_and_she_reads_what_next(here: Town) -> None:
    await until_it_waits(here)
    await taps(here, "brian", "Not found", "Tap a reason")
    await says(here, "Only KES 5 came, on <Monday>.", "has been told", who="brian")
    await here.phone("amina").expect("Only KES 5 came, on <Monday>.")
    assert await states(here) == ["refused"]
    await taps(here, "amina", "Send another code", "Send me the M-Pesa message")


async def test_m5_a_picture_without_a_code_is_looked_at_and_its_code_typed(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    sees = (("amina", WAITS), ("brian", "has sent a picture"))
    await here.play((Step("amina", "photo", "", sees),))
    await taps(here, "brian", "Look at it", "It can't be forwarded", "the picture above")
    shown = [m for m in await here.phone("brian").messages() if m["kind"] == "photo"]
    assert shown[-1]["protected"] is True
    await taps(here, "brian", "It has come in", "Which code?")
    await says(here, receipt.lower(), "How much has come in", who="brian")
    await says(here, "2500", "KES 2,500 counted", who="brian")
    await here.phone("amina").expect(CONFIRMED)
    assert await came_in(here) == [(receipt, 250_000, "hand")]


async def test_m5_money_that_came_meanwhile_counts_as_it_came(here: Town) -> None:
    receipt = await until_it_waits(here, 1000)
    await confirm(here, notice("BK-2026-000001", "1000.00", TransID=receipt))
    await here.phone("amina").expect("KES 1,500 is still to pay")
    assert await states(here) == ["accepted"]
    await taps(here, "brian", "It has come in", "found by M-Pesa")
    assert await came_in(here) == [(receipt, 100_000, "c2b")]
    assert await owed(here, "credit:%") == 0


async def test_x63_nobody_else_judges_it(here: Town) -> None:
    await until_it_waits(here)
    (proof,) = await proofs(here)
    await says(here, "/proofs", "for those who work in the practice")
    await says(here, "/proofs", "Nobody waits", who="dr")
    for name in ("amina", "dr"):
        phone = here.phone(name)
        newest = (await phone.messages())[-1]["message_id"]
        for verb in ("pfok", "pfno", "pfsee"):
            await phone.mark()
            data = f"do:{verb}:{proof['public_id'].hex}:0"
            await phone.post("tap", {"message_id": newest, "data": data, "stale": True})
            await settled(here)
            assert "Amina" not in (await texts(here, name))[-1] or name == "amina"
    assert await states(here) == ["open"]
    assert await came_in(here) == []


async def test_m5_what_waits_is_listed_and_brought_up_once_a_day(here: Town) -> None:
    await until_it_waits(here)
    await says(here, "/proofs", "Oldest first", who="brian")
    for hours, times in ((1, 0), (24, 1), (1, 1), (24, 2)):
        await dues_ticked(here, hours * 3600)
        for name in ("brian", ADMIN):
            said = [text for text in await texts(here, name) if "still wait to be looked" in text]
            assert len(said) == times, (name, hours)
    await taps(here, ADMIN, "Show me", "Oldest first")
