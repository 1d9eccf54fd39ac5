"""Asynchronous requests to Daraja: sent once, whatever is lost, and concluded once (X42, X47)."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError

from models.database import connection_arguments
from services import mpesa_requests
from tests.handlers.request_desk import MINOR, PHONE, RECEIPT, Office, open_office
from tests.services.gateways.daraja_desk import LOST

BUSY = {"requestId": "1", "errorCode": "500.003.02", "errorMessage": "System is busy"}
DUPLICATE = {"requestId": "1", "errorCode": "500.002.1001",
             "errorMessage": "Duplicate OriginatorConversationID."}  # fmt: skip
REFUSED = {"requestId": "1", "errorCode": "400.002.02", "errorMessage": "Bad Request - Invalid X"}


@pytest.fixture
async def here(db: str) -> AsyncIterator[Office]:
    assert db
    async with open_office() as office:
        yield office


async def reversal(here: Office) -> int:
    return await mpesa_requests.ask_reversal(here.refund_id, RECEIPT, MINOR, here.now)


async def payout(here: Office) -> int:
    return await mpesa_requests.ask_b2c(here.refund_id, PHONE, MINOR, here.now)


async def test_x42_a_reversal_is_sent_once_and_its_result_ends_it(here: Office) -> None:
    asked = await reversal(here)
    await asyncio.gather(*(desk.send_waiting() for desk in (here.desk(), here.desk())))
    await asyncio.gather(*(desk.settle() for desk in here.desks))
    assert len(here.daraja.came) == 1
    sent, request = here.daraja.came[0], await here.request(asked)
    assert sent["ResultURL"].endswith(f"/hooks/done/{request['token']}")
    assert sent["QueueTimeOutURL"].endswith(f"/hooks/late/{request['token']}")
    assert (request["state"], request["conversation_id"]) == ("accepted", "AG_1")
    said = {"Amount": MINOR // 100, "OriginalTransactionID": RECEIPT}
    assert await here.result(asked, said=said, ConversationID="AG_1") == "done: 0"
    assert await here.result(asked, said=said, ConversationID="AG_1") == "known already"
    assert (await here.request(asked))["result_receipt"] == "UJ23AAAAAA"
    await here.later(hours=50)
    assert len(here.daraja.came) == 1


async def test_x42_what_another_process_is_claiming_is_left_to_it(here: Office, db: str) -> None:
    asked = await reversal(here)
    other = await asyncpg.connect(**connection_arguments(db))
    async with other.transaction():
        await other.execute("UPDATE mpesa_requests SET state = 'submitting'")
        assert await asyncio.wait_for(mpesa_requests.claim(here.now), 60) is None
    await other.close()
    assert await mpesa_requests.claim(here.now) is None
    assert (await here.state(asked))[0] == "submitting"


#: The database chooses the first to write down an answer as the victim of a deadlock.
VICTIM = """
CREATE SEQUENCE victims;
CREATE FUNCTION choose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('victims') = 1 THEN RAISE EXCEPTION 'a victim' USING ERRCODE = '40P01'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chosen BEFORE UPDATE ON mpesa_requests FOR EACH ROW
    WHEN (NEW.state = 'accepted') EXECUTE FUNCTION choose()
"""


async def test_x42_the_answer_outlives_a_deadlock(here: Office, db: str) -> None:
    """A reversal has no other name to be looked up by than the one in its answer."""
    other = await asyncpg.connect(**connection_arguments(db))
    await other.execute(VICTIM)
    await other.close()
    asked = await reversal(here)
    await here.send()
    request = await here.request(asked)
    assert (request["state"], request["conversation_id"]) == ("accepted", "AG_1")
    assert len(here.daraja.came) == 1


async def test_x42_a_result_that_overtakes_the_answer_stays(here: Office) -> None:
    asked = await payout(here)
    claimed = await mpesa_requests.claim(here.now)
    assert claimed
    assert await here.result(asked) == "done: 0"
    assert not await mpesa_requests.accepted(claimed, "AG_1", None, here.now)
    assert await here.state(asked) == ("done", "0")


async def test_x42_a_refusal_leaves_the_way_free_for_another(here: Office) -> None:
    here.daraja.answer(REFUSED, 400)
    asked = await reversal(here)
    with pytest.raises(IntegrityError):
        await payout(here)
    await here.send()
    assert await here.state(asked) == ("refused", "400.002.02")
    await payout(here)


async def test_x42_a_failed_result_as_well(here: Office) -> None:
    asked = await reversal(here)
    await here.send()
    assert await here.result(asked, "R000002") == "failed: R000002"
    await payout(here)


async def test_x42_a_reversal_whose_answer_is_lost_is_never_sent_again(here: Office) -> None:
    here.daraja.answer(LOST)
    asked = await reversal(here)
    await here.send()
    assert await here.state(asked) == ("unknown", "LOST")
    for hours in (0.1, 1, 10):
        await here.later(hours=hours)
    assert len(here.daraja.came) == 1
    assert await here.result(asked) == "done: 0"


async def test_x42_a_payout_whose_answer_is_lost_goes_again_under_its_name(here: Office) -> None:
    here.daraja.answer(LOST)
    here.daraja.answer(DUPLICATE, 500)
    asked = await payout(here)
    await here.send()
    await here.later(seconds=30)
    assert len(here.daraja.came) == 1
    await here.later(seconds=31)
    first, second = (body["OriginatorConversationID"] for body in here.daraja.came)
    assert first == second
    assert (await here.state(asked))[0] == "accepted"
    # The first one's result never comes, so it is looked up by that name.
    await here.later(minutes=2)
    assert here.daraja.came[-1]["OriginalConversationID"] == first
    looked = asked + 1
    assert await here.requests() == [("b2c", "accepted"), ("status", "accepted")]
    said = {"TransactionStatus": "Completed", "Amount": "2500.00", "ReceiptNo": "UJ24BBBBBB"}
    assert await here.result(looked, said=said) == "done: 0"
    assert await here.state(asked) == ("done", "0")
    assert (await here.request(asked))["result_receipt"] == "UJ24BBBBBB"


async def test_x42_a_refusal_of_the_second_try_says_nothing_about_the_first(here: Office) -> None:
    here.daraja.answer(LOST)
    here.daraja.answer(REFUSED, 400)
    asked = await payout(here)
    await here.send()
    await here.later(minutes=1)
    assert len(here.daraja.came) == 2
    assert await here.state(asked) == ("unknown", "LOST")


@pytest.mark.parametrize(
    ("word", "state", "code"),
    [("Completed", "done", "0"), ("Declined", "done", "DECLINED"), ("Authorized", "unknown", None)],
)
async def test_x42_what_timed_out_is_looked_up(
    here: Office, word: str, state: str, code: str | None
) -> None:
    asked = await reversal(here)
    await here.send()
    assert await here.result(asked, source="mpesa_late") == "pending: TIMEOUT"
    assert (await here.state(asked))[0] == "unknown"
    await here.later(minutes=2)
    assert here.daraja.came[-1]["OriginalConversationID"] == "8fc3-415b-1"
    await here.result(asked + 1, said={"TransactionStatus": word})
    assert await here.state(asked) == (state, code or "TIMEOUT")


async def test_x42_a_look_up_that_finds_nothing_is_repeated_then_a_person_looks(
    here: Office,
) -> None:
    asked = await reversal(here)
    await here.send()
    for hours in (1, 3, 12, 40):
        await here.later(hours=hours)
        looked = (await here.requests())[-1]
        assert looked == ("status", "accepted") or hours == 40
        newest = asked + len(await here.requests()) - 1
        if hours != 40:
            assert await here.result(newest, "2032") == "pending: 2032"
    assert await here.state(asked) == ("unknown", "NONE")
    with pytest.raises(IntegrityError):
        await payout(here)


async def test_x42_killed_between_claim_and_answer(here: Office) -> None:
    """The process that claimed is gone; nobody knows whether its request left."""
    asked = await reversal(here)
    assert await mpesa_requests.claim(here.now)
    await here.later(seconds=100)
    assert (await here.state(asked))[0] == "submitting"
    await here.later(seconds=31)
    assert await here.state(asked) == ("unknown", "LOST")
    assert not here.daraja.came


async def test_x42_a_daraja_that_is_away_is_asked_later(here: Office) -> None:
    address, here.daraja.url = here.daraja.url, "http://127.0.0.1:9"
    asked = await reversal(here)
    await here.send()
    assert await here.state(asked) == ("waiting", None)
    here.daraja.url = address
    here.desks.clear()
    await here.later(seconds=61)
    assert (await here.state(asked))[0] == "accepted"


async def test_x47_a_question_is_asked_again_and_then_left_to_a_person(here: Office) -> None:
    asked = await mpesa_requests.ask_status(here.now, receipt=RECEIPT)
    here.daraja.answer(BUSY, 500)
    await here.send()
    for _ in range(3):
        await here.later(minutes=2)
    assert len(here.daraja.came) > 2
    assert {body["TransactionID"] for body in here.daraja.came} == {RECEIPT}
    await here.later(minutes=5)
    assert await here.state(asked) == ("unknown", "NONE")
    said = {"TransactionStatus": "Completed", "ReceiptNo": RECEIPT, "Amount": 10}
    assert await here.result(asked, said=said) == "done: 0"


@pytest.mark.parametrize(
    ("said", "changes", "objection"),
    [
        ({"Amount": 2499}, {}, "wrong amount"),
        ({"OriginalTransactionID": "UJ29ZZZZZZ"}, {}, "another receipt"),
        ({}, {"ConversationID": "AG_9"}, "another conversation"),
    ],
)
async def test_x44_a_result_about_something_else_is_refused(
    here: Office, said: dict[str, object], changes: dict[str, str], objection: str
) -> None:
    asked = await reversal(here)
    await here.send()
    assert await here.result(asked, said=said, **changes) == f"refused: {objection}"
    assert (await here.state(asked))[0] == "accepted"
