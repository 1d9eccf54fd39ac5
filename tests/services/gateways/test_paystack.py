"""The Paystack gateway over HTTP, against a little server: what is sent, and what is proven."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.values import Money
from services.gateways.paystack_values import (
    ChargeBegun,
    ChargeRequest,
    CheckoutOpen,
    CheckoutRequest,
    Found,
    Lost,
    NoAnswer,
    NotFound,
    ReferenceTaken,
    RefundRequest,
    RefundStanding,
    RefundTaken,
    Rejected,
    Standing,
)
from tests.services.gateways.paystack_house import (
    CHARGE,
    CHECKOUT,
    EMAIL,
    KEY,
    PRICE,
    REFERENCE,
    REFUND,
    House,
    good,
    house,
    no,
    refund,
    transaction,
)

__all__ = ["house"]  # a fixture, for pytest

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE_URL = "https://checkout.paystack.com/0peioxfhpn"
OPENED = good({"authorization_url": PAGE_URL, "access_code": "0p", "reference": REFERENCE})


# What is sent: fields and types of Paystack's OpenAPI description


async def test_a_page_is_asked_for_with_these_fields(house: House) -> None:
    house.answer(200, OPENED)
    assert await house.gateway().initialize(CHECKOUT) == CheckoutOpen(PAGE_URL)
    (heard,) = house.heard
    assert (heard.method, heard.path) == ("POST", "/transaction/initialize")
    assert heard.headers["Authorization"] == f"Bearer {KEY}"
    assert heard.headers["Content-Type"] == "application/json"
    assert heard.body == {
        "email": EMAIL,
        "amount": 250_000,
        "currency": "KES",
        "reference": REFERENCE,
        "callback_url": "https://bot.example.org/pay/done",
        "channels": ["card", "mobile_money"],
    }


async def test_mpesa_is_asked_for_with_these_fields(house: House) -> None:
    house.answer(200, good({"reference": REFERENCE, "status": "pay_offline"}))
    assert await house.gateway().charge(CHARGE) == ChargeBegun("pay_offline")
    (heard,) = house.heard
    assert (heard.method, heard.path) == ("POST", "/charge")
    assert heard.body == {
        "email": EMAIL,
        "amount": 250_000,
        "currency": "KES",
        "reference": REFERENCE,
        "mobile_money": {"phone": "+254712000001", "provider": "mpesa"},
    }


async def test_a_refund_is_asked_for_with_these_fields(house: House) -> None:
    house.answer(200, good(refund(transaction={"reference": REFERENCE, "id": 4099260516})))
    outcome = await house.gateway().refund(REFUND)
    assert isinstance(outcome, RefundTaken)
    assert outcome.refund.transaction_reference == REFERENCE
    assert outcome.refund.standing is RefundStanding.PENDING
    (heard,) = house.heard
    assert (heard.method, heard.path) == ("POST", "/refund")
    assert heard.body == {
        "transaction": REFERENCE,
        "amount": 250_000,
        "currency": "KES",
        "merchant_note": "refund-7f0e",
    }


async def test_lists_are_asked_for_by_time_and_page(house: House) -> None:
    house.answer(200, good([]))
    await house.gateway().transactions(NOON, NOON + timedelta(hours=24), page=3)
    await house.gateway().refunds(NOON, NOON + timedelta(hours=24))
    times = {"from": "2026-11-21T12:00:00.000Z", "to": "2026-11-22T12:00:00.000Z"}
    size = {"perPage": "100"}
    assert house.heard[0].query == {**times, **size, "per_page": "100", "page": "3"}
    assert house.heard[1].query == {**times, **size, "page": "1"}
    assert [heard.path for heard in house.heard] == ["/transaction", "/refund"]


@pytest.mark.parametrize("amount", [Money(0), Money(-100), Money(100, "EUR")])
async def test_what_cannot_work_is_not_asked(house: House, amount: Money) -> None:
    gateway = house.gateway()
    outcomes = [
        await gateway.initialize(CheckoutRequest(REFERENCE, amount, EMAIL, "https://x.example")),
        await gateway.charge(ChargeRequest(REFERENCE, amount, EMAIL, "+254712000001")),
        await gateway.refund(RefundRequest(REFERENCE, amount, "n")),
        await gateway.initialize(CheckoutRequest("a b", PRICE, EMAIL, "https://x.example")),
    ]
    assert all(isinstance(outcome, Rejected) for outcome in outcomes)
    assert all(outcome.retry_after is None for outcome in outcomes)  # type: ignore[union-attr]
    assert house.heard == []


# What an answer proves


TAKEN = no("Duplicate Transaction Reference", type="validation_error", code="duplicate_reference")


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, TAKEN, ReferenceTaken),
        (400, no("Duplicate Transaction Reference"), ReferenceTaken),
        (401, no("Invalid key"), Rejected),
        (400, no("Invalid key"), Rejected),
        (422, no("Currency not supported"), Rejected),
        (429, b"slow down", Rejected),
        (400, b"<html>", Lost),
        (404, b"", Lost),
        (408, no("time out"), Lost),
        (500, no("Server error"), Lost),
        (502, b"<html>", Lost),
        (504, b"", Lost),
        (302, b"", Lost),
        (200, b"{", Lost),
        (200, b"[]", Lost),
        (200, {}, Lost),
        (200, no("odd"), Lost),
        (200, good(None), Lost),
        (200, good({"authorization_url": PAGE_URL, "reference": "another"}), Lost),
        (200, good({"authorization_url": "javascript:x", "reference": REFERENCE}), Lost),
        (200, good({"authorization_url": 7, "reference": REFERENCE}), Lost),
    ],
)
async def test_only_a_no_in_writing_proves_that_there_is_no_page(
    house: House, status: int, body: bytes | dict[str, Any], kind: type
) -> None:
    house.answer(status, body)
    assert type(await house.gateway().initialize(CHECKOUT)) is kind
    assert len(house.heard) == 1


async def test_a_wrong_key_helps_never_and_a_throttle_later(house: House) -> None:
    house.answer(401, no("Invalid key"))
    house.answer(429, no("Too many requests"))
    wrong, throttled = [await house.gateway().initialize(CHECKOUT) for _ in range(2)]
    assert wrong == Rejected("HTTP 401", "Invalid key")
    assert isinstance(throttled, Rejected)
    assert throttled.retry_after


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, good({"reference": REFERENCE, "status": "pay_offline"}), ChargeBegun),
        (200, good({"reference": REFERENCE, "status": "success"}), ChargeBegun),
        (200, good({"reference": REFERENCE, "status": "failed", "message": "Declined"}), Rejected),
        (400, no("Charge attempted", data={"status": "failed", "message": "No"}), Rejected),
        (200, good({"reference": "another", "status": "pay_offline"}), Lost),
        (200, good({"reference": REFERENCE}), Lost),
        (400, TAKEN, ReferenceTaken),
        (500, b"", Lost),
    ],
)
async def test_what_an_answer_to_a_charge_proves(
    house: House, status: int, body: bytes | dict[str, Any], kind: type
) -> None:
    house.answer(status, body)
    assert type(await house.gateway().charge(CHARGE)) is kind


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, good(transaction()), Found),
        (404, no("Transaction reference not found", code="transaction_not_found"), NotFound),
        (400, no("Transaction reference not found."), NotFound),
        (404, b"<html>not found", NoAnswer),
        (404, no("Not Found"), NoAnswer),  # a wrong address of ours
        (401, no("Invalid key"), NoAnswer),
        (200, no("Transaction reference not found"), NoAnswer),
        (500, no("Transaction reference not found"), NoAnswer),
        (200, good(transaction(reference="another")), NoAnswer),
        (200, good(transaction(amount=None)), NoAnswer),
        (200, good(transaction(amount=-1)), NoAnswer),
        (200, good(transaction(amount=True)), NoAnswer),
        (200, good(transaction(amount=2.5)), NoAnswer),
        (200, good(transaction(currency="kes")), NoAnswer),
        (200, good([]), NoAnswer),
    ],
)
async def test_what_an_answer_to_verify_proves(
    house: House, status: int, body: bytes | dict[str, Any], kind: type
) -> None:
    house.answer(status, body)
    assert type(await house.gateway().verify(REFERENCE)) is kind
    assert house.heard[0].path == f"/transaction/verify/{REFERENCE}"


@pytest.mark.parametrize(
    ("changes", "paid"),
    [
        ({}, 250_000),
        ({"amount": 257_500}, 250_000),  # the payer took the fees over
        ({"amount": 100_000}, 100_000),  # paid in part
        ({"requested_amount": None, "amount": "250000"}, 250_000),
        ({"requested_amount": 250_000.0, "amount": 250_000.0}, 250_000),
    ],
)
async def test_what_counts_as_paid(house: House, changes: dict[str, Any], paid: int) -> None:
    house.answer(200, good(transaction(**changes)))
    outcome = await house.gateway().verify(REFERENCE)
    assert isinstance(outcome, Found)
    assert outcome.transaction.paid == Money(paid)
    assert outcome.transaction.paid_at == datetime(2026, 11, 21, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize("metadata", ["", 0, None, {"a": 1}, '{"a": 1}', [1]])
async def test_metadata_of_any_shape_does_no_harm(house: House, metadata: object) -> None:
    house.answer(200, good(transaction(metadata=metadata, log=None, paid_at="yesterday")))
    outcome = await house.gateway().verify(REFERENCE)
    assert isinstance(outcome, Found)
    assert outcome.transaction.paid_at is None


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("success", Standing.PAID),
        ("abandoned", Standing.OPEN),
        ("ongoing", Standing.OPEN),
        ("pay_offline", Standing.OPEN),
        ("failed", Standing.FAILED),
        ("reversed", Standing.REVERSED),
        ("Success", Standing.UNHEARD_OF),
        ("settled", Standing.UNHEARD_OF),
    ],
)
async def test_a_status_nobody_has_heard_of_is_not_paid(
    house: House, status: str, standing: Standing
) -> None:
    house.answer(200, good(transaction(status=status)))
    outcome = await house.gateway().verify(REFERENCE)
    assert isinstance(outcome, Found)
    assert outcome.transaction.standing is standing
