"""kill -9 at every step: a real process dies, another starts, and the story still ends well."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.phones import Unseen
from bot.story.booking import BOOKING
from bot.story.steps import AMINA, Step
from bot.tour import Teller
from tests.town import HURRIED, Town, town

#: Seconds between the tap and the kill: before it arrives, while it is worked on, just after.
DELAYS = (0.0, 0.004, 0.012, 0.03, 0.08)
#: Moves the clock past every lease, so that nobody waits for one in real time.
PAST_THE_LEASES = 35


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    async with town(database_url, **HURRIED) as found:
        await found.post("/sim/telegram/limits", {"retry_base": 0.1})
        yield found


@pytest.mark.parametrize("shift", range(2))
async def test_x61_killed_after_every_tap_the_story_still_ends_well(here: Town, shift: int) -> None:
    process = await here.start_process()
    await here.phone("brian").expect("Requests wait under /pending")
    teller = Teller(here.session, here.url)
    for number, step in enumerate(BOOKING):
        await _mark(here, step)
        await teller.act(step)
        await asyncio.sleep(DELAYS[(number + shift) % len(DELAYS)])
        await here.kill(process)
        process = await here.start_process()
        await here.move_clock(PAST_THE_LEASES)
        await _see(here, teller, step)
    await _one_of_each(here)


async def _mark(here: Town, step: Step) -> None:
    here.seen = {}
    for person in {step.who, *(who for who, _ in step.sees)}:
        here.seen[person] = here.phone(person)
        await here.seen[person].mark()


async def _see(here: Town, teller: Teller, step: Step) -> None:
    for person, words in step.sees:
        try:
            await here.seen[person].expect(words)
        except Unseen:
            if words != "Look at your phone":
                raise
            await _pay_again(here, teller)


async def _pay_again(here: Town, teller: Teller) -> None:
    """The push may have been lost with its process: after some minutes Amina is told so."""
    await here.move_clock(140)
    await here.move_clock(310)
    if not [p for p in (await here.phone(AMINA).state())["prompts"] if p["status"] == "waiting"]:
        await here.phone(AMINA).find("Pay again")
        await here.move_clock(130)
        await teller.act(Step(AMINA, "tap", "Pay again"))
        await here.phone(AMINA).prompt()


async def _one_of_each(here: Town) -> None:
    bookings = await here.sql("SELECT status, payment_status FROM bookings")
    assert bookings == [{"status": "confirmed", "payment_status": "paid"}]
    paid = await here.sql("SELECT receipt FROM payments WHERE status = 'paid'")
    assert len(paid) == 1
    entries = await here.sql("SELECT account, amount_minor FROM ledger_entries ORDER BY id")
    assert [entry["amount_minor"] for entry in entries] == [250_000, -250_000]
    assert await here.sql("SELECT id FROM inbox WHERE state <> 'done'") == []
    wallet = (await here.phone(AMINA).state())["balance"]
    assert wallet == 20_000 - 2_500
