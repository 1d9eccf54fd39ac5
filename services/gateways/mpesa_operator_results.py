"""Reading the Result of a status, a reversal or a payout, whatever comes (3-protocols 1.8).

Nothing in it is signed: what is read here must still match a request of ours.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from services.errors import MalformedCallback
from services.gateways import mpesa_fields, mpesa_json
from services.gateways.mpesa_operator_values import Meaning, OperatorResult, Party

#: What `parse_timeout` calls a request that Daraja gave up on; no code of Safaricom's.
TIMED_OUT = "TIMEOUT"

# Any code that is not here is no answer, but a question for a person (1.4).
_FAILED = (
    *("1", "2", "3", "4", "8", "11", "17", "21", "26", "1001", "2001", "2006", "2028", "2040"),
    *("8006", "SFC_IC0003", "SFC_J_C0003", "R000002"),
)
MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {"0": Meaning.DONE, "15": Meaning.REPEATED, "R000001": Meaning.REPEATED}
    | dict.fromkeys(_FAILED, Meaning.FAILED)
)

_RECEIPTS = ("ReceiptNo", "TransactionReceipt")
_AMOUNTS = ("Amount", "TransactionAmount")
_TIMES = ("FinalisedTime", "TransCompletedTime", "TransactionCompletedDateTime")
_PAYERS = ("DebitPartyName", "DebitPartyPublicName")
# A status may call both sides the debit party: the second one is who received it.
_SECOND = "DebitPartyName, second"
_RECEIVERS = ("CreditPartyName", "CreditPartyPublicName", "ReceiverPartyPublicName", _SECOND)


def parse_result(raw: bytes) -> OperatorResult:
    """The Result in a request's body. Raises MalformedCallback, which shows nothing of it.

    Parameters are read by name: the first one with a value counts, and one that cannot be
    understood is None and never fails the rest.
    """
    result = _result(raw)
    code = mpesa_json.code(result.get("ResultCode"))
    if code is None:
        raise MalformedCallback("no ResultCode")
    meaning = MEANINGS.get(code, Meaning.UNKNOWN)
    said = _parameters(result)
    return OperatorResult(
        result_code=code,
        description=mpesa_json.words(result.get("ResultDesc")),
        meaning=meaning,
        conversation_id=mpesa_json.identifier(result.get("ConversationID")),
        originator_conversation_id=mpesa_json.identifier(result.get("OriginatorConversationID")),
        # A failure names a transaction that there isn't.
        receipt=_receipt(said, result) if meaning is Meaning.DONE else None,
        original_receipt=mpesa_fields.receipt(said.get("OriginalTransactionID")),
        status=mpesa_json.words(said.get("TransactionStatus"), 16) or None,
        amount_minor=mpesa_fields.amount_minor(_first(said, _AMOUNTS)),
        finished_at=mpesa_fields.instant(_first(said, _TIMES)),
        payer=_party(_first(said, _PAYERS)),
        receiver=_party(_first(said, _RECEIVERS)),
    )


def parse_timeout(raw: bytes) -> OperatorResult:
    """What came to the time-out's address: nobody knows what became of the request.

    Its form isn't documented, so any JSON object will do. Raises MalformedCallback for less.
    """
    found = mpesa_json.read_object(raw)
    if found is None:
        raise MalformedCallback("not a JSON object")
    result = mpesa_json.member(found, "Result") or found
    return OperatorResult(
        result_code=TIMED_OUT,
        description=mpesa_json.words(result.get("ResultDesc")),
        meaning=Meaning.UNKNOWN,
        conversation_id=mpesa_json.identifier(result.get("ConversationID")),
        originator_conversation_id=mpesa_json.identifier(result.get("OriginatorConversationID")),
    )


def _result(raw: bytes) -> Mapping[str, object]:
    found = mpesa_json.read_object(raw)
    if found is None:
        raise MalformedCallback("not a JSON object")
    return mpesa_json.member(found, "Result")


def _parameters(result: Mapping[str, object]) -> Mapping[str, object]:
    """By name. The list may be missing or a lone object, a name may come twice or have no value."""
    found = mpesa_json.member(result, "ResultParameters").get("ResultParameter")
    said: dict[str, object] = {}
    for name, value in _pairs(found if isinstance(found, list) else [found]):
        if value is None or value == "":
            continue
        if name == "DebitPartyName" and name in said:
            said.setdefault(_SECOND, value)
        said.setdefault(name, value)
    return said


def _pairs(found: list[object]) -> Iterator[tuple[str, object]]:
    for entry in found:
        if isinstance(entry, dict) and isinstance(name := entry.get("Key"), str):
            yield name, entry.get("Value")


def _first(said: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((said[name] for name in names if name in said), None)


def _receipt(said: Mapping[str, object], result: Mapping[str, object]) -> str | None:
    named = mpesa_fields.receipt(_first(said, _RECEIPTS))
    if "TransactionStatus" in said:
        # There the TransactionID may be the question's own.
        return named
    return named or mpesa_fields.receipt(result.get("TransactionID"))


def _party(value: object) -> Party | None:
    """Read "254708374149 - Jane Doe", "600310 - Smiling Steps", or a name alone."""
    if not isinstance(value, str) or not value.strip():
        return None
    number, dash, name = value.partition(" - ")
    digits = mpesa_fields.phone(number.replace(" ", ""))
    if not dash or digits is None:
        return Party(mpesa_fields.phone(value), mpesa_json.words(value, 80))
    return Party(digits, mpesa_json.words(name, 80))
