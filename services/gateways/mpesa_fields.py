"""Reading single fields of what M-Pesa sends: amounts, times and numbers, never with floats.

Each is None for what cannot be understood; an instant is UTC, an amount is in Kenyan cents.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.gateways import mpesa_json

NAIROBI = ZoneInfo("Africa/Nairobi")
TIMESTAMP = "%Y%m%d%H%M%S"
LARGEST_AMOUNT = 10**9

_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_RECEIPT = re.compile(r"[A-Z0-9]{10}")
_PHONE = re.compile(r"[0-9+*]{4,16}")
_FORMS = (
    (re.compile(r"\d{14}", re.ASCII), TIMESTAMP),
    (re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d", re.ASCII), "%d.%m.%Y %H:%M:%S"),
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)


def amount_minor(value: object) -> int | None:
    """5, 5.0, "5.00" as 500; what is not positive or has parts of a cent is None."""
    if isinstance(value, str) and _AMOUNT.fullmatch(value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if not 0 < value < LARGEST_AMOUNT:
        return None
    cents = Decimal(value) * 100
    return int(cents) if cents == int(cents) else None


def instant(value: object) -> datetime | None:
    """A time in any form that Daraja has for one; without a zone it is Nairobi's."""
    text = value.strip() if isinstance(value, str) else mpesa_json.code(value) or ""
    try:
        found = _written(text)
        if found is not None and found.tzinfo is None:
            found = found.replace(tzinfo=NAIROBI)
        return found.astimezone(UTC) if found is not None else None
    except (ValueError, OverflowError):
        return None


def _written(text: str) -> datetime | None:
    if _ISO.fullmatch(text):
        return datetime.fromisoformat(text)
    for form, written in _FORMS:
        if form.fullmatch(text):
            return datetime.strptime(text, written)  # noqa: DTZ007 - the caller adds the zone
    return None


def phone(value: object) -> str | None:
    """Digits as sent, perhaps masked."""
    text = mpesa_json.code(value) or ""
    return text if _PHONE.fullmatch(text) else None


def typed(value: object, limit: int) -> str:
    """What a person typed, on one line, cut; long numbers stay, so it is not for a log."""
    text = value if isinstance(value, str) else mpesa_json.code(value) or ""
    printable = "".join(char if char.isprintable() else " " for char in text[: limit * 4])
    return " ".join(printable.split())[:limit]


def receipt(value: object) -> str | None:
    """Ten capitals and digits; its date is judged by `mpesa_callback.receipt_date`."""
    found = mpesa_json.code(value) or ""
    return found if _RECEIPT.fullmatch(found) else None
