"""Paystack's events: whether Paystack sent them, and what they say (3-protocols 3).

An event has no id of its own; the same event is known again by its name and what it is about.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

from services.errors import MalformedCallback
from services.gateways import mpesa_json
from services.gateways.paystack_answers import money, text, whole, word
from services.gateways.paystack_values import PaystackEvent

SIGNATURE_HEADER = "x-paystack-signature"
_HEX = re.compile(r"[0-9a-fA-F]{128}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,47}", re.ASCII)


def signature_is_right(raw: bytes, header: str | None, secret: str) -> bool:
    """Whether `header` is the HMAC-SHA512 of these very bytes under our secret key.

    Never over JSON that was read and written again: other white space, another order or another
    escape of a letter is another hash. Without a secret nothing is right.
    """
    if not secret or header is None or not _HEX.fullmatch(header):
        return False
    ours = hmac.new(secret.encode(), raw, hashlib.sha512).hexdigest()
    return hmac.compare_digest(ours, header.lower())


def parse_event(raw: bytes) -> PaystackEvent:
    """The event in a request's body. Raises MalformedCallback, which shows nothing of it."""
    found = mpesa_json.read_object(raw)
    name = found.get("event") if found is not None else None
    if found is None or not isinstance(name, str) or not _NAME.fullmatch(name):
        raise MalformedCallback("not an event")
    data = mpesa_json.member(found, "data")
    is_refund = name.startswith("refund.")
    return PaystackEvent(
        name=name,
        external_id=_external_id(name, data, raw),
        reference=_reference(name, data),
        status=word(data.get("status")) or "",
        refund_id=whole(data.get("id")) if is_refund else None,
        amount=money(data.get("amount"), data.get("currency")),
    )


def _reference(name: str, data: Mapping[str, object]) -> str | None:
    if name.startswith("refund."):
        inner = mpesa_json.member(data, "transaction").get("reference")
        return text(data.get("transaction_reference") or inner)
    if name.startswith("charge.dispute."):
        return text(mpesa_json.member(data, "transaction").get("reference"))
    return text(data.get("reference"))


def _external_id(name: str, data: Mapping[str, object], raw: bytes) -> str:
    """What makes it the same event again.

    Refunds may be two of one payment and the same amount, so their bytes are their name.
    """
    about = whole(data.get("id")) or text(data.get("reference"))
    if name != "charge.success" or about is None or len(str(about)) > 64:
        return f"{name}:{hashlib.sha256(raw).hexdigest()[:40]}"
    return f"{name}:{about}"
