"""Money by hand to the Paybill: told twice, badly typed, too little, too much, nobody's (X45)."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.registering import register
from bot.settings import load
from bot.story.steps import Step
from tests.town import Town
from tests.world.paying import (
    alarms,
    booking,
    call_back,
    callback,
    payment,
    settled,
    until_she_may_pay,
    until_the_prompt,
)

pytestmark = pytest.mark.usefixtures("books")

RECEIPT = "UKL1234567"


def notice(account: str, amount: str = "2500.00", **changed: str) -> dict[str, str]:
    """A confirmation as Safaricom sends it."""
    return {
        "TransactionType": "Pay Bill", "TransID": RECEIPT, "TransTime": "20261121101500",
        "TransAmount": amount, "BusinessShortCode": "174379", "BillRefNumber": account,
        "InvoiceNumber": "", "OrgAccountBalance": "49197.00", "ThirdPartyTransID": "",
        "MSISDN": "2547 ***** 001", "FirstName": "AMINA", "MiddleName": "", "LastName": "NJERI",
        **changed,
    }  # fmt: skip


async def confirm(here: Town, body: dict[str, str], spaces: int = 0) -> dict[str, Any]:
    return await _post(here, "confirm", body, spaces)


async def check(here: Town, body: dict[str, str]) -> str:
    return str((await _post(here, "check", body))["ResultCode"])


async def _post(here: Town, what: str, body: dict[str, str], spaces: int = 0) -> dict[str, Any]:
    secret = here.environment["DARAJA_C2B_SECRET"]
    url = f"{here.environment['PUBLIC_URL']}/hooks/c2b/{secret}/{what}"
    async with here.session.post(url, data=json.dumps(body).encode() + b" " * spaces) as response:
        assert response.status == 200
        found: dict[str, Any] = await response.json()
        return found


async def outcomes(here: Town) -> list[str]:
    found = await here.sql("SELECT outcome FROM inbox WHERE source = 'c2b' ORDER BY id")
    return [row["outcome"] for row in found]


async def reference(here: Town) -> str:
    return str((await booking(here))["reference"])


async def owed(here: Town, account: str) -> int:
    found = await here.sql(
        "SELECT coalesce(-sum(amount_minor), 0)::int AS owed FROM ledger_entries"
        " WHERE account LIKE $1",
        account,
    )
    return int(found[0]["owed"])


async def came_in(here: Town) -> list[tuple[str | None, int]]:
    found = await here.sql("SELECT code, amount_minor FROM money_in ORDER BY id")
    return [(row["code"], row["amount_minor"]) for row in found]


async def test_m2_the_reference_is_paid_by_hand_badly_typed(here: Town) -> None:
    """Over HTTP on both sides: registered, checked, paid on a phone, confirmed."""
    said, well = await register(load(here.environment, None), here.session)
    assert well, said
    await here.post("/sim/daraja", {"validation": True})
    await until_she_may_pay(here)
    typed = (await reference(here)).lower().replace("-", " ")
    body = {"business": "174379", "account": typed, "amount": 2500, "pin": "1234"}
    paid = await here.post("/sim/phones/amina/paybill", body)
    await here.phone("amina").expect("Your session is confirmed")
    await settled(here)
    assert await came_in(here) == [(paid["receipt"], 250_000)]
    assert await outcomes(here) == ["paid"]


@pytest.mark.parametrize("first", ["callback", "notice", "both"])
async def test_x45_the_same_money_by_callback_and_by_notice_counts_once(
    here: Town, first: str
) -> None:
    await until_the_prompt(here)
    of = await payment(here)
    account = (await reference(here)).replace("-", "")

    async def tell(how: str, times: int = 0) -> None:
        if how == "callback":
            told = callback(of, receipt=RECEIPT)
            await call_back(here, of["callback_token"], told, spaces=times)
        else:
            await confirm(here, notice(account), spaces=times)

    if first == "both":
        ways = ("callback", "notice")
        await asyncio.gather(*(tell(how, times) for how in ways for times in range(3)))
    else:
        await tell(first)
        await settled(here)
        await tell("notice" if first == "callback" else "callback")
    await here.phone("amina").expect("Your session is confirmed")
    await settled(here)
    assert await came_in(here) == [(RECEIPT, 250_000)]
    assert ((await payment(here))["status"], (await payment(here))["receipt"]) == ("paid", RECEIPT)
    assert await owed(here, "credit:%") == 0


async def test_x45_one_notice_many_times_at_once_counts_once(here: Town) -> None:
    await until_she_may_pay(here)
    account = await reference(here)
    await asyncio.gather(*(confirm(here, notice(account), spaces=n) for n in range(5)))
    await settled(here)
    assert await came_in(here) == [(RECEIPT, 250_000)]
    assert sorted(await outcomes(here)) == ["known already"] * 4 + ["paid"]


async def test_x45_less_then_more_by_hand(here: Town) -> None:
    await until_she_may_pay(here)
    amina, account = here.phone("amina"), await reference(here)
    await confirm(here, notice(account, "1000.00"))
    await amina.expect("KES 1,500 is still to pay")
    assert (await booking(here))["payment_status"] == "partly_paid"
    await confirm(here, notice(account, "2000.00", TransID="UKL7654321"))
    await amina.expect("Your session is confirmed")
    await amina.expect("more than")
    assert await owed(here, "credit:%") == 50_000


async def test_x45_twice_by_hand_and_the_second_goes_back(here: Town) -> None:
    """Refunding the duplicate leaves the booking paid."""
    await until_she_may_pay(here)
    account = await reference(here)
    await confirm(here, notice(account))
    await confirm(here, notice(account, TransID="UKL7654321"))
    await here.phone("amina").expect("which is paid already")
    await settled(here)
    assert await owed(here, "credit:%") == 250_000


async def test_x44_a_notice_of_another_short_code_is_refused_and_kept(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    await until_she_may_pay(here)
    account = await reference(here)
    await confirm(here, notice(account, BusinessShortCode="600000"))
    await confirm(here, {"TransID": "?"})
    await settled(here)
    assert await outcomes(here) == ["refused: wrong short code", "refused: malformed"]
    kept = await here.sql("SELECT source, reason FROM refused_callbacks ORDER BY reason")
    assert kept == [
        {"source": "c2b", "reason": "malformed"}, {"source": "c2b", "reason": "wrong short code"}
    ]  # fmt: skip
    assert alarms(log) == ["paybill_notice_refused"] * 2
    assert await came_in(here) == []


async def test_x44_without_the_secret_nothing_is_believed(here: Town) -> None:
    await until_she_may_pay(here)
    body = json.dumps(notice(await reference(here)))
    for secret in ("0" * 32, "x", here.environment["DARAJA_C2B_SECRET"][:-1]):
        url = f"{here.environment['PUBLIC_URL']}/hooks/c2b/{secret}/confirm"
        async with here.session.post(url, data=body) as response:
            assert (response.status, await response.json()) == (
                200, {"ResultCode": 0, "ResultDesc": "Accepted"}
            )  # fmt: skip
    await settled(here)
    assert await outcomes(here) == []


async def test_m2_money_is_welcome_or_not(here: Town) -> None:
    await until_she_may_pay(here)
    account = await reference(here)
    assert await check(here, notice(account)) == "0"
    assert await check(here, notice(account[-6:])) == "0"
    assert await check(here, notice("0712 000 001")) == "C2B00012"
    assert await check(here, notice("BK-2020-999999")) == "C2B00012"
    assert await check(here, notice(account, BusinessShortCode="600000")) == "C2B00015"
    assert await check(here, {"what": "is this"}) == "0"
    await confirm(here, notice(account))
    await here.phone("amina").expect("Your session is confirmed")
    assert await check(here, notice(account)) == "C2B00013"


async def test_m3_money_for_nobody_is_kept_until_somebody_finds_its_booking(here: Town) -> None:
    await until_she_may_pay(here)
    await confirm(here, notice("0712000001"))
    await settled(here)
    assert await outcomes(here) == ["unallocated"]
    assert await owed(here, "unallocated") == 250_000
    assert (await booking(here))["status"] == "approved"


async def test_x45_known_by_a_query_alone_then_named_by_a_notice(here: Town) -> None:
    await here.fault("daraja", "lost_callback")
    await until_the_prompt(here)
    await here.play((Step("amina", "pin", "1234"),))
    await here.move_clock(20)
    await here.phone("amina").expect("Your session is confirmed")
    assert [amount for _, amount in await came_in(here)] == [250_000]
    await confirm(here, notice((await reference(here)).replace("-", "")))
    await here.phone("amina").expect("UKL1234567")
    assert await came_in(here) == [(RECEIPT, 250_000)]
