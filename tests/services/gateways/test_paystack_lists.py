"""The Paystack gateway when the network fails, and its lists, read to their end (X50)."""

import socket
from datetime import UTC, datetime
from typing import Any

import pytest

from services.gateways.paystack_values import (
    CheckoutOpen,
    Lost,
    NoAnswer,
    NoSuchRefund,
    Page,
    PaystackSettings,
    RefundTaken,
    Rejected,
)
from tests.services.gateways.paystack_house import (
    CHARGE,
    CHECKOUT,
    EMAIL,
    KEY,
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


# The network


async def test_no_connection_proves_that_nothing_was_sent(house: House) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        gateway = house.gateway(url=f"http://127.0.0.1:{probe.getsockname()[1]}")
        for outcome in (await gateway.initialize(CHECKOUT), await gateway.charge(CHARGE),
                        await gateway.refund(REFUND)):  # fmt: skip
            assert isinstance(outcome, Rejected)
            assert outcome.retry_after
        assert isinstance(await gateway.verify(REFERENCE), NoAnswer)
        assert isinstance(await gateway.refunds(NOON, NOON), NoAnswer)


@pytest.mark.parametrize("how", [{"slow": 1.0}, {"hangs_up": True}])
async def test_an_answer_that_does_not_come_is_lost(house: House, how: dict[str, Any]) -> None:
    house.answer(200, OPENED)
    vars(house).update(how)
    gateway = house.gateway(timeout=0.1)
    assert isinstance(await gateway.initialize(CHECKOUT), Lost)
    assert isinstance(await gateway.charge(CHARGE), Lost)
    assert isinstance(await gateway.refund(REFUND), Lost)
    assert isinstance(await gateway.verify(REFERENCE), NoAnswer)


# Lists


async def test_a_list_is_read_page_by_page(house: House) -> None:
    house.answer(200, good([transaction(id=1)], meta={"pageCount": 2, "perPage": "1"}))
    house.answer(200, good([transaction(id=2), "odd"], meta={"pageCount": 2}))
    first = await house.gateway().transactions(NOON, NOON)
    assert isinstance(first, Page)
    assert ([row.id for row in first.rows], first.next_page) == ([1], 2)
    second = await house.gateway().transactions(NOON, NOON, page=2)
    assert isinstance(second, Page)
    assert ([row.id for row in second.rows], second.next_page, second.skipped) == ([2], None, 1)


async def test_without_a_count_of_pages_a_short_page_is_the_last(house: House) -> None:
    house.answer(200, good([transaction(id=n) for n in range(100)]))
    house.answer(200, good([transaction(id=n) for n in range(99)]))
    full = await house.gateway().transactions(NOON, NOON)
    short = await house.gateway().transactions(NOON, NOON, page=2)
    assert isinstance(full, Page)
    assert isinstance(short, Page)
    assert (full.next_page, short.next_page) == (2, None)


@pytest.mark.parametrize(
    ("status", "body"), [(200, good({})), (500, b""), (401, no("Invalid key"))]
)
async def test_a_list_that_cannot_be_had_is_no_empty_list(
    house: House, status: int, body: bytes | dict[str, Any]
) -> None:
    house.answer(status, body)
    assert isinstance(await house.gateway().transactions(NOON, NOON), NoAnswer)


async def test_x50_a_lost_refund_is_found_by_its_note(house: House) -> None:
    house.answer(200, good([refund(id=1, merchant_note="by hand")], meta={"pageCount": 2}))
    house.answer(200, good([refund(id=2)], meta={"pageCount": 2}))
    outcome = await house.gateway().find_refund(REFUND, NOON)
    assert isinstance(outcome, RefundTaken)
    assert outcome.refund.id == 2


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ([good([refund(merchant_note="another")])], NoSuchRefund),
        ([good([])], NoSuchRefund),
        ([good([{"id": "odd"}])], NoAnswer),
        ([good([refund(merchant_note="x")], meta={"pageCount": 2}), no("down")], NoAnswer),
    ],
)
async def test_x50_not_found_is_said_only_of_a_list_read_whole(
    house: House, pages: list[dict[str, Any]], kind: type
) -> None:
    for page in pages:
        house.answer(200, page)
    assert type(await house.gateway().find_refund(REFUND, NOON)) is kind


def test_nothing_personal_or_secret_is_shown() -> None:
    shown = f"{CHECKOUT} {CHARGE} {REFUND} {PaystackSettings('u', KEY)} {CheckoutOpen(PAGE_URL)}"
    for secret in (REFERENCE, EMAIL, "712000001", KEY, PAGE_URL):
        assert secret not in shown
