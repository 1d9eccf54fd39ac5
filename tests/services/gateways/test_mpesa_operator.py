"""Status, reversal, payout: exactly the fields that Daraja takes, and what its answers prove."""

from typing import Any

import pytest

from services.errors import AmountNotWholeShillings
from services.gateways.mpesa_credential import SecurityCredential, public_key
from services.gateways.mpesa_operator_values import (
    Accepted,
    AlreadySubmitted,
    Payout,
    Refused,
    Reversal,
    StatusQuestion,
    Unknown,
)
from tests import key_pair
from tests.services.gateways.daraja_desk import HOOKS, PASSWORD, TAKEN, Desk, desk

__all__ = ["desk"]  # a fixture, for pytest

RECEIPT = "UJ22T8IYOU"
REVERSAL = Reversal(HOOKS, RECEIPT, 150_000)
SMALL = Payout(HOOKS, "ss-0a1b2c", 50_000, "+254712000001", occasion="Booking BK-1")


async def test_a_status_is_asked_for_with_a_receipt(desk: Desk) -> None:
    outcome = await desk.operator().ask_status(StatusQuestion(HOOKS, RECEIPT))
    assert outcome == Accepted("AG_1", "8fc3-415b-1")
    body = desk.came[0]
    assert key_pair.unseal(body.pop("SecurityCredential")) == PASSWORD
    assert body == {
        "Initiator": "smilingapi",
        "CommandID": "TransactionStatusQuery",
        "TransactionID": RECEIPT,
        "PartyA": "600000",
        "IdentifierType": "4",
        "ResultURL": HOOKS.result_url,
        "QueueTimeOutURL": HOOKS.timeout_url,
        "Remarks": "Status",
        "Occasion": "",
    }


async def test_or_with_the_conversation_that_made_it(desk: Desk) -> None:
    question = StatusQuestion(HOOKS, conversation_id="AG_2026_1")
    assert isinstance(await desk.operator().ask_status(question), Accepted)
    assert desk.came[0]["OriginalConversationID"] == "AG_2026_1"


@pytest.mark.parametrize("names", [(None, None), (RECEIPT, "AG_2026_1")])
async def test_but_never_with_both_or_none(
    desk: Desk, names: tuple[str | None, str | None]
) -> None:
    with pytest.raises(ValueError, match="receipt or by a conversation"):
        await desk.operator().ask_status(StatusQuestion(HOOKS, names[0], names[1]))
    assert not desk.came


async def test_a_reversal_has_darajas_own_spelling(desk: Desk) -> None:
    assert isinstance(await desk.operator().reverse(REVERSAL), Accepted)
    body = desk.came[0]
    assert key_pair.unseal(body.pop("SecurityCredential")) == PASSWORD
    assert body == {
        "Initiator": "smilingapi",
        "CommandID": "TransactionReversal",
        "TransactionID": RECEIPT,
        "Amount": 1500,
        "ReceiverParty": "600000",
        "RecieverIdentifierType": "11",
        "ResultURL": HOOKS.result_url,
        "QueueTimeOutURL": HOOKS.timeout_url,
        "Remarks": "Refund",
        "Occasion": "",
    }


async def test_a_payout_brings_its_own_conversation(desk: Desk) -> None:
    assert isinstance(await desk.operator("700000").pay_out(SMALL), Accepted)
    body = desk.came[0]
    assert key_pair.unseal(body.pop("SecurityCredential")) == PASSWORD
    assert body == {
        "OriginatorConversationID": "ss-0a1b2c",
        "InitiatorName": "smilingapi",
        "CommandID": "BusinessPayment",
        "Amount": 500,
        "PartyA": "700000",
        "PartyB": "254712000001",
        "ResultURL": HOOKS.result_url,
        "QueueTimeOutURL": HOOKS.timeout_url,
        "Remarks": "Refund",
        "Occassion": "Booking BK-1",
    }
    await desk.operator().pay_out(SMALL)
    assert desk.came[1]["PartyA"] == "600000"


@pytest.mark.parametrize(
    ("amount_minor", "phone", "code"),
    [
        (900, "+254712000001", "amount"),
        (25_000_100, "+254712000001", "amount"),
        (50_000, "0712***001", "phone"),
        (50_000, "+49151234567890", "phone"),
    ],
)
async def test_what_m_pesa_cannot_pay_is_not_asked(
    desk: Desk, amount_minor: int, phone: str, code: str
) -> None:
    outcome = await desk.operator().pay_out(Payout(HOOKS, "ss-1", amount_minor, phone))
    assert isinstance(outcome, Refused)
    assert outcome.code == code
    assert not desk.came


async def test_cents_never_leave_the_house(desk: Desk) -> None:
    with pytest.raises(AmountNotWholeShillings):
        await desk.operator().reverse(Reversal(HOOKS, RECEIPT, 150_050))
    with pytest.raises(AmountNotWholeShillings):
        await desk.operator().pay_out(Payout(HOOKS, "ss-1", 1_050, "+254712000001"))
    assert not desk.came


def _error(code: str, message: str) -> dict[str, str]:
    return {"requestId": "1-2-3", "errorCode": code, "errorMessage": message}


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, TAKEN, Accepted),
        (200, {k: v for k, v in TAKEN.items() if k != "OriginatorConversationID"}, Accepted),
        (500, _error("500.002.1001", "Duplicate OriginatorConversationID."), AlreadySubmitted),
        (500, _error("500.002.1001", "Service is currently unreachable."), Unknown),
        (400, _error("400.002.02", "Bad Request - Invalid SecurityCredential"), Refused),
        (401, "Invalid API call as no apiproduct match found", Refused),
        (500, _error("500.001.1001", "Merchant does not exist"), Refused),
        (500, _error("500.003.02", "System is busy"), Unknown),
        (500, _error("500.003.1001", "Internal Server Error"), Unknown),
        (503, "<html>Incapsula incident</html>", Unknown),
        (200, {**TAKEN, "ResponseCode": "1"}, Unknown),
        (200, {}, Unknown),
        (200, "[" * 5000, Unknown),
    ],
)
async def test_only_a_refusal_in_writing_proves_that_nothing_was_begun(
    desk: Desk, status: int, body: Any, outcome: type
) -> None:
    for ask in (desk.operator().reverse(REVERSAL), desk.operator().pay_out(SMALL),
                desk.operator().ask_status(StatusQuestion(HOOKS, RECEIPT))):  # fmt: skip
        desk.answer(body, status)
        assert isinstance(await ask, outcome)
    assert len(desk.came) == 3


async def test_a_daraja_that_is_away_was_not_asked(desk: Desk) -> None:
    desk.url = "http://127.0.0.1:9"
    outcome = await desk.operator().reverse(REVERSAL)
    assert isinstance(outcome, Refused)
    assert outcome.retry_after


# The credential


def test_the_credential_is_the_password_and_nothing_else() -> None:
    for pem in (key_pair.PUBLIC_PEM, key_pair.CERTIFICATE_PEM):
        credential = SecurityCredential(pem.encode(), PASSWORD)
        assert key_pair.unseal(credential.sealed()) == PASSWORD
        assert credential.sealed() != credential.sealed()
        assert PASSWORD not in repr(credential)


@pytest.mark.parametrize("password", ["", "p" * 246])
def test_a_password_must_fit_into_the_key(password: str) -> None:
    with pytest.raises(ValueError, match="password"):
        SecurityCredential(key_pair.PUBLIC_PEM.encode(), password)


@pytest.mark.parametrize("pem", [b"", b"sesame", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_key_is_refused_in_plain_words(pem: bytes) -> None:
    with pytest.raises(ValueError, match="PEM"):
        public_key(pem)


def test_nothing_secret_is_shown() -> None:
    for value in (HOOKS, REVERSAL, SMALL):
        for secret in (RECEIPT, "0a1b/", "254712"):
            assert secret not in repr(value)
