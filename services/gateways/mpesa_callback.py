"""Reading an STK callback and judging a receipt: pure, and ready for anything in the body.

Nothing in a callback is signed: what is read here must still match a payment of ours.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from services.errors import MalformedCallback
from services.gateways import mpesa_fields, mpesa_json
from services.gateways.mpesa_fields import NAIROBI
from services.gateways.mpesa_values import StkResult

_RECEIPT = re.compile(r"[A-Z][A-L][1-9A-V][A-Z0-9]{7}")
FIRST_YEAR = 2006


def parse_callback(raw: bytes) -> StkResult:
    """The callback in a request's body. Raises MalformedCallback, which shows nothing of it.

    Items are read by name: real callbacks hold `{"Name": "Balance"}` without a value. An item
    that cannot be understood is None and never fails the rest.
    """
    found = mpesa_json.read_object(raw)
    if found is None:
        raise MalformedCallback("not a JSON object")
    stk = mpesa_json.member(mpesa_json.member(found, "Body"), "stkCallback")
    checkout_id = mpesa_json.identifier(stk.get("CheckoutRequestID"))
    result_code = mpesa_json.code(stk.get("ResultCode"))
    if checkout_id is None or result_code is None:
        raise MalformedCallback("no CheckoutRequestID or no ResultCode")
    items = dict(_items(mpesa_json.member(stk, "CallbackMetadata")))
    return StkResult(
        merchant_request_id=mpesa_json.identifier(stk.get("MerchantRequestID")) or "",
        checkout_request_id=checkout_id,
        result_code=result_code,
        description=mpesa_json.words(stk.get("ResultDesc")),
        amount_minor=mpesa_fields.amount_minor(items.get("Amount")),
        receipt=mpesa_json.code(items.get("MpesaReceiptNumber")),
        transaction_at=mpesa_fields.instant(items.get("TransactionDate")),
        phone=mpesa_fields.phone(items.get("PhoneNumber")),
    )


def _items(metadata: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    found = metadata.get("Item")
    for item in found if isinstance(found, list) else [found]:
        if isinstance(item, dict) and isinstance(name := item.get("Name"), str):
            yield name, item.get("Value")


def receipt_date(receipt: str) -> date | None:
    """The Nairobi day that a receipt's first three letters name: year (A = 2006), month, day."""
    if not _RECEIPT.fullmatch(receipt):
        return None
    year = FIRST_YEAR + ord(receipt[0]) - ord("A")
    month = 1 + ord(receipt[1]) - ord("A")
    try:
        return date(year, month, int(receipt[2], 36))
    except ValueError:
        return None


def is_plausible_receipt(receipt: str, now: datetime, days: int = 7) -> bool:
    """Whether a receipt has the form of one and a date in the last `days`; no proof of payment."""
    day = receipt_date(receipt)
    today = now.astimezone(NAIROBI).date()
    return day is not None and today - timedelta(days=days) <= day <= today + timedelta(days=1)
