"""A client shows M-Pesa's code and M-Pesa says what became of it (M5, X42)."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.steps import Step
from tests.town import Town
from tests.world.paying import (
    alarms,
    booking,
    call_back,
    callback,
    dues_ticked,
    payment,
    settled,
    texts,
    until_she_may_pay,
    until_the_prompt,
)
from tests.world.showing import (
    ALWAYS,
    ASKED,
    OTHER,
    came_in,
    nobody_tells,
    other_client,
    pays_the_bill,
    person,
    proofs,
    request,
    says,
    states,
    taps,
    until_she_is_asked,
)
from tests.world.test_paybill import confirm, notice, owed

pytestmark = pytest.mark.usefixtures("books")

CHECKING, CONFIRMED = "asking M-Pesa about", "Your session is confirmed"
TO_A_PERSON = "the practice looks at it"


async def test_m5_a_pasted_message_is_verified_and_confirms(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    await here.play((Step("amina", "paste", "", (("amina", CHECKING), ("amina", CONFIRMED))),))
    assert await came_in(here) == [(receipt, 250_000, "status")]
    (proof,) = await proofs(here)
    assert (proof["state"], proof["code"], proof["amount_minor"]) == ("accepted", receipt, 250_000)
    assert proof["money_in_id"] is not None
    assert proof["decided_by_id"] is None
    kept = await here.sql("SELECT encode(payload, 'escape') AS said FROM inbox")
    assert kept
    assert not any("M-PESA" in row["said"] for row in kept)


async def test_m5_what_m_pesa_says_counts_and_not_what_the_message_says(here: Town) -> None:
    receipt = await until_she_is_asked(here, amount=1000)
    forged = f"{receipt} Confirmed. Ksh2,500.00 sent to SMILING STEPS for account X on 1/1/27 at"
    await says(here, forged, CHECKING, "KES 1,500 is still to pay")
    assert await came_in(here) == [(receipt, 100_000, "status")]
    assert await states(here) == ["accepted"]


async def test_x42_callback_lost_query_silent_the_code_ties_the_push(here: Town) -> None:
    await nobody_tells(here)
    await until_the_prompt(here)
    await here.play((Step("amina", "pin", "1234"),))
    await here.play((Step("amina", "tap", "I have paid", (("amina", ASKED),)),
                     Step("amina", "paste", "", (("amina", CONFIRMED),))))  # fmt: skip
    of = await payment(here)
    assert of["status"] == "paid"
    assert await came_in(here) == [(of["receipt"], 250_000, "status")]
    await call_back(here, of["callback_token"], callback(of, receipt=of["receipt"]))
    await settled(here)
    assert len(await came_in(here)) == 1


async def test_m5_a_code_that_m_pesa_does_not_know_and_then_the_right_one(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    receipt = await until_she_is_asked(here)
    wrong = receipt[:9] + ("A" if receipt[9] != "A" else "B")
    await says(here, wrong.lower(), CHECKING, "no such payment in our account")
    assert alarms(log) == []
    await here.play((Step("amina", "tap", "Send another code", (("amina", ASKED),)),))
    await says(here, receipt, CHECKING, CONFIRMED)
    assert await states(here) == ["refused", "accepted"]


@pytest.mark.parametrize("lost", ["status_lost_answer", "status_lost_result", "status_timeout"])
async def test_x42_what_is_lost_on_the_way_is_asked_again(here: Town, lost: str) -> None:
    receipt = await until_she_is_asked(here)
    await here.fault("daraja", lost)
    await says(here, receipt, CHECKING)
    for _ in range(4):
        await dues_ticked(here, 140)
        await asyncio.sleep(0.35)
    await here.phone("amina").expect(CONFIRMED)
    assert await came_in(here) == [(receipt, 250_000, "status")]
    assert await states(here) == ["accepted"]


@pytest.mark.parametrize(
    "fault",
    [
        "status_timeout",
        "status_lost_result",
        "status_unknown_code",
        "status_credential_locked",
        "status_busy",
    ],
)
async def test_x42_without_an_answer_a_person_looks(here: Town, fault: str) -> None:
    receipt = await until_she_is_asked(here)
    await here.fault("daraja", fault, times=ALWAYS)
    brian = here.phone("brian")
    await brian.mark()
    await says(here, receipt, CHECKING)
    if fault in {"status_timeout", "status_lost_result"}:
        for _ in range(4):
            await dues_ticked(here, 300)
            await asyncio.sleep(0.35)
    await here.phone("amina").expect(TO_A_PERSON)
    assert receipt in (await brian.expect("says it is paid"))["text"]
    assert await states(here) == ["open"]
    assert await came_in(here) == []


def result(receipt: str, receiver: str, status: str = "Completed") -> dict[str, Any]:
    said = {"ReceiptNo": receipt, "TransactionStatus": status, "Amount": 2500,
            "DebitPartyName": "254712000001 - Amina", "CreditPartyName": receiver}  # fmt: skip
    return {
        "Result": {
            "ResultType": 0, "ResultCode": 0, "ResultDesc": "ok", "TransactionID": "UKL0000000",
            "OriginatorConversationID": "x", "ConversationID": "y", "ResultParameters": {
                "ResultParameter": [{"Key": key, "Value": value} for key, value in said.items()]},
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("receiver", "status", "words", "state"),
    [
        ("600000 - Somebody Else", "Completed", "went to somebody else", "refused"),
        ("174379 - Smiling Steps", "Declined", "was not completed", "refused"),
        ("Smiling Steps", "Completed", TO_A_PERSON, "open"),
        ("174379 - Smiling Steps", "Authorized", TO_A_PERSON, "open"),
    ],
)
async def test_m5_only_what_was_completed_and_came_to_us_counts(
    here: Town, receiver: str, status: str, words: str, state: str
) -> None:
    await here.fault("daraja", "status_lost_result", times=ALWAYS)
    receipt = await until_she_is_asked(here)
    await says(here, receipt, CHECKING)
    await settled(here)
    url = f"{here.environment['PUBLIC_URL']}/hooks/done/{(await request(here))['token']}"
    async with here.session.post(url, json=result(receipt, receiver, status)) as response:
        assert response.status == 200
    await here.phone("amina").expect(words)
    assert await states(here) == [state]
    assert await came_in(here) == []


async def test_m5_a_code_that_came_with_a_mistyped_account_is_hers_at_once(here: Town) -> None:
    await until_she_may_pay(here)
    code = "UKL1234567"
    await confirm(here, notice("rent", amount="2500.00", TransID=code))
    await settled(here)
    assert await owed(here, "unallocated") == 250_000
    await here.play((Step("amina", "tap", "I have paid", (("amina", ASKED),)),))
    await says(here, code, "Found", CONFIRMED)
    assert await came_in(here) == [(code, 250_000, "c2b")]
    assert await states(here) == ["accepted"]
    assert await owed(here, "unallocated") == 0


async def test_m5_a_notice_with_a_mistyped_account_finds_who_shows_its_code(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    await here.fault("daraja", "status_lost_result", times=ALWAYS)
    await says(here, receipt, CHECKING)
    await confirm(here, notice("rent", TransID=receipt))
    await here.phone("amina").expect(CONFIRMED)
    assert await states(here) == ["accepted"]
    assert await came_in(here) == [(receipt, 250_000, "c2b")]


async def test_m5_her_own_code_twice_counts_once(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    await says(here, receipt, CHECKING, CONFIRMED)
    about = (await booking(here))["public_id"].hex
    await says(here, f"/paid {about}", "there is nothing more to do")
    await says(here, receipt, "has been counted already")
    assert len(await came_in(here)) == 1


async def test_m5_somebody_elses_code_is_refused_in_neutral_words(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    receipt = await until_she_is_asked(here)
    await says(here, receipt, CHECKING, CONFIRMED)
    await other_client(here)
    await says(here, receipt, "can't use that code", who=OTHER)
    told = (await texts(here, OTHER))[-1]
    assert not any(word in told for word in ("Amina", "counted", "another", "used", "somebody"))
    assert alarms(log) == ["proof_of_anothers_money"]
    assert len(await came_in(here)) == 1


async def test_m5_two_show_the_same_code_at_once(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    await other_client(here)
    await asyncio.gather(*(here.phone(who).send(receipt) for who in ("amina", OTHER)))
    for _ in range(20):
        if len(await came_in(here)) == 1 and "checking" not in await states(here):
            break
        await asyncio.sleep(0.1)
    assert await states(here) == ["accepted"]
    (owner,) = await here.sql("SELECT person_id FROM money_in")
    (proof,) = await proofs(here)
    assert proof["person_id"] == owner["person_id"]
    loser = OTHER if owner["person_id"] == await person(here, "Amina") else "amina"
    assert any("can't use that code" in text for text in await texts(here, loser))


async def test_m5_paid_meanwhile_answers_what_is_being_checked(here: Town) -> None:
    await here.fault("daraja", "status_lost_result", times=ALWAYS)
    await nobody_tells(here)
    await until_the_prompt(here)
    of = await payment(here)
    await here.play((Step("amina", "tap", "I have paid", (("amina", ASKED),)),))
    receipt = await pays_the_bill(here)
    await says(here, receipt, CHECKING)
    await says(here, f"/paid {(await booking(here))['public_id'].hex}", ASKED)
    await says(here, receipt, "looking into that code already")
    await call_back(here, of["callback_token"], callback(of, receipt=receipt))
    await here.phone("amina").expect(CONFIRMED)
    assert await states(here) == ["accepted"]


async def test_m5_nobody_shows_codes_without_end(here: Town) -> None:
    receipt = await until_she_is_asked(here)
    await here.fault("daraja", "status_lost_result", times=ALWAYS)
    about = (await booking(here))["public_id"].hex
    for number in range(9):
        await says(here, f"/paid {about}", ASKED)
        last = "many codes today" if number == 8 else CHECKING
        await says(here, f"{receipt[:9]}{number}", last)
    assert len(await proofs(here)) == 8


async def test_m5_a_message_at_the_desk_is_asked_about(here: Town) -> None:
    await nobody_tells(here)
    await until_she_may_pay(here)
    await here.play((Step("amina", "tap", "Later", (("amina", "You can pay later"),)),))
    receipt = await pays_the_bill(here)
    await here.play((Step("amina", "paste", "", (("amina", "Is it your payment"),)),))
    await taps(here, "amina", "^BK-", CHECKING, CONFIRMED)
    assert await came_in(here) == [(receipt, 250_000, "status")]
