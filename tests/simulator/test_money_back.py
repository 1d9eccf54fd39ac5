"""The simulated Daraja looks up, takes back and pays out, as the portal says it does."""

from typing import Any

import pytest

from tests.simulator.daraja_business import Business, business, values
from tests.simulator.daraja_caller import caller

__all__ = ["business", "caller"]  # fixtures, for pytest


async def test_a_receipt_is_looked_up(business: Business) -> None:
    receipt = await business.paid()
    status, accepted = await business.status(TransactionID=receipt)
    assert status == 200
    assert accepted.pop("ConversationID").startswith("AG_20")
    assert accepted.pop("OriginatorConversationID")
    assert accepted == {
        "ResponseCode": "0",
        "ResponseDescription": "Accept the service request successfully.",
    }
    result = await business.result()
    assert (int(result["ResultCode"]), result["TransactionID"]) == (0, receipt)
    found = values(result)
    assert (found["TransactionStatus"], found["ReceiptNo"]) == ("Completed", receipt)
    assert int(float(found["Amount"])) == 1500
    assert found["DebitPartyName"] == "254712000001 - Amina Otieno"
    assert {"Key": "TransactionReason"} in result["ResultParameters"]["ResultParameter"]


async def test_the_shapes_of_a_result_take_turns(business: Business) -> None:
    receipt = await business.paid()
    found = []
    for _ in range(6):
        await business.status(TransactionID=receipt)
        found.append(await business.result())
    assert {type(one["ResultCode"]) for one in found} == {int, str}
    assert {type(values(one)["Amount"]) for one in found} == {int, str, float}
    kinds = {type(one.get("ReferenceData", {}).get("ReferenceItem")) for one in found}
    assert kinds == {dict, list, type(None)}
    keys = [[e["Key"] for e in one["ResultParameters"]["ResultParameter"]] for one in found]
    assert {one.count("DebitPartyName") for one in keys} == {1, 2}


async def test_an_unknown_receipt_fails_in_three_shapes(business: Business) -> None:
    shapes = []
    for _ in range(3):
        await business.status(TransactionID="UKL0000001")
        result = await business.result()
        assert str(result["ResultCode"]) == "2032"
        assert result["ResultDesc"] == "The transaction receipt number does not exist."
        assert result["TransactionID"].endswith("0000000")
        shapes.append(type(result.get("ResultParameters", {}).get("ResultParameter")))
    assert shapes == [type(None), dict, list]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Initiator": None}, "Initiator"),
        ({"SecurityCredential": ""}, "SecurityCredential"),
        ({"CommandID": "TransactionStatus"}, "CommandID"),
        ({"IdentifierType": "11"}, "IdentifierType"),
        ({"PartyA": "254712000001"}, "PartyA"),
        ({"Remarks": None}, "Remarks"),
        ({"ResultURL": "https://pay.example/mpesa"}, "ResultURL"),
        ({"QueueTimeOutURL": "http://pay.example/late"}, "QueueTimeOutURL"),
        ({"TransactionID": None}, "TransactionID"),
    ],
)
async def test_a_status_query_is_refused(
    business: Business, changes: dict[str, Any], field: str
) -> None:
    status, found = await business.status(**{"TransactionID": "UKL0000001", **changes})
    assert (status, found["errorCode"]) == (400, "400.002.02")
    assert found["errorMessage"] == f"Bad Request - Invalid {field}"


async def test_a_wrong_password_shows_in_the_result_only(business: Business) -> None:
    receipt = await business.paid()
    await business.seal(b"Smiling#2025")
    assert (await business.reverse(receipt))[0] == 200
    result = await business.result()
    assert (int(result["ResultCode"]), await business.balance()) == (2001, 3500)
    await business.reverse(receipt, SecurityCredential="bm90IHNlYWxlZA==")
    assert int((await business.result())["ResultCode"]) == 2001
    await business.seal()
    await business.reverse(receipt, Initiator="somebody")
    assert int((await business.result())["ResultCode"]) == 2001


async def test_x48_a_payment_is_taken_back_once(business: Business) -> None:
    receipt = await business.paid()
    await business.reverse(receipt)
    result = await business.result()
    found = values(result)
    assert int(result["ResultCode"]) == 0
    assert found["OriginalTransactionID"] == receipt != result["TransactionID"]
    assert (found["Amount"], await business.balance()) == (1500.0, 5000)
    phone = await business.caller.phone()
    assert phone["sms"][-1]["text"].startswith(
        f"{result['TransactionID']} confirmed. Reversal of transaction {receipt}"
    )
    last = phone["statement"][-1]
    assert (last["amount"], last["receipt"]) == (1500, result["TransactionID"])
    await business.reverse(receipt)
    again = await business.result()
    assert (again["ResultCode"], await business.balance()) == ("R000001", 5000)
    assert again["ResultDesc"] == "The transaction has already been reversed."


@pytest.mark.parametrize(
    ("receipt", "changes", "code"),
    [
        ("UKL0000001", {}, "R000002"),
        (None, {"Amount": 1501}, "3"),
        (None, {"ReceiverParty": "600000"}, "21"),
    ],
)
async def test_a_reversal_that_does_not_fit_moves_nothing(
    business: Business, receipt: str | None, changes: dict[str, Any], code: str
) -> None:
    paid = await business.paid()
    assert (await business.reverse(receipt or paid, **changes))[0] == 200
    assert str((await business.result())["ResultCode"]) == code
    assert await business.balance() == 3500


async def test_the_correct_spelling_is_refused(business: Business) -> None:
    status, found = await business.reverse(
        "UKL0000001", RecieverIdentifierType=None, ReceiverIdentifierType="11"
    )
    assert status == 400
    assert found["errorMessage"] == "Bad Request - Invalid RecieverIdentifierType"


async def test_a_payout_reaches_the_wallet_and_cannot_be_taken_back(business: Business) -> None:
    status, accepted = await business.pay_out("refund-1")
    assert (status, accepted["OriginatorConversationID"]) == (200, "refund-1")
    result = await business.result()
    found = values(result)
    assert int(result["ResultCode"]) == 0
    assert result["OriginatorConversationID"] == "refund-1"
    assert found["TransactionReceipt"] == result["TransactionID"]
    assert (found["TransactionAmount"], await business.balance()) == (700, 5700)
    assert found["B2CUtilityAccountAvailableFunds"] == 99_300.0
    sms = (await business.caller.phone())["sms"][-1]["text"]
    assert "Confirmed.You have received Ksh700.00 from SMILING STEPS" in sms
    await business.reverse(found["TransactionReceipt"], Amount=700)
    assert (await business.result())["ResultCode"] == "R000002"
    await business.status(OriginalConversationID="refund-1")
    assert values(await business.result())["ReceiptNo"] == found["TransactionReceipt"]


async def test_x48_a_repeated_payout_is_refused_and_paid_once(business: Business) -> None:
    await business.pay_out("refund-1")
    status, found = await business.pay_out("refund-1")
    assert (status, found["errorCode"]) == (500, "500.002.1001")
    assert found["errorMessage"] == "Duplicate OriginatorConversationID."
    await business.result()
    await business.caller.fault("b2c_duplicate_result")
    assert (await business.pay_out("refund-1"))[0] == 200
    assert int((await business.result())["ResultCode"]) == 15
    assert await business.balance() == 5700


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"Amount": 9}, 2), ({"PartyB": "254799999999"}, 2040), ({"PartyA": "600000"}, 21)],
)
async def test_a_payout_that_does_not_fit(
    business: Business, changes: dict[str, Any], code: int
) -> None:
    await business.pay_out("refund-1", **changes)
    assert int((await business.result())["ResultCode"]) == code
    assert await business.balance() == 5000


async def test_a_payout_needs_its_own_id_and_money_in_the_utility_account(
    business: Business,
) -> None:
    status, found = await business.pay_out("", OriginatorConversationID=None)
    assert (status, found["errorMessage"]) == (
        400,
        "Bad Request - Invalid OriginatorConversationID",
    )
    await business.caller.json("POST", "/sim/daraja", json={"utility": 699})
    await business.pay_out("refund-1")
    assert int((await business.result())["ResultCode"]) == 1
    await business.status(OriginalConversationID="refund-1")
    assert values(await business.result())["TransactionStatus"] == "Declined"


async def test_fields_of_no_request_are_counted(business: Business) -> None:
    await business.pay_out("refund-1", Occasion="Refund")
    stats = (await business.caller.json("GET", "/sim/stats"))[1]["daraja"]
    assert stats["unknown_fields"] == {"Occasion": 1}
