"""Each morning's comparison over HTTP, with providers that lose, change and forget (M8)."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.registering import register
from bot.settings import load
from bot.story.steps import AMINA, GRACE, Step
from services import clock
from tests.town import HURRIED, Town, open_town
from tests.world.carding import until_the_link
from tests.world.paying import PIN_STEP, booking, dues_ticked, settled, until_the_prompt
from tests.world.test_paybill import confirm, notice, reference

pytestmark = pytest.mark.usefixtures("books")

NAIROBI = ZoneInfo("Africa/Nairobi")


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """Safaricom gives us its list, and what asks for it every few minutes is out of order."""
    async with open_town(database_url, **HURRIED, DARAJA_PULL_PHONE="+254733000201") as town:
        await town.sql(
            """INSERT INTO pull_cursors (provider, next_at) VALUES ('mpesa', '2100-01-01')
               ON CONFLICT (provider) DO UPDATE SET next_at = '2100-01-01' RETURNING provider"""
        )
        said, well = await register(load(town.environment, None), town.session)
        assert well, said
        yield town


async def next_morning(here: Town) -> None:
    """Half past two in Nairobi, when today is a day that is over."""
    now = clock.now().astimezone(NAIROBI)
    morning = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), NAIROBI)
    await dues_ticked(here, (morning - now).total_seconds() + 9000)


async def mismatches(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT * FROM mismatches ORDER BY kind, id")


async def compared(here: Town, provider: str) -> tuple[int, int, int, int]:
    """(their count, their sum, our count, our sum) of the last day that was compared."""
    (day, *_) = await here.sql(
        """SELECT * FROM reconciliations WHERE provider = $1 AND finished_at IS NOT NULL
           ORDER BY day DESC""",
        provider,
    )
    return day["their_count"], day["their_minor"], day["our_count"], day["our_minor"]


async def told(here: Town) -> int:
    """How often the admin was told: there is one of them, Grace."""
    return len(await here.sql("SELECT id FROM outbox WHERE dedupe_key LIKE 'books%'"))


async def test_m8_money_of_which_nobody_told_us_is_found_in_the_morning(here: Town) -> None:
    await here.phone(GRACE).send("/start")
    await until_the_prompt(here)
    for name in ("lost_callback", "lost_confirmation", "query_no_answer"):
        await here.fault("daraja", name, times=None)
    await here.phone(AMINA).enter_pin()
    await settled(here)
    assert await here.sql("SELECT id FROM money_in") == []
    await next_morning(here)
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["source"], money["amount_minor"]) == ("pull", 250_000)
    assert (await booking(here))["status"] == "confirmed"
    (found,) = await mismatches(here)
    assert (found["code"], found["kind"]) == (money["code"], "missing_here")
    assert found["settled_at"] is not None
    assert await compared(here, "mpesa") == (1, 250_000, 1, 250_000)
    assert await told(here) == 0


async def test_m8_a_receipt_that_never_came_is_in_the_list(here: Town) -> None:
    """The query said "paid" without a receipt; the list has it."""
    await until_the_prompt(here)
    for name in ("lost_callback", "lost_confirmation"):
        await here.fault("daraja", name, times=None)
    await here.phone(AMINA).enter_pin()
    await dues_ticked(here, 30)
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["source"], money["code"]) == ("query", None)
    await next_morning(here)
    (money,) = await here.sql("SELECT * FROM money_in")
    assert money["code"] is not None
    assert await compared(here, "mpesa") == (1, 250_000, 1, 250_000)


async def test_m8_what_does_not_match_is_told_once_listed_and_settled(here: Town) -> None:
    grace = here.phone(GRACE)
    await grace.send("/start")
    await until_the_prompt(here)
    await here.play((PIN_STEP,))
    account, moment = await reference(here), f"{clock.now().astimezone(NAIROBI):%Y%m%d%H%M%S}"
    await here.fault("daraja", "lost_confirmation")
    typed = {"business": "174379", "account": account, "amount": 100, "pin": "1234"}
    other = (await here.phone(AMINA).post("paybill", typed))["receipt"]
    await confirm(here, notice(account, "70.00", TransID=other, TransTime=moment))
    await confirm(here, notice(account, "50.00", TransID="UKL7654321", TransTime=moment))
    await settled(here)
    await next_morning(here)
    assert await told(here) == 1
    found = [(row["code"], row["kind"]) for row in await mismatches(here)]
    assert found == [(other, "amount"), ("UKL7654321", "missing_there")]
    assert await compared(here, "mpesa") == (2, 260_000, 3, 262_000)
    await grace.expect("The books have a difference")
    await grace.tap("Open the books")
    await grace.expect("Theirs: 2, KES 2,600")
    await grace.tap("What doesn't match")
    await grace.expect("M-Pesa has KES 100, we have KES 70")
    await grace.tap("UKL7654321")
    await grace.expect("type it in a few words")
    await grace.send("A test by the bank")
    await grace.expect("Settled, with your note")
    row = (await mismatches(here))[1]
    assert (row["note"], row["settled_at"] is None) == ("A test by the bank", False)
    await here.phone(AMINA).send("/books")
    await here.phone(AMINA).expect("for those who run the practice")
    await next_morning(here)
    assert await told(here) == 1


async def test_m8_a_card_payment_of_which_nobody_told_us_is_found(here: Town) -> None:
    await until_the_link(here)
    await here.fault("paystack", "lost_webhook", times=None)
    await here.fault("paystack", "lost_answer", method="verify", times=None)
    await here.play((Step(AMINA, "card", "success", ()),))
    await settled(here)
    await next_morning(here)
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["provider"], money["source"]) == ("paystack", "paystack")
    assert (await booking(here))["status"] == "confirmed"
    assert await compared(here, "paystack") == (1, 250_000, 1, 250_000)
    (found,) = await mismatches(here)
    assert found["settled_at"] is not None
