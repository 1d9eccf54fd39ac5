"""The rules that Daraja checks before it accepts a request (3-protocols 1.2)."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.daraja.credentials import PASSKEY, SHORTCODE
from simulator.daraja.errors import WRONG_CREDENTIALS, WRONG_MERCHANT, Refusal, invalid
from simulator.daraja.receipts import NAIROBI

if TYPE_CHECKING:
    from simulator.daraja.pushes import Daraja

Fields = Mapping[str, Any]
Rules = Mapping[str, tuple[str, Callable[[object], bool]]]

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
    shortcode = text(fields.get("BusinessShortCode"))
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


def check(fields: Fields, rules: Rules) -> None:
    """Each field by its rule, in the order of the documentation. Raises Refusal."""
    for name, (shown, rule) in rules.items():
        if not rule(fields.get(name)):
            raise Refusal(invalid(shown))


def count_unknown(daraja: Daraja, fields: Fields, known: Collection[str]) -> None:
    """Count the fields that this request does not have; the real service passes over them."""
    for name in set(fields) - set(known):
        daraja.world.count("daraja", "unknown_fields", name)


def _is_now(timestamp: str, now: datetime) -> bool:
    try:
        sent = datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=NAIROBI)
    except ValueError:
        return False
    return abs(sent - now) <= TOLERANCE


def text(value: object) -> str:
    """A number sent as number or text."""
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def is_amount(value: object) -> bool:
    digits = text(value)
    return bool(re.fullmatch(r"[0-9]{1,6}", digits)) and 1 <= int(digits) <= LARGEST_AMOUNT


def is_phone(value: object) -> bool:
    return bool(re.fullmatch(r"254[71][0-9]{8}", text(value)))


def is_shortcode(value: object) -> bool:
    return bool(re.fullmatch(r"[0-9]{5,7}", text(value)))


def is_callback_url(value: object) -> bool:
    """An address without a forbidden word."""
    return is_address(value) and not any(word in str(value).lower() for word in FORBIDDEN_WORDS)


def is_address(value: object) -> bool:
    """Lower-case host, HTTPS; plain HTTP to this machine, for the demo."""
    if not isinstance(value, str):
        return False
    try:
        url = urlsplit(value)
    except ValueError:
        return False
    host = url.netloc.rpartition("@")[2]
    if not url.hostname or host != host.lower() or "@" in url.netloc:
        return False
    local = url.hostname in LOOPBACK
    return url.scheme == "https" or (url.scheme == "http" and local)


def is_plain(longest: int) -> Callable[[object], bool]:
    # @ # & < > " make a real push vanish without a word; here they are refused.
    return lambda value: (
        isinstance(value, str)
        and value.isascii()
        and 0 < len(value.strip()) <= len(value) <= longest
        and not re.search(r'[@#&<>"]', value)
    )


#: Field: the name in the refusal, and the rule.
PUSH_RULES: Rules = {
    # The sandbox's short code is a paybill: buying goods from it is refused (recorded).
    "TransactionType": ("TransactionType", lambda value: value == "CustomerPayBillOnline"),
    "Amount": ("Amount", is_amount),
    "PartyA": ("PartyA", is_phone),
    "PartyB": ("PartyB", is_shortcode),
    "PhoneNumber": ("PhoneNumber", is_phone),
    "CallBackURL": ("CallBackURL", is_callback_url),
    "AccountReference": ("AccountReference", is_plain(LONGEST_REFERENCE)),
    "TransactionDesc": ("Remarks", is_plain(LONGEST_DESCRIPTION)),
}
