"""M-Pesa's own list as a backstop: what no callback, query or notice has told us (M2, X40)."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest

from bot.registering import register
from bot.settings import load
from bot.story.steps import Step
from tests.town import HURRIED, Town, open_town
from tests.world.paying import (
    alarms,
    booking,
    books_agree,
    dues_ticked,
    payment,
    settled,
    until_she_may_pay,
    until_the_prompt,
)

PIN = Step("amina", "pin", "1234")


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """A practice for which Safaricom has enabled the list; its books agree in the end."""
    async with open_town(database_url, **HURRIED, DARAJA_PULL_PHONE="+254733000201") as town:
        said, well = await register(load(town.environment, None), town.session)
        assert well, said
        yield town
        await settled(town)
        await books_agree(town)


async def pays_by_hand(here: Town, account: str) -> str:
    body = {"business": "174379", "account": account, "amount": 2500, "pin": "1234"}
    return str((await here.post("/sim/phones/amina/paybill", body))["receipt"])


async def money(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT code, source, payer_phone FROM money_in ORDER BY id")


async def test_m2_a_callback_and_a_notice_lost_and_queries_without_an_answer(here: Town) -> None:
    await here.fault("daraja", "lost_callback")
    await here.fault("daraja", "lost_confirmation")
    await here.fault("daraja", "query_4999", times=50)
    await until_the_prompt(here)
    await here.play((PIN,))
    await dues_ticked(here, 400)
    await here.phone("amina").expect("Your session is confirmed")
    found = await payment(here)
    assert (found["status"], found["receipt"] is not None) == ("paid", True)
    assert [one["source"] for one in await money(here)] == ["pull"]
    await dues_ticked(here, 400)
    assert len(await money(here)) == 1


async def test_m2_a_lost_notice_of_money_by_hand(here: Town) -> None:
    await here.fault("daraja", "lost_confirmation")
    await until_she_may_pay(here)
    code = await pays_by_hand(here, (await booking(here))["reference"].lower())
    await dues_ticked(here, 400)
    await here.phone("amina").expect("Your session is confirmed")
    assert await money(here) == [
        {"code": code, "source": "pull", "payer_phone": "+254712000001"}
    ]  # fmt: skip


async def test_m2_the_list_tells_the_number_that_a_notice_had_masked(here: Town) -> None:
    await until_she_may_pay(here)
    code = await pays_by_hand(here, "nonsense")
    while not await money(here):
        await asyncio.sleep(0.02)
    assert await money(here) == [{"code": code, "source": "c2b", "payer_phone": None}]
    await dues_ticked(here, 400)
    assert await money(here) == [{"code": code, "source": "c2b", "payer_phone": "+254712000001"}]


async def test_m2_an_answer_that_is_lost_leaves_the_cursor(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await here.fault("daraja", "lost_confirmation")
    await until_she_may_pay(here)
    await dues_ticked(here, 400)
    before = await cursor(here)
    code = await pays_by_hand(here, (await booking(here))["reference"])
    await here.fault("daraja", "pull_lost_answer")
    await dues_ticked(here, 400)
    assert (await money(here), await cursor(here)) == ([], before)
    await dues_ticked(here, 400)
    assert [one["code"] for one in await money(here)] == [code]
    assert await cursor(here) > before
    assert alarms(log) == []


async def test_m2_what_cannot_be_entered_keeps_no_other_money_out(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await here.fault("daraja", "lost_confirmation", times=2)
    await until_she_may_pay(here)
    await dues_ticked(here, 400)
    before = await cursor(here)
    first, second = await pays_by_hand(here, "nonsense"), await pays_by_hand(here, "more nonsense")
    await here.sql(f"ALTER TABLE money_in ADD CONSTRAINT not_this CHECK (code <> '{first}')")
    await dues_ticked(here, 400)
    assert ([one["code"] for one in await money(here)], await cursor(here)) == ([second], before)
    assert "found_money_not_entered" in alarms(log)
    await here.sql("ALTER TABLE money_in DROP CONSTRAINT not_this")
    await dues_ticked(here, 400)
    assert {one["code"] for one in await money(here)} == {first, second}
    assert await cursor(here) > before


async def cursor(here: Town) -> Any:
    return (await here.sql("SELECT seen_until FROM pull_cursors"))[0]["seen_until"]


async def test_m2_nobody_asks_twice_within_some_minutes(here: Town) -> None:
    """However many replicas there are: the row is claimed."""
    assert here.program is not None
    await here.sql("DELETE FROM pull_cursors")
    for _ in range(3):
        await here.program.loops.run_all()
    asked = (await here.get("/sim/stats"))["daraja"]["requests"]
    for _ in range(3):
        await here.program.loops.run_all()
    assert (await here.get("/sim/stats"))["daraja"]["requests"] == asked
    assert timedelta(minutes=4) < (await next_at(here))


async def next_at(here: Town) -> timedelta:
    found = await here.sql("SELECT next_at - now() AS wait FROM pull_cursors")
    return timedelta(seconds=found[0]["wait"].total_seconds())
