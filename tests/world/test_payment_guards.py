"""What the tests of X40 would see if a guard were missing: each is taken away, once, to see red."""

from dataclasses import replace
from datetime import datetime

import pytest

from models.values import PromptStatus
from services import payments
from services.payments import Held, News
from tests.town import Town
from tests.world.paying import books_agree, five_at_once, outcomes, payment, until_the_prompt

_real_paid = payments.paid


async def _forgetful(held: Held, receipt: str | None, amount: int, now: datetime) -> News:
    """The guard taken away: it doesn't look whether this payment is paid already."""
    return await _real_paid(replace(held, status=PromptStatus.PROMPTED), receipt, amount, now)


async def test_x40_without_the_state_check_the_receipt_still_counts_once(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until_the_prompt(here)
    monkeypatch.setattr(payments, "paid", _forgetful)
    await five_at_once(here, await payment(here))
    assert sorted(await outcomes(here)) == ["known already"] * 4 + ["paid"]
    await books_agree(here)


async def test_x40_without_either_guard_the_money_is_counted_five_times(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other guards taken away: a receipt, and a payment, are no longer one sum."""
    await until_the_prompt(here)
    monkeypatch.setattr(payments, "paid", _forgetful)
    await here.sql("DROP INDEX money_in_one_by_code")
    await here.sql("ALTER TABLE money_in DROP CONSTRAINT money_in_payment_id_key")
    await five_at_once(here, await payment(here))
    assert len(await here.sql("SELECT id FROM ledger_entries")) > 2
    with pytest.raises(AssertionError):
        await books_agree(here)
