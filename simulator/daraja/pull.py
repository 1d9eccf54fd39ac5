"""Pull Transactions: what customers paid in the last 48 hours, also what was never confirmed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.daraja import form
from simulator.daraja.credentials import BUSINESS, SHORTCODE
from simulator.daraja.errors import Refusal, invalid
from simulator.daraja.form import Fields, Rules
from simulator.daraja.receipts import NAIROBI

if TYPE_CHECKING:
    from simulator.daraja.books import Transaction
    from simulator.daraja.pushes import Daraja

KEPT = timedelta(hours=48)
#: Rows of one answer; the real number is not known, so a client has to go on until there is none.
PAGE = 50
REGISTER_RULES: Rules = {
    "ShortCode": ("ShortCode", lambda value: form.text(value) == SHORTCODE),
    "RequestType": ("RequestType", lambda value: value == "Pull"),
    "NominatedNumber": ("NominatedNumber", form.is_phone),
    "CallBackURL": ("CallBackURL", form.is_callback_url),
}
QUERY_RULES: Rules = {
    "ShortCode": ("ShortCode", lambda value: form.text(value) == SHORTCODE),
    "StartDate": ("StartDate", lambda value: _moment(value) is not None),
    "EndDate": ("EndDate", lambda value: _moment(value) is not None),
    "OffSetValue": ("OffSetValue", lambda value: form.text(value).isdecimal()),
}


async def register(daraja: Daraja, fields: Fields) -> web.Response:
    """Allow this short code to be asked about, once. Raises Refusal."""
    form.check(fields, REGISTER_RULES)
    form.count_unknown(daraja, fields, REGISTER_RULES)
    again, daraja.pulls = daraja.pulls, True
    return web.json_response(
        {
            "ResponseRefID": _reference(),
            "ResponseStatus": "1001" if again else "1000",
            "ShortCode": SHORTCODE,
            "ResponseDescription": "ShortCode already Registered"
            if again
            else "ShortCode Registered Successfully",
        }
    )


async def query(daraja: Daraja, fields: Fields) -> web.Response | None:
    """One page of payments, oldest first; None when the answer is to be lost. Raises Refusal."""
    form.check(fields, QUERY_RULES)
    form.count_unknown(daraja, fields, QUERY_RULES)
    first, last = _moment(fields["StartDate"]), _moment(fields["EndDate"])
    assert first is not None
    assert last is not None
    if not daraja.pulls:
        raise Refusal(invalid("ShortCode"))
    if last < first:
        raise Refusal(invalid("EndDate"))
    found = daraja.books.paid_between(max(first, daraja.world.clock.now() - KEPT), last)
    if daraja.take("pull_empty"):
        found = []
    smaller = daraja.take("pull_page")
    start = int(form.text(fields["OffSetValue"]))
    page = found[start : start + (int(smaller.value or 1) if smaller else PAGE)]
    if daraja.take("pull_lost_answer"):
        return None
    rows = [_row(daraja, one) for one in page]
    # An array of arrays, says the portal, and shows one row: whether they share an array is open.
    together = daraja.conversations.turn("pull") % 2 == 0
    return web.json_response(
        {
            "ResponseRefID": _reference(),
            "ResponseCode": "1000" if rows else "1001",
            "ResponseMessage": "Success" if rows else "No transactions found",
            "Response": [rows] if together and rows else [[row] for row in rows],
        }
    )


def _row(daraja: Daraja, paid: Transaction) -> dict[str, Any]:
    masked = daraja.take("pull_masked", paid.number)
    phone = daraja.world.phone_by_number(paid.number)
    when = datetime.fromtimestamp(paid.at, UTC)
    return {
        "transactionId": paid.receipt,
        "trxDate": f"{when:%Y-%m-%dT%H:%M:%SZ}",
        # Nine digits and a number, in the portal's sample.
        "msisdn": f"{paid.number[:4]} ***** {paid.number[-3:]}" if masked else int(paid.number[3:]),
        "sender": phone.name if phone else "",
        "transactiontype": "c2b-pay-bill-debit",
        "billreference": paid.reference,
        "amount": f"{paid.amount}.00",
        "organizationname": BUSINESS,
    }


def _moment(value: object) -> datetime | None:
    """`2026-11-21 8:36:00` in Nairobi."""
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M:%S").replace(tzinfo=NAIROBI)
    except ValueError:
        return None


def _reference() -> str:
    return f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(4)}-1"
