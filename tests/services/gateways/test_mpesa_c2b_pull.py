"""Payments by hand: registering, notices, and the list that has those whose notice was lost."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.errors import MalformedCallback
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_c2b import C2BPayment, parse_c2b
from services.gateways.mpesa_operator_values import Refused, Registered, Unknown
from services.gateways.mpesa_pull import page_in
from tests.services.gateways.daraja_desk import NOW, Desk, desk

__all__ = ["desk"]  # a fixture, for pytest

NOTICE = {
    "TransactionType": "Pay Bill",
    "TransID": "UJ22T8IYOU",
    "TransTime": "20261002181100",
    "TransAmount": "1500.00",
    "BusinessShortCode": "600000",
    "BillRefNumber": " ss 7k2m9 ",
    "InvoiceNumber": "",
    "OrgAccountBalance": "49197.00",
    "ThirdPartyTransID": "",
    "MSISDN": "2547 ***** 126",
    "FirstName": "AMINA",
    "MiddleName": "",
    "LastName": "",
}
CONFIRM, CHECK = "https://bot.example.org/hooks/c2b/5d1e/confirm", "https://bot.example.org/x"


def _notice(**changes: Any) -> C2BPayment:
    return parse_c2b(json.dumps(NOTICE | changes).encode())


def test_x46_a_notice_of_a_payment_by_hand() -> None:
    came = _notice()
    assert came == C2BPayment(
        receipt="UJ22T8IYOU",
        amount_minor=150_000,
        shortcode="600000",
        account="ss 7k2m9",
        paid_at=datetime(2026, 10, 2, 15, 11, tzinfo=UTC),
        msisdn="2547*****126",
        name="AMINA",
        kind="Pay Bill",
    )
    for secret in ("UJ22", "7k2m9", "2547", "AMINA"):
        assert secret not in repr(came)


@pytest.mark.parametrize(
    ("amount", "minor"),
    [("5.00", 500), (5, 500), (5.0, 500), ("10.9", 1090), (0.07, 7), ("249999.99", 24_999_999)],
)  # fmt: skip
def test_amounts_are_read_without_floats(amount: object, minor: int) -> None:
    assert _notice(TransAmount=amount).amount_minor == minor


def test_who_paid_may_be_hashed_masked_or_missing() -> None:
    digest = "a" * 64
    assert _notice(MSISDN=digest).msisdn == digest
    assert _notice(MSISDN=254712000001).msisdn == "254712000001"
    assert _notice(MSISDN="").msisdn is None
    assert _notice(FirstName="", LastName=None).name == ""
    assert _notice(BillRefNumber=254712000001).account == "254712000001"
    assert _notice(BillRefNumber=None, TransTime="soon").account == ""


@pytest.mark.parametrize(
    "changes", [{"TransID": ""}, {"TransID": "uj22t8iyou"}, {"TransAmount": "0.00"},
                {"TransAmount": "-5"}, {"TransAmount": "1.005"}, {"TransAmount": None}],
)  # fmt: skip
def test_without_a_receipt_or_an_amount_there_is_no_payment(changes: dict[str, Any]) -> None:
    with pytest.raises(MalformedCallback):
        _notice(**changes)


async def test_addresses_are_registered_once(desk: Desk) -> None:
    desk.answer({"OriginatorCoversationID": "6e86", "ResponseCode": "0",
                 "ResponseDescription": "Success"})  # fmt: skip
    assert await desk.c2b.register(CONFIRM, CHECK) == Registered()
    assert desk.came[0] == {
        "ShortCode": "600000",
        "ResponseType": "Completed",
        "ConfirmationURL": CONFIRM,
        "ValidationURL": CHECK,
    }
    error = {"requestId": "1", "errorCode": "500.003.1001",
             "errorMessage": "Urls are already registered."}  # fmt: skip
    desk.answer(error, 500)
    assert await desk.c2b.register(CONFIRM, CHECK) == Registered(before=True)
    desk.answer(error | {"errorMessage": "Internal Server Error"}, 500)
    assert isinstance(await desk.c2b.register(CONFIRM, CHECK), Unknown)
    desk.answer({"errorCode": "400.003.02", "errorMessage": "Invalid ValidationURL"}, 400)
    assert isinstance(await desk.c2b.register(CONFIRM, CHECK), Refused)


# Pull


def _row(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "transactionId": f"UJ2{number:07}",
        "trxDate": "2026-10-02T18:11:00+03:00",
        "msisdn": 254712000001,
        "sender": "MPESA",
        "transactiontype": "c2b-pay-bill-debit",
        "billreference": "SS-7K2M9",
        "amount": "168.00",
        "organizationname": "Smiling Steps",
        **changes,
    }


def _list(rows: list[dict[str, Any]]) -> dict[str, Any]:
    code = "1000" if rows else "1001"
    return {"ResponseRefID": "1-2", "ResponseCode": code, "ResponseMessage": "Success",
            "Response": [rows]}  # fmt: skip


async def test_the_list_is_opened_once(desk: Desk) -> None:
    for status, registered in (("1000", Registered()), ("1001", Registered(before=True))):
        desk.answer({"ResponseRefID": "1", "ResponseStatus": status, "ShortCode": "600000"})
        assert await desk.pull.register("+254722000000", CONFIRM) == registered
    desk.answer({"ResponseStatus": "1002"})
    assert isinstance(await desk.pull.register("+254722000000", CONFIRM), Unknown)
    assert desk.came[0] == {
        "ShortCode": "600000",
        "RequestType": "Pull",
        "NominatedNumber": "254722000000",
        "CallBackURL": CONFIRM,
    }


async def test_x43_the_whole_list_comes_page_by_page(desk: Desk) -> None:
    for rows in ([_row(1), _row(2)], [_row(2), _row(3, amount="x")], [_row(4)], []):
        desk.answer(_list(rows))
    found = await desk.pull.all_since(NOW - timedelta(hours=48), NOW)
    assert isinstance(found, tuple)
    assert [one.receipt[-1] for one in found] == ["1", "2", "4"]
    assert [body["OffSetValue"] for body in desk.came] == ["0", "2", "4", "5"]
    assert desk.came[0]["StartDate"] == "2026-09-30 18:11:00"
    assert desk.came[0]["EndDate"] == "2026-10-02 18:11:00"
    assert found[0] == C2BPayment(
        receipt="UJ20000001",
        amount_minor=16_800,
        shortcode="600000",
        account="SS-7K2M9",
        paid_at=datetime(2026, 10, 2, 15, 11, tzinfo=UTC),
        msisdn="254712000001",
        name="MPESA",
        kind="c2b-pay-bill-debit",
    )


async def test_x43_half_a_list_is_never_taken_for_the_whole(desk: Desk) -> None:
    desk.answer(_list([_row(1)]))
    desk.answer("<html>", 503)
    assert isinstance(await desk.pull.all_since(NOW, NOW), Unknown)


async def test_an_offset_that_is_ignored_ends_all_the_same(desk: Desk) -> None:
    for _ in range(3):
        desk.answer(_list([_row(1), _row(2)]))
    found = await desk.pull.all_since(NOW, NOW)
    assert isinstance(found, tuple)
    assert (len(found), len(desk.came)) == (2, 2)


# Whatever comes

KEYS = (*NOTICE, *_row(1), "ResponseCode", "Response")
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(("UJ22T8IYOU", "1000", "5.00", "20261332999999"))
)  # fmt: skip
junk = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=25,
)
notices = st.fixed_dictionaries(dict.fromkeys(NOTICE, scalars))
lists = st.fixed_dictionaries(
    {"ResponseCode": st.just("1000"), "Response": st.lists(st.lists(junk, max_size=3), max_size=3)}
)
bodies = st.binary(max_size=200) | (junk | notices | lists).map(lambda f: json.dumps(f).encode())


@given(bodies)
@example(b"[" * 100_000)
@example(b'{"TransID": "UJ22T8IYOU", "TransAmount": 1e999999999}')
@example(b'{"TransID": "UJ22T8IYOU", "TransAmount": NaN}')
def test_whatever_comes_is_a_payment_or_malformed(body: bytes) -> None:
    try:
        came = parse_c2b(body)
    except MalformedCallback:
        return
    assert came.amount_minor > 0
    assert len(came.account) <= 40
    assert len(came.name) <= 80
    came.account.encode()


@given(bodies)
def test_whatever_is_pulled_is_a_page_or_none(body: bytes) -> None:
    page = page_in(Answer.read(200, body), "600000")
    assert page is None or len(page.payments) <= page.rows
