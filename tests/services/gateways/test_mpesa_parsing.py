"""Reading Daraja's answers and callbacks: recorded shapes, and whatever else may come."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from services.errors import MalformedCallback
from services.gateways import mpesa_answers
from services.gateways.mpesa import (
    RESULTS,
    Accepted,
    Concluded,
    NoAnswer,
    PushResult,
    Refused,
    StillProcessing,
    Unknown,
    is_plausible_receipt,
    parse_callback,
    receipt_date,
    result_for,
)
from services.gateways.mpesa_answers import Answer

NOW = datetime(2026, 10, 2, 15, 11, tzinfo=UTC)


def test_a_query_about_another_push_is_no_answer() -> None:
    body = b'{"ResultCode": "0", "ResultDesc": "ok", "CheckoutRequestID": "ws_CO_2"}'
    assert isinstance(mpesa_answers.query_outcome(Answer.read(200, body), "ws_CO_1"), NoAnswer)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("Body", "stkCallback", "CallbackMetadata", "Item", "Name", "Value"),
                    *("CheckoutRequestID", "MerchantRequestID", "ResultCode", "ResultDesc"),
                    *("ResponseCode", "errorCode", "errorMessage", "access_token", "expires_in"),
                ]
            ),
            inner,
        )
    ),
    max_leaves=25,
)
statuses = st.sampled_from([100, 200, 201, 302, 400, 401, 403, 404, 429, 500, 503])
bodies = st.binary(max_size=200) | junk.map(lambda found: json.dumps(found).encode())


@given(statuses, bodies)
@example(200, b"[" * 100_000)
@example(200, b"9" * 5000)
@example(200, b'{"ResponseCode": 1e9999999999999999999}')
@example(200, b'{"ResponseCode": NaN, "CheckoutRequestID": "\\ud800"}')
def test_any_answer_to_a_push_or_query_has_a_meaning(status: int, body: bytes) -> None:
    answer = Answer.read(status, body)
    push = mpesa_answers.push_outcome(answer)
    assert isinstance(push, Accepted | Refused | Unknown)
    if status >= 500 or not answer.found:
        assert isinstance(push, Unknown) or status == 401 or "500.001.1001" in repr(push)
    assert isinstance(
        mpesa_answers.query_outcome(answer, "ws_CO_1"), Concluded | StillProcessing | NoAnswer
    )
    token = mpesa_answers.token(answer, NOW)
    assert token is None or token.expires_at <= NOW + timedelta(seconds=3599)


@given(st.sampled_from([500, 502, 503, 504]), junk)
def test_a_5xx_without_the_known_words_is_never_a_refusal(status: int, found: Any) -> None:
    body = json.dumps(found).encode()
    assume(b"500.001.1001" not in body)
    assert isinstance(mpesa_answers.push_outcome(Answer.read(status, body)), Unknown)


# Callbacks


PAID = {
    "MerchantRequestID": "8fc3-415b-ba79-04f852fc58507383726",
    "CheckoutRequestID": "ws_CO_02102026181100123712000001",
    "ResultCode": 0,
    "ResultDesc": "The service request is processed successfully.",
}
ITEMS = [
    {"Name": "Amount", "Value": 1.00},
    {"Name": "MpesaReceiptNumber", "Value": "UJ22T8IYOU"},
    {"Name": "Balance"},
    {"Name": "TransactionDate", "Value": 20261002181100},
    {"Name": "PhoneNumber", "Value": 254712000001},
]


def callback(items: Any = ITEMS, **changes: Any) -> bytes:
    stk = PAID | {"CallbackMetadata": {"Item": items}} | changes
    return json.dumps({"Body": {"stkCallback": stk}}).encode()


def test_a_paid_callback_is_read() -> None:
    found = parse_callback(callback())
    assert found.merchant_request_id == PAID["MerchantRequestID"]
    assert found.checkout_request_id == PAID["CheckoutRequestID"]
    assert (found.result_code, found.amount_minor, found.receipt) == ("0", 100, "UJ22T8IYOU")
    assert found.transaction_at == datetime(2026, 10, 2, 15, 11, tzinfo=UTC)
    assert found.phone == "254712000001"
    assert "712000001" not in repr(found)


@pytest.mark.parametrize(
    ("code", "read"), [(1032, "1032"), ("1037", "1037"), ("SFC_IC0003", "SFC_IC0003"), (0.0, "0")]
)
def test_a_result_code_is_text_whatever_was_sent(code: Any, read: str) -> None:
    raw = json.dumps(
        {"Body": {"stkCallback": PAID | {"ResultCode": code, "CallbackMetadata": None}}}
    ).encode()
    found = parse_callback(raw)
    assert found.result_code == read
    assert (found.receipt, found.amount_minor) == (None, None)
    assert (found.transaction_at, found.phone) == (None, None)


@pytest.mark.parametrize(
    ("value", "minor"),
    [(450, 45_000), (10.9, 1090), ("1500.00", 150_000), (0, None), (-5, None), (True, None),
     ("x", None), (1e30, None), (1.005, None), ([1], None)],
)  # fmt: skip
def test_amounts_are_exact_or_none(value: Any, minor: int | None) -> None:
    assert parse_callback(callback([{"Name": "Amount", "Value": value}])).amount_minor == minor


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("PhoneNumber", "0712***678", "phone", "0712***678"),
        ("PhoneNumber", "call me", "phone", None),
        ("TransactionDate", 20261399000000, "transaction_at", None),
        ("TransactionDate", "20261002181100", "transaction_at", NOW),
        ("MpesaReceiptNumber", "\u0000", "receipt", None),
        ("MpesaReceiptNumber", None, "receipt", None),
        ("Balance", "{Amount={BasicAmount=1.00}}", "receipt", None),
    ],
)
def test_an_odd_item_never_fails_the_rest(name: str, value: Any, field: str, read: Any) -> None:
    found = parse_callback(callback([{"Name": name, "Value": value}, None, {"Value": 1}]))
    assert found.result_code == "0"
    assert getattr(found, field) == read


def test_a_lone_item_is_read() -> None:
    assert parse_callback(callback({"Name": "Amount", "Value": 5})).amount_minor == 500


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b"{}", b'{"Body": 1}', b'{"Body": {"stkCallback": {}}}', b"\xff",
        b"[" * 100_000, callback(ResultCode=None), callback(ResultCode=True),
        callback(CheckoutRequestID=""), callback(CheckoutRequestID=5),
        callback(CheckoutRequestID="x" * 65), callback(CheckoutRequestID="\ud800"),
    ],
)  # fmt: skip
def test_x44_a_malformed_callback_says_so_and_shows_nothing(raw: bytes) -> None:
    with pytest.raises(MalformedCallback) as caught:
        parse_callback(raw)
    assert "712000001" not in str(caught.value)
    assert caught.value.__cause__ is None


@given(bodies | junk.map(callback))
@example(callback([{"Name": "Amount", "Value": 1}]).replace(b": 1}", b": 1e999999}"))
@example(callback([{"Name": "Amount", "Value": 1}]).replace(b": 1}", b": 1e-999999}"))
def test_any_callback_is_read_or_malformed(raw: bytes) -> None:
    try:
        found = parse_callback(raw)
    except MalformedCallback:
        return
    assert re.fullmatch(r"[!-~]{1,16}", found.result_code)
    assert len(found.description) <= 120
    assert found.amount_minor is None or 0 < found.amount_minor < 10**11
    assert found.receipt is None or re.fullmatch(r"[!-~]{1,16}", found.receipt)
    assert found.transaction_at is None or found.transaction_at.utcoffset() == timedelta(0)
    "".join([found.description, found.phone or "", found.receipt or ""]).encode()


@given(st.integers(1, 10**9 - 1), st.integers(0, 99))
def test_every_amount_survives_its_way_through_json(shillings: int, cents: int) -> None:
    raw = callback([{"Name": "Amount", "Value": 1}]).replace(
        b": 1}", f": {shillings}.{cents:02}}}".encode()
    )
    assert parse_callback(raw).amount_minor == shillings * 100 + cents


# Results and receipts


def test_only_zero_is_paid() -> None:
    assert [code for code, result in RESULTS.items() if result.paid] == ["0"]


@pytest.mark.parametrize("code", ["4999", "9999", "1036", "7777", "", "00", "-1", "SFC"])
def test_x42_what_is_not_known_to_be_over_stays_pending(code: str) -> None:
    result = result_for(code)
    assert (result.terminal, result.paid, result.meaning) == (False, False, PushResult.CHECKING)
    assert result.alarm == (code not in RESULTS)
    assert not result.retry.allowed


@pytest.mark.parametrize(
    ("code", "key", "retry"),
    [
        ("1032", "mpesa_cancelled", (True, 0)),
        ("1037", "mpesa_unreachable", (True, 0)),
        ("1", "mpesa_no_balance", (True, 0)),
        ("1019", "mpesa_expired", (True, 0)),
        ("1025", "mpesa_send_failed", (True, 2)),
        ("2001", "mpesa_wrong_pin", (True, 0)),
        ("1001", "mpesa_busy", (True, 3)),
        ("17", "mpesa_rule_limited", (True, 2)),
        ("26", "mpesa_system_busy", (True, 1)),
        ("9999", "mpesa_checking", (False, 0)),
    ],
)
def test_x43_each_code_has_its_words_and_next_step(
    code: str, key: str, retry: tuple[bool, int]
) -> None:
    result = result_for(code)
    assert result.words_key == key
    assert (result.retry.allowed, result.retry.minutes) == retry


@pytest.mark.parametrize(
    ("receipt", "day"),
    [("UJ22T8IYOU", "2026-10-02"), ("NLJ7RT61SV", "2019-12-19"), ("TJK0000000", "2025-10-20")],
)
def test_a_receipt_tells_its_day(receipt: str, day: str) -> None:
    assert str(receipt_date(receipt)) == day


@pytest.mark.parametrize(
    ("receipt", "plausible"),
    [
        ("UJ22T8IYOU", True),
        ("UJ32T8IYOU", True),
        ("UIP2T8IYOU", True),
        ("UJ42T8IYOU", False),
        ("UIO2T8IYOU", False),
        ("UCV2T8IYOU", False),
        ("UBV2T8IYOU", False),
        ("UJ22T8IYO", False),
        ("uj22t8iyou", False),
        ("UJ22T8IYOU\n", False),
        ("", False),
    ],
)
def test_a_receipt_from_another_season_is_not_plausible(receipt: str, plausible: bool) -> None:
    assert is_plausible_receipt(receipt, NOW) is plausible


@given(st.text(max_size=12))
def test_any_receipt_is_judged(receipt: str) -> None:
    assert is_plausible_receipt(receipt, NOW) in {True, False}
