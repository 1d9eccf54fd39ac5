"""A pay link that is paid when nobody asks about it any more: the money is its client's (X41)."""

import json
from datetime import timedelta

from handlers import paystack
from handlers.sitting import Sitting
from models.database import row, rows
from models.values import Money
from services import inbox, ledger, paystack_ladder, paystack_payments, paystack_strays
from services.gateways.paystack_values import Found, NoAnswer, Transaction, VerifyOutcome
from services.inbox import Arrival
from services.transaction import transaction
from tests.handlers.test_changes import here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice
from tests.services.change_steps import PRICE, approved

__all__ = ["here"]

LATER = NOW + timedelta(days=10)


async def ended_link(here: Practice) -> str:
    """The reference of a link at whose ladder's end nobody had paid."""
    booking = await approved(here)
    async with transaction():
        await paystack_payments.ask_for_link(booking, NOW)
    await paystack_ladder.claim_openings(NOW)
    await paystack_ladder.claim_questions(LATER)
    found = await row("SELECT callback_token, status, next_query_at FROM payments")
    assert found is not None
    assert (found["status"], found["next_query_at"]) == ("failed", None)
    return str(found["callback_token"])


async def an_event(reference: str) -> tuple[int, str]:
    """That it was paid, as an inbox row, and what was made of it."""
    raw = json.dumps({"event": "charge.success", "data": {"id": 1, "reference": reference}})
    arrival = Arrival("paystack", "1", "paystack:-", 0, raw.encode())
    stored = await inbox.store([arrival], SETTINGS.vault, LATER)
    (row_id,) = stored.values()
    async with transaction():
        outcome = await paystack.event(Sitting(SETTINGS, LATER, "in1"), raw.encode())
        await inbox.note(row_id, outcome)
    return row_id, outcome


async def says(row_id: int, reference: str, outcome: VerifyOutcome) -> str:
    async with transaction():
        sitting = Sitting(SETTINGS, LATER, f"stray{row_id}")
        return await paystack.stray_verified(sitting, row_id, reference, outcome)


async def test_x41_a_link_that_is_paid_after_its_ladders_end_is_its_clients(here: Practice) -> None:
    reference = await ended_link(here)
    row_id, outcome = await an_event(reference)
    assert outcome == paystack_strays.TO_VERIFY
    assert await says(row_id, reference, NoAnswer("503")) == "no answer"
    assert [waits for waits, _ in await paystack_strays.waiting(SETTINGS.vault)] == [row_id]
    paid = Found(Transaction(1, reference, "success", PRICE, PRICE.minor, "card", LATER))
    assert (await says(row_id, reference, paid)).startswith("paid")
    assert await paystack_strays.waiting(SETTINGS.vault) == []
    assert await says(row_id, reference, paid) == "known already"
    assert [one["code"] for one in await rows("SELECT code FROM money_in")] == [reference]
    owed = [ledger.credit_account(here.amina), "booking:1"]
    assert sum([(await ledger.owed(account)).minor for account in owed]) == PRICE.minor
    assert await ledger.owed(ledger.UNALLOCATED) == Money(0)


async def test_a_browser_that_comes_back_after_the_ladders_end_is_heard(here: Practice) -> None:
    reference = await ended_link(here)
    assert await paystack_payments.ask_now(reference, LATER)
    (question,) = await paystack_ladder.claim_questions(LATER)
    assert question.reference == reference
    assert await paystack_ladder.claim_questions(LATER + timedelta(days=1)) == []
