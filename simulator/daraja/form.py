"""The rules that Daraja checks before it accepts a push or a query (3-protocols 1.2)."""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from simulator.daraja.credentials import PASSKEY, SHORTCODE
from simulator.daraja.errors import WRONG_CREDENTIALS, WRONG_MERCHANT, Refusal, invalid
from simulator.daraja.receipts import NAIROBI

Fields = Mapping[str, Any]

LARGEST_AMOUNT = 250_000
# The real tolerance is not known; an hour finds UTC sent in the place of Nairobi's time.
TOLERANCE = timedelta(hours=1)
# 12 are documented, 15 were accepted.
LONGEST_REFERENCE = 15
LONGEST_DESCRIPTION = 13
FORBIDDEN_WORDS = ("mpesa", "m-pesa", "safaricom", "exe", "cmd", "sql", "query")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def check_signature(fields: Fields, now: datetime) -> None:
    """Short code, timestamp and password, of pushes and queries alike. Raises Refusal."""
    shortcode = _text(fields.get("BusinessShortCode"))
    if not re.fullmatch(r"\d{5,7}", shortcode):
        raise Refusal(invalid("BusinessShortCode"))
    if shortcode != SHORTCODE:
        raise Refusal(WRONG_MERCHANT)
    timestamp = fields.get("Timestamp")
    if not isinstance(timestamp, str) or not re.fullmatch(r"[0-9]{14}", timestamp):
        raise Refusal(invalid("Timestamp"))
    password = base64.b64encode(f"{SHORTCODE}{PASSKEY}{timestamp}".encode()).decode()
    if fields.get("Password") != password or not _is_now(timestamp, now):
        raise Refusal(WRONG_CREDENTIALS)


def check_push(fields: Fields) -> None:
    """The fields of a push, each by its rule, in the order of the documentation. Raises Refusal."""
    for name, (shown, rule) in PUSH_RULES.items():
        if not rule(fields.get(name)):
            raise Refusal(invalid(shown))


def _is_now(timestamp: str, now: datetime) -> bool:
    try:
        sent = datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=NAIROBI)
    except ValueError:
        return False
    return abs(sent - now) <= TOLERANCE


def _text(value: object) -> str:
    """A number sent as number or text."""
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def _is_amount(value: object) -> bool:
    text = _text(value)
    return bool(re.fullmatch(r"[0-9]{1,6}", text)) and 1 <= int(text) <= LARGEST_AMOUNT


def _is_phone(value: object) -> bool:
    return bool(re.fullmatch(r"254[71][0-9]{8}", _text(value)))


def _is_callback_url(value: object) -> bool:
    """Lower-case host, HTTPS, no forbidden word; plain HTTP to this machine, for the demo."""
    if not isinstance(value, str):
        return False
    try:
        url = urlsplit(value)
    except ValueError:
        return False
    host = url.netloc.rpartition("@")[2]
    if not url.hostname or host != host.lower() or "@" in url.netloc:
        return False
    if any(word in value.lower() for word in FORBIDDEN_WORDS):
        return False
    local = url.hostname in LOOPBACK
    return url.scheme == "https" or (url.scheme == "http" and local)


def _is_plain(longest: int) -> Callable[[object], bool]:
    # @ # & < > " make a real push vanish without a word; here they are refused.
    return lambda value: (
        isinstance(value, str)
        and value.isascii()
        and 0 < len(value.strip()) <= len(value) <= longest
        and not re.search(r'[@#&<>"]', value)
    )


#: Field: the name in the refusal, and the rule.
PUSH_RULES: dict[str, tuple[str, Callable[[object], bool]]] = {
    # The sandbox's short code is a paybill: buying goods from it is refused (recorded).
    "TransactionType": ("TransactionType", lambda value: value == "CustomerPayBillOnline"),
    "Amount": ("Amount", _is_amount),
    "PartyA": ("PartyA", _is_phone),
    "PartyB": ("PartyB", lambda value: bool(re.fullmatch(r"\d{5,7}", _text(value)))),
    "PhoneNumber": ("PhoneNumber", _is_phone),
    "CallBackURL": ("CallBackURL", _is_callback_url),
    "AccountReference": ("AccountReference", _is_plain(LONGEST_REFERENCE)),
    "TransactionDesc": ("Remarks", _is_plain(LONGEST_DESCRIPTION)),
}
