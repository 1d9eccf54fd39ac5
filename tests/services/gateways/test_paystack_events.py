"""Paystack's signature, over the bytes as they came, and what its events say (X50)."""

import contextlib
import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.values import Money
from services.errors import MalformedCallback
from services.gateways.paystack_events import parse_event, signature_is_right
from services.gateways.paystack_values import RefundStanding, refund_standing

KEY = "sk_test_0123456789abcdef"


def sign(raw: bytes, key: str = KEY) -> str:
    return hmac.new(key.encode(), raw, hashlib.sha512).hexdigest()


def event(name: str, **data: Any) -> bytes:
    return json.dumps({"event": name, "data": data}).encode()


# The signature

NON_ASCII = '{"event":"charge.success","data":{"customer":{"first_name":"Zoë Ńjöki"}}}'.encode()


def test_x50_the_signature_is_over_the_raw_bytes_also_with_non_ascii_text() -> None:
    assert signature_is_right(NON_ASCII, sign(NON_ASCII), KEY)
    written_again = json.dumps(json.loads(NON_ASCII)).encode()
    assert written_again != NON_ASCII
    assert not signature_is_right(written_again, sign(NON_ASCII), KEY)
    assert not signature_is_right(NON_ASCII, sign(written_again), KEY)


def test_x50_bytes_that_are_no_text_are_signed_like_any_others() -> None:
    assert signature_is_right(b"\xff\x00\xfe", sign(b"\xff\x00\xfe"), KEY)


def test_x50_capital_letters_in_hex_are_the_same_number() -> None:
    assert signature_is_right(NON_ASCII, sign(NON_ASCII).upper(), KEY)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "0" * 128,
        sign(NON_ASCII)[:-1],
        sign(NON_ASCII) + "0",
        " " + sign(NON_ASCII),
        sign(NON_ASCII) + "\n",
        "sha512=" + sign(NON_ASCII),
        "ä" * 128,
        "١" * 128,
        sign(NON_ASCII, "another key"),
        hashlib.sha512(NON_ASCII).hexdigest(),
        hmac.new(KEY.encode(), NON_ASCII, hashlib.sha256).hexdigest(),
    ],
)
def test_x50_a_wrong_missing_or_odd_signature_is_refused(header: str | None) -> None:
    assert not signature_is_right(NON_ASCII, header, KEY)


def test_x50_an_empty_secret_makes_nothing_right() -> None:
    assert not signature_is_right(NON_ASCII, sign(NON_ASCII, ""), "")


@settings(max_examples=50)
@given(st.binary(max_size=200), st.text(max_size=140))
def test_x50_no_header_but_the_right_one(raw: bytes, header: str) -> None:
    assert signature_is_right(raw, sign(raw), KEY)
    assert not signature_is_right(raw, header, KEY)


# What an event says


def test_a_success_names_its_transaction() -> None:
    read = parse_event(
        event("charge.success", id=302961, reference="BK-1-ab", amount=250_000, currency="KES",
              status="success", metadata=0)
    )  # fmt: skip
    assert (read.name, read.reference, read.status) == ("charge.success", "BK-1-ab", "success")
    assert read.amount == Money(250_000)
    assert read.external_id == "charge.success:302961"
    assert not read.is_refund


def test_x50_the_same_event_in_other_bytes_is_the_same() -> None:
    first = parse_event(event("charge.success", id=7, reference="a"))
    second = parse_event(b" " + event("charge.success", reference="a", id=7))
    assert first.external_id == second.external_id
    other = parse_event(event("charge.success", id=8, reference="a"))
    assert other.external_id != first.external_id


@pytest.mark.parametrize("amount", [10_000, "10000"], ids=["number", "string"])
def test_x50_a_refunds_amount_is_a_number_or_a_string(amount: object) -> None:
    read = parse_event(
        event("refund.processed", status="processed", transaction_reference="BK-1-ab",
              refund_reference="132013318360", amount=amount, currency="KES")
    )  # fmt: skip
    assert read.is_refund
    assert (read.reference, read.amount) == ("BK-1-ab", Money(10_000))
    assert refund_standing(read.status) is RefundStanding.DONE


def test_two_refunds_of_one_payment_are_two_events() -> None:
    first = event("refund.processed", transaction_reference="a", amount=100, refund_reference="1")
    second = event("refund.processed", transaction_reference="a", amount=100, refund_reference="2")
    assert parse_event(first).external_id != parse_event(second).external_id
    assert parse_event(first).external_id == parse_event(first).external_id


def test_a_refund_that_needs_attention_has_a_number() -> None:
    read = parse_event(event("refund.needs-attention", id=77, transaction_reference="a"))
    assert read.refund_id == 77


def test_a_dispute_names_the_transaction_in_it() -> None:
    read = parse_event(event("charge.dispute.create", id=1, transaction={"reference": "BK-1-ab"}))
    assert read.is_dispute
    assert read.reference == "BK-1-ab"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        b"{}",
        b'{"event": 7}',
        b'{"event": ""}',
        b'{"event": "a b"}',
        b'{"event": "CHARGE"}',
        b"\xff",
        b"[" * 10_000,
    ],
)
def test_what_is_no_event_is_refused_without_being_shown(raw: bytes) -> None:
    with pytest.raises(MalformedCallback, match=r"^not an event$"):
        parse_event(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)
KEYS = ("id", "reference", "status", "amount", "currency", "transaction", "transaction_reference")


@given(
    st.sampled_from(("charge.success", "refund.failed", "charge.dispute.create", "transfer.x")),
    st.dictionaries(st.sampled_from(KEYS), json_values) | json_values,
)
def test_x50_the_parser_takes_anything(name: str, data: object) -> None:
    raw = json.dumps({"event": name, "data": data}).encode()
    try:
        read = parse_event(raw)
    except MalformedCallback:
        return
    assert read.name == name
    assert 0 < len(read.external_id) <= 128
    assert read.amount is None or read.amount.minor >= 0
    assert read.reference is None or 0 < len(read.reference) <= 100


@given(st.binary(max_size=300))
def test_x50_the_parser_takes_any_bytes(raw: bytes) -> None:
    with contextlib.suppress(MalformedCallback):
        parse_event(raw)
