"""What the tests of X40 would see if a guard were missing: each is taken away, once, to see red."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from models.values import PromptStatus
from services import ledger, payments
from services.payments import Held, News
from tests.town import Town
from tests.world.paying import books_agree, five_at_once, outcomes, payment, until_the_prompt

_real_paid, _real_enter = payments.paid, ledger.enter


async def _forgetful(held: Held, receipt: str | None, amount: int, now: datetime) -> News:
    """The guard taken away: it doesn't look whether this payment is paid already."""
    return await _real_paid(replace(held, status=PromptStatus.PROMPTED), receipt, amount, now)


async def _always_new(transaction: str, *sides: Any, **more: Any) -> bool:
    """The other guard taken away: a payment is no longer one transaction of the ledger."""
    return await _real_enter(f"{transaction}:{uuid4()}", *sides, **more)


async def test_x40_without_the_state_check_the_ledger_still_refuses_the_double(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until_the_prompt(here)
    monkeypatch.setattr(payments, "paid", _forgetful)
    await five_at_once(here, await payment(here))
    # One is done; a second one stays open, to be tried again, because it doesn't balance.
    assert [word for word in await outcomes(here) if word] == ["paid"]
    await books_agree(here)


async def test_x40_without_either_guard_the_money_is_counted_five_times(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until_the_prompt(here)
    monkeypatch.setattr(payments, "paid", _forgetful)
    monkeypatch.setattr(ledger, "enter", _always_new)
    await five_at_once(here, await payment(here))
    assert len(await here.sql("SELECT id FROM ledger_entries")) == 10
    with pytest.raises(AssertionError):
        await books_agree(here)
