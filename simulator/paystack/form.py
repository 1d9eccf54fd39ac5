"""The rules that Paystack checks before it accepts a request."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from simulator.paystack.credentials import CURRENCY
from simulator.paystack.errors import Refusal, invalid

Fields = Mapping[str, Any]

CHANNELS = frozenset(
    {"card", "bank", "apple_pay", "ussd", "qr", "mobile_money", "bank_transfer", "eft",
     "capitec_pay", "payattitude"}
)  # fmt: skip
LARGEST_AMOUNT = 10_000_000_00
LARGEST_PAGE = 100


def email(fields: Fields) -> str:
    """Mandatory, also for those who only have a phone. Raises Refusal."""
    given = fields.get("email")
    if given in (None, ""):
        raise Refusal(invalid("Email is not allowed to be empty", "missing_params"))
    if not isinstance(given, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", given):
        raise Refusal(invalid("Invalid Email Address Passed", "invalid_email_address"))
    return given


def amount(fields: Fields, name: str = "amount") -> int:
    """A whole number of cents. Raises Refusal."""
    given = fields.get(name)
    if given is None:
        raise Refusal(invalid("Amount is required", "missing_params"))
    if isinstance(given, bool) or not isinstance(given, int):
        raise Refusal(invalid("Amount must be an integer", "invalid_amount"))
    if given <= 0:
        raise Refusal(invalid("You must specify a valid amount", "invalid_amount"))
    if given > LARGEST_AMOUNT:
        raise Refusal(invalid("Transaction amount limit exceeded", "invalid_amount"))
    return given


def currency(fields: Fields) -> str:
    """The integration's own when not given. Raises Refusal."""
    given = fields.get("currency", CURRENCY)
    if given != CURRENCY:
        raise Refusal(invalid("Currency not supported by merchant", "unsupported_currency"))
    return CURRENCY


def reference(fields: Fields) -> str | None:
    """Ours, when given. Raises Refusal."""
    given = fields.get("reference")
    if given in (None, ""):
        return None
    if not isinstance(given, str) or not re.fullmatch(r"[A-Za-z0-9.=-]+", given):
        message = "Invalid character in transaction reference"
        raise Refusal(invalid(message, "invalid_reference"))
    return given


def channels(fields: Fields) -> list[str]:
    """Raises Refusal."""
    given = fields.get("channels", ["card", "mobile_money"])
    if not isinstance(given, list) or not given or not CHANNELS.issuperset(map(str, given)):
        raise Refusal(invalid("Invalid channels", "invalid_channels"))
    return given


def callback_url(fields: Fields) -> str | None:
    """Raises Refusal."""
    given = fields.get("callback_url")
    if given in (None, ""):
        return None
    url = urlsplit(given) if isinstance(given, str) else None
    if url is None or url.scheme not in {"http", "https"} or not url.hostname:
        raise Refusal(invalid("Invalid callback url", "invalid_callback_url"))
    return str(given)


def metadata(fields: Fields) -> Any:
    """An object, also when it comes as its JSON; an empty text when there is none."""
    given = fields.get("metadata", "")
    if isinstance(given, str):
        try:
            return json.loads(given) if given else ""
        except ValueError:
            return given
    return given


def mobile_money(fields: Fields) -> str:
    """The M-Pesa number, as digits. Raises Refusal."""
    given = fields["mobile_money"]
    provider = given.get("provider") if isinstance(given, dict) else None
    if provider != "mpesa":
        raise Refusal(invalid("Mobile money provider is invalid", "invalid_provider"))
    phone = given.get("phone")
    if not isinstance(phone, str) or not re.fullmatch(r"\+254[71][0-9]{8}", phone):
        raise Refusal(invalid("Invalid phone number", "invalid_phone"))
    return phone.removeprefix("+")


def page_of(query: Mapping[str, str]) -> tuple[int, int]:
    """(perPage, page) of a list; both begin at 1. Raises Refusal."""
    try:
        size = int(query.get("perPage") or query.get("per_page") or 50)
        page = int(query.get("page") or 1)
    except ValueError:
        raise Refusal(invalid("perPage and page must be numbers")) from None
    if size < 1 or page < 1:
        raise Refusal(invalid("perPage and page must be positive"))
    return min(size, LARGEST_PAGE), page


def instant(query: Mapping[str, str], name: str) -> float | None:
    """`from` or `to` in seconds. Raises Refusal."""
    given = query.get(name)
    if not given:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        found = None
    if found is None or (found.tzinfo is None and len(given) > len("2026-09-01")):
        raise Refusal(invalid(f"Invalid '{name}' date", "invalid_date"))
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
