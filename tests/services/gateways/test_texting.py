"""Forms of Africa's Talking: two dates, masked numbers, whatever is missing (3-protocols 2.3)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateways.texting import (
    digest,
    fields,
    number,
    parse_inbound,
    parse_opt_out,
    parse_report,
)
from webhooks import sms

AT = datetime(2017, 5, 3, 6, 4, 45, tzinfo=UTC)
FORM = (
    b"linkId=03090445075804249226&text=Msg&to=21512&id=ec1cfd30-1c5e-4d8a-9d0e-3b1f5f6a7d55"
    b"&date=2017-05-03T06%3A04%3A45Z&from=%2B254791541111"
)


@pytest.mark.parametrize("date", [b"2017-05-03T06%3A04%3A45Z", b"2017-05-03+06%3A04%3A45"])
def test_both_forms_of_a_date(date: bytes) -> None:
    found = parse_inbound(FORM.replace(b"2017-05-03T06%3A04%3A45Z", date))
    assert found.sent_at == AT
    assert (found.phone, found.text) == ("+254791541111", "Msg")


@pytest.mark.parametrize(
    ("said", "phone"),
    [("+254791541111", "+254791541111"), (" 254791541111", "+254791541111"),
     ("254791541111", "+254791541111"), ("0791541111", None), ("SAFARICOM", None),
     ("2547*****111", None), ("a3" * 32, None), ("", None), ("+25479154111\u0661", None)],
)  # fmt: skip
def test_a_number_or_nobodys(said: str, phone: str | None) -> None:
    assert number(said) == phone


def test_one_without_an_id_is_named_by_what_it_says() -> None:
    nameless = FORM.replace(b"id=ec1cfd30-1c5e-4d8a-9d0e-3b1f5f6a7d55&", b"")
    turned = b"&".join(reversed(nameless.split(b"&")))
    names = {sms.inbound(raw, "s" * 16).external_id for raw in (nameless, turned)}
    assert names == {digest(nameless)}
    other = sms.inbound(nameless.replace(b"Msg", b"Yes"), "s" * 16)
    assert other.external_id not in names
    assert sms.inbound(FORM, "s" * 16).external_id == "ec1cfd30-1c5e-4d8a-9d0e-3b1f5f6a7d55"


def test_a_lane_is_a_phones_and_names_none() -> None:
    lanes = {sms.inbound(FORM, secret).lane for secret in ("s" * 16, "t" * 16)}
    assert len(lanes) == 2
    assert not [lane for lane in lanes if "791541111" in lane]
    assert sms.opt_out(b"phoneNumber=%2B254791541111", "s" * 16).lane in lanes


def test_a_report_names_a_message_or_is_none() -> None:
    found = parse_report(b"id=ATXid_1&status=Failed&failureReason=&phoneNumber=x")
    assert found is not None
    assert (found.status, found.reason, found.phone) == ("Failed", None, None)
    assert parse_report(b"status=Success") is None
    assert parse_report(b"id=%00&status=Success") is None


@given(st.binary(max_size=400))
def test_nothing_that_comes_raises(raw: bytes) -> None:
    fields(raw)
    parse_inbound(raw)
    parse_report(raw)
    parse_opt_out(raw)
    for made in (sms.inbound, sms.report, sms.opt_out):
        arrival = made(raw, "s" * 16)
        assert 0 < len(arrival.external_id) <= 128
        assert len(arrival.lane) <= 80
