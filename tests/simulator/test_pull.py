"""The simulated Pull Transactions: the last 48 hours, page by page."""

from typing import Any

import pytest

from tests.simulator.daraja_business import Business, business
from tests.simulator.daraja_caller import caller

__all__ = ["business", "caller"]  # fixtures, for pytest


async def test_the_last_48_hours_are_pulled_page_by_page(business: Business) -> None:
    status, found = await business.pull()
    assert (status, found["errorMessage"]) == (400, "Bad Request - Invalid ShortCode")
    assert (await business.register_pull())[1]["ResponseStatus"] == "1000"
    assert (await business.register_pull())[1]["ResponseStatus"] == "1001"
    status, found = await business.pull()
    assert (status, found["ResponseCode"], found["Response"]) == (200, "1001", [])
    await business.paid(10)
    await business.caller.advance(49 * 3600)
    await business.caller.oauth()
    receipts = [await business.paid(amount) for amount in (20, 30, 40)]
    await business.caller.fault("pull_page", value=2, times=2)
    first, rest = [(await business.pull(OffSetValue=n))[1] for n in ("0", "2")]
    rows = [row for part in (first, rest) for group in part["Response"] for row in group]
    assert [row["transactionId"] for row in rows] == receipts
    assert rows[0] | {"transactionId": "", "trxDate": ""} == {
        "transactionId": "",
        "trxDate": "",
        "msisdn": 712000001,
        "sender": "Amina Otieno",
        "transactiontype": "c2b-pay-bill-debit",
        "billreference": "SS-7K2M9",
        "amount": "20.00",
        "organizationname": "Smiling Steps",
    }
    assert (first["ResponseCode"], first["ResponseMessage"]) == ("1000", "Success")
    assert (await business.pull(OffSetValue="3"))[1]["ResponseCode"] == "1001"
    await business.caller.fault("pull_empty")
    assert (await business.pull())[1]["ResponseCode"] == "1001"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ShortCode": "600000"}, "ShortCode"),
        ({"StartDate": "21-11-2026"}, "StartDate"),
        ({"EndDate": "2020-01-01 00:00:00"}, "EndDate"),
        ({"OffSetValue": "-1"}, "OffSetValue"),
        ({"OffSetValue": None, "OffsetValue": "0"}, "OffSetValue"),
    ],
)
async def test_a_pull_is_refused(business: Business, changes: dict[str, Any], field: str) -> None:
    await business.register_pull()
    status, found = await business.pull(**changes)
    assert (status, found["errorMessage"]) == (400, f"Bad Request - Invalid {field}")
