"""Results of status, reversal and payout: Daraja's own samples, and whatever else may come."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.errors import MalformedCallback
from services.gateways.mpesa_operator_results import MEANINGS, parse_result, parse_timeout
from services.gateways.mpesa_operator_values import Meaning, OperatorResult, Party

IDS = {"OriginatorConversationID": "8fc3-415b", "ConversationID": "AG_2026_1"}


def _result(parameters: Any, **changes: Any) -> OperatorResult:
    body: dict[str, Any] = {
        "ResultType": 0,
        "ResultCode": 0,
        "ResultDesc": "The service request is processed successfully.",
        **IDS,
        "TransactionID": "UJ22T8IYOU",
        "ReferenceData": {"ReferenceItem": {"Key": "Occasion"}},
        **changes,
    }
    if parameters is not None:
        body["ResultParameters"] = {"ResultParameter": parameters}
    return parse_result(json.dumps({"Result": body}).encode())


def _pairs(**values: Any) -> list[dict[str, Any]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


def test_x47_the_status_of_a_payment() -> None:
    said = _pairs(
        DebitPartyName="254712000001 - Amina Njeri",
        CreditPartyName="600000 - Smiling Steps",
        TransactionReason="",
        TransactionStatus="Completed",
        FinalisedTime=20261002181100,
        Amount="1500.00",
        ReceiptNo="UJ22T8IYOU",
    )
    # The payer comes twice, and not every entry has a value.
    said += [{"Key": "DebitPartyName", "Value": "254799999999 - Nobody"}, {"Key": "ReasonType"}]
    result = _result(said, TransactionID="UJ2000000X")
    assert result.meaning is Meaning.DONE
    assert (result.receipt, result.status) == ("UJ22T8IYOU", "Completed")
    assert result.amount_minor == 150_000
    assert result.finished_at == datetime(2026, 10, 2, 15, 11, tzinfo=UTC)
    assert result.payer == Party("254712000001", "Amina Njeri")
    assert result.receiver == Party("600000", "Smiling Steps")
    assert "254712" not in repr(result)
    assert "Amina" not in repr(result)


def test_both_sides_may_be_called_the_debit_party_and_have_no_name() -> None:
    said = _pairs(DebitPartyName="2547 ***** 126 - ")
    said.append({"Key": "DebitPartyName", "Value": "600000 - Smiling Steps"})
    result = _result(said)
    assert (result.payer, result.receiver) == (
        Party("2547*****126", ""),
        Party("600000", "Smiling Steps"),
    )


def test_x42_a_reversal_has_a_receipt_of_its_own() -> None:
    said = _pairs(
        OriginalTransactionID="UJ22T8IYOU", Amount=1500.0, TransCompletedTime=20261002181100
    )
    result = _result(said, TransactionID="UJ23AAAAAA", ResultCode="0")
    assert (result.receipt, result.original_receipt) == ("UJ23AAAAAA", "UJ22T8IYOU")
    assert result.amount_minor == 150_000


def test_x42_a_payout_names_the_receiver() -> None:
    said = _pairs(
        TransactionAmount=500,
        TransactionReceipt="UJ24BBBBBB",
        ReceiverPartyPublicName="254712000001 - Amina Njeri",
        TransactionCompletedDateTime="02.10.2026 18:11:00",
        B2CChargesPaidAccountAvailableFunds=-495.0,
    )
    result = _result(said)
    assert (result.receipt, result.amount_minor) == ("UJ24BBBBBB", 50_000)
    assert result.receiver == Party("254712000001", "Amina Njeri")
    assert result.finished_at == datetime(2026, 10, 2, 15, 11, tzinfo=UTC)


def test_a_failure_names_no_transaction() -> None:
    result = _result(None, ResultCode=2001, TransactionID="UJ20000000")
    assert (result.meaning, result.receipt, result.amount_minor) == (Meaning.FAILED, None, None)


def test_a_lone_parameter_and_a_list_of_references_are_read() -> None:
    lone = {"Key": "TransactionStatus", "Value": "Declined"}
    assert _result(lone, ReferenceData={"ReferenceItem": [{}, {}]}).status == "Declined"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("0", Meaning.DONE),
        (1, Meaning.FAILED),
        ("R000002", Meaning.FAILED),
        (15, Meaning.REPEATED),
        ("R000001", Meaning.REPEATED),
        (4999, Meaning.UNKNOWN),
        (9999, Meaning.UNKNOWN),
        ("SVC0403", Meaning.UNKNOWN),
    ],
)
def test_a_code_that_nobody_knows_is_no_failure(code: object, meaning: Meaning) -> None:
    assert _result([], ResultCode=code).meaning is meaning


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'"x"', b'{"Result": []}', b'{"Result": {"ResultCode": null}}']
)
def test_nonsense_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedCallback) as refusal:
        parse_result(body)
    assert refusal.value.loggable


def test_a_time_out_says_only_that_nobody_knows() -> None:
    for body in ({"Result": IDS}, IDS, {}):
        result = parse_timeout(json.dumps(body).encode())
        assert result.meaning is Meaning.UNKNOWN
    assert parse_timeout(json.dumps({"Result": IDS}).encode()).conversation_id == "AG_2026_1"
    with pytest.raises(MalformedCallback):
        parse_timeout(b"late")


KEYS = (
    *("Result", "ResultType", "ResultCode", "ResultDesc", "ConversationID", "TransactionID"),
    *("OriginatorConversationID", "ResultParameters", "ResultParameter", "Key", "Value"),
    *("ReferenceData", "ReferenceItem"),
)
NAMES = (
    *("DebitPartyName", "CreditPartyName", "Amount", "TransactionAmount", "FinalisedTime"),
    *("ReceiptNo", "TransactionStatus", "TransCompletedTime", "OriginalTransactionID"),
    *("TransactionCompletedDateTime", "ReceiverPartyPublicName"),
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from((*NAMES, "20261332999999", "31.02.2026 99:00:00", "2026-13-99T00:00:00Z"))
)
junk = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=25,
)
parameters = st.lists(
    st.fixed_dictionaries({"Key": st.sampled_from(NAMES) | scalars}, optional={"Value": junk}),
    max_size=8,
)
results = st.fixed_dictionaries(
    {"ResultCode": st.sampled_from(sorted(MEANINGS)) | scalars},
    optional={
        "ResultDesc": scalars,
        "TransactionID": scalars,
        "ConversationID": scalars,
        "ResultParameters": st.fixed_dictionaries({"ResultParameter": parameters | junk}) | junk,
    },
).map(lambda result: {"Result": result})
bodies = st.binary(max_size=200) | (junk | results).map(lambda found: json.dumps(found).encode())


@given(bodies)
@example(b"[" * 100_000)
@example(b'{"Result": {"ResultCode": 1e9999999999}}')
@example(b'{"Result": {"ResultCode": 0, "ResultDesc": "\\ud800"}}')
def test_whatever_comes_is_a_result_or_malformed(body: bytes) -> None:
    for parse in (parse_result, parse_timeout):
        try:
            result = parse(body)
        except MalformedCallback:
            continue
        assert isinstance(result.meaning, Meaning)
        assert result.amount_minor is None or result.amount_minor > 0
        assert result.finished_at is None or result.finished_at.tzinfo is UTC
        assert len(result.description) <= 120
