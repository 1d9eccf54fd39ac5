"""Paystack's events are signed hints: what counts is what it says when it is asked (X50)."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.steps import AMINA
from tests.town import Town
from tests.world.carding import (
    PAYING,
    event,
    events,
    pay_and_stay,
    refusals,
    send,
    signed,
    success,
    until_the_link,
)
from tests.world.paying import alarms, booking, dues_ticked, labels, payment

pytestmark = pytest.mark.usefixtures("books")


async def _is_unpaid(here: Town) -> bool:
    money = await here.sql("SELECT id FROM money_in")
    return (await booking(here))["status"] == "approved" and not money


async def test_x50_paid_by_card_counts_once_with_paystacks_reference(here: Town) -> None:
    of = await until_the_link(here)
    assert (of["provider"], of["phone"], of["status"]) == ("paystack", None, "prompted")
    assert (await booking(here))["payment_status"] == "pending"
    await pay_and_stay(here)
    await here.phone(AMINA).expect("Your session is confirmed")
    of, booked = await payment(here), await booking(here)
    assert (of["status"], of["next_query_at"], booked["payment_status"]) == ("paid", None, "paid")
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["provider"], money["source"]) == ("paystack", "paystack")
    assert (money["code"], money["amount_minor"]) == (of["callback_token"], 250_000)
    assert await events(here, 1) == ["to be verified"]
    (books,) = await here.sql("SELECT amount_minor FROM ledger_entries WHERE account = 'paystack'")
    assert books["amount_minor"] == 250_000


async def test_x50_an_event_with_a_name_in_other_letters_is_signed_over_its_bytes(
    here: Town,
) -> None:
    await until_the_link(here)
    await here.fault("paystack", "customer_name", value="Zoë Ñjũgũna 🙂")
    await pay_and_stay(here)
    await here.phone(AMINA).expect("Your session is confirmed")
    assert await events(here, 1) == ["to be verified"]
    assert await refusals(here) == []


async def test_x50_a_wrong_missing_or_other_signature_is_refused_and_recorded(here: Town) -> None:
    of = await until_the_link(here)
    raw = success(of)
    for headers in (
        {},
        {"x-paystack-signature": ""},
        {"x-paystack-signature": "0" * 128},
        signed(raw, ""),
        signed(raw, "sk_test_another"),
        signed(raw + b" "),
        {"x-paystack-signature": signed(raw)["x-paystack-signature"][:-1]},
    ):
        assert await send(here, raw, headers) == 401
    assert await events(here) == []
    assert set(await refusals(here)) == {"no signature", "wrong signature"}
    assert len(await refusals(here)) == 7
    assert await _is_unpaid(here)


async def test_x50_a_right_signature_gives_nothing_that_paystack_does_not_confirm(
    here: Town,
) -> None:
    """Whoever has the key can sign; the money must be there all the same."""
    of = await until_the_link(here)
    assert await send(here, success(of)) == 200
    assert await events(here) == ["to be verified"]
    await dues_ticked(here, 1)
    assert await _is_unpaid(here)
    assert (await payment(here))["status"] == "prompted"
    await here.play((PAYING,))


async def test_x50_the_same_event_again_changes_nothing(here: Town) -> None:
    of = await until_the_link(here)
    await here.fault("paystack", "double_webhook", value=3)
    await pay_and_stay(here)
    await here.phone(AMINA).expect("Your session is confirmed")
    of = await payment(here)
    for raw in (success(of), success(of, paid_at="2026-11-21"), success(of, id=7)):
        assert await send(here, raw) == 200
    assert await events(here, 3) == ["to be verified", "known already", "known already"]
    assert len(await here.sql("SELECT id FROM money_in")) == 1


async def test_x50_what_an_event_says_of_the_amount_is_not_believed(here: Town) -> None:
    """An authentic event with another amount: Paystack is asked, and its answer counts."""
    await until_the_link(here)
    await here.fault("paystack", "wrong_amount", value=100)
    await pay_and_stay(here)
    await here.phone(AMINA).expect("Your session is confirmed")
    assert (await payment(here))["paid_minor"] == 250_000


@pytest.mark.parametrize(
    ("fault", "value", "minor", "currency"),
    [
        ("verify_amount", 100_000, 100_000, "KES"),
        ("verify_amount", 350_000, 350_000, "KES"),
        ("verify_currency", "NGN", 250_000, "NGN"),
    ],
    ids=["less", "more", "currency"],
)
async def test_x50_another_amount_or_currency_is_refused_and_kept_for_a_person(
    here: Town, log: list[MutableMapping[str, Any]], fault: str, value: object, minor: int,
    currency: str,
) -> None:  # fmt: skip
    of = await until_the_link(here)
    await here.fault("paystack", fault, value=value)
    amina = here.phone(AMINA)
    await pay_and_stay(here)
    told = await amina.expect("reported another sum")
    assert labels(told) == ["Try again", "Pay by M-Pesa"]
    assert "paystack_amount_differs" in alarms(log)
    assert (await booking(here))["status"] == "approved"
    (money,) = await here.sql("SELECT * FROM money_in")
    assert (money["person_id"], money["booking_id"]) == (None, None)
    assert (money["amount_minor"], money["currency"]) == (minor, currency)
    assert money["code"] == of["callback_token"]
    assert await refusals(here) == ["another amount"]
    assert (await payment(here))["status"] == "failed"


async def test_x50_fees_on_top_are_not_ours(here: Town) -> None:
    await here.fault("paystack", "fees_passed_on")
    await until_the_link(here)
    await here.play((PAYING,))
    (money,) = await here.sql("SELECT amount_minor FROM money_in")
    assert money["amount_minor"] == 250_000


async def test_x50_events_about_other_things_are_kept_and_change_nothing(
    here: Town, log: list[MutableMapping[str, Any]]
) -> None:
    for raw in (
        event("transfer.success", id=1, reference="x"),
        event("charge.dispute.create", id=2, transaction={"reference": "x"}),
        event("refund.processed", transaction_reference="x", amount="100", currency="KES"),
        b"[]",
    ):
        assert await send(here, raw) == 200
    assert sorted(await events(here)) == [
        "for a person: charge.dispute.create",
        "nothing to do: transfer.success",
        "refused: malformed",
        "refused: not our refund.processed",
    ]
    assert {"paystack_dispute", "paystack_refund_not_ours"} <= set(alarms(log))


async def test_x50_money_that_nobody_asked_for_is_unallocated_once_paystack_confirms_it(
    here: Town,
) -> None:
    """Somebody paid on a page of the practice's that isn't ours."""
    request = {"email": "x@example.org", "amount": 70_000, "reference": "shop-1"}
    key = {"Authorization": f"Bearer {here.environment['PAYSTACK_SECRET_KEY']}"}
    url = f"{here.url}/paystack/transaction/initialize"
    async with here.session.post(url, json=request, headers=key) as response:
        link = (await response.json())["data"]["authorization_url"]
    assert await send(here, event("charge.success", id=1, reference="forged-1")) == 200
    await here.phone(AMINA).post("checkout", {"url": link, "card": "success"})
    assert len(await events(here, 2)) == 2
    await dues_ticked(here, 31)
    (money,) = await here.sql("SELECT code, amount_minor, person_id FROM money_in")
    assert (money["code"], money["amount_minor"], money["person_id"]) == ("shop-1", 70_000, None)
    assert await events(here) == ["refused: Paystack knows of no such payment", "unallocated"]
