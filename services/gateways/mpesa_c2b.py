"""Money that is paid to the short code by hand: where its notices go, and how they are read (1.7).

Validation and confirmation send the same fields; nothing in them is signed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from services.errors import MalformedCallback
from services.gateways import mpesa_fields, mpesa_json
from services.gateways import mpesa_operator_answers as answers
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_line import DarajaLine
from services.gateways.mpesa_operator_values import Refused, Registered, Unknown

REGISTER = "/mpesa/c2b/v2/registerurl"
ACCOUNT_LENGTH = 40
NAME_LENGTH = 80

_MSISDN = re.compile(r"[0-9+*]{4,16}|[0-9A-Fa-f]{64}")
#: Registering once more is refused with these words: what is registered stays.
REGISTERED_BEFORE = "already registered"


@dataclass(frozen=True, slots=True)
class C2BPayment:
    """One payment to the short code. `amount_minor` in Kenyan cents, `paid_at` in UTC.

    `account` is what the payer typed, or the reference of our own prompt. `msisdn` is digits,
    masked, hashed, or absent: never a key. `name` is empty where nobody gave one.
    """

    receipt: str = field(repr=False)
    amount_minor: int
    shortcode: str
    account: str = field(repr=False)
    paid_at: datetime | None
    msisdn: str | None = field(repr=False)
    name: str = field(repr=False)
    kind: str


class C2BGateway:
    """The short code's addresses for notices."""

    def __init__(self, line: DarajaLine) -> None:
        self._line = line

    async def register(
        self,
        confirmation_url: str,
        validation_url: str,
        unreachable: Literal["Completed", "Cancelled"] = "Completed",
    ) -> Registered | Refused | Unknown:
        """Tell Daraja where to send notices; what was registered before stays as it is.

        `unreachable` says what becomes of a payment when validation doesn't answer.
        """
        body = {
            "ShortCode": self._line.settings.shortcode,
            "ResponseType": unreachable,
            "ConfirmationURL": confirmation_url,
            "ValidationURL": validation_url,
        }
        answer = await answers.answer_of(self._line, REGISTER, body)
        return _registration(answer) if isinstance(answer, Answer) else answer


def _registration(answer: Answer) -> Registered | Refused | Unknown:
    if answer.status == 200 and mpesa_json.code(answer.found.get("ResponseCode")) == "0":
        return Registered()
    # Under HTTP 500 and a code that means other things too.
    if answer.error_code is not None and REGISTERED_BEFORE in answer.error_message.lower():
        return Registered(before=True)
    return answers.refused(answer) or Unknown(answer.summary)


def parse_c2b(raw: bytes) -> C2BPayment:
    """The notice in a request's body. Raises MalformedCallback, which shows nothing of it.

    Without a receipt or an amount there is no payment to speak of; all else may be missing.
    """
    found = mpesa_json.read_object(raw)
    if found is None:
        raise MalformedCallback("not a JSON object")
    receipt = mpesa_fields.receipt(found.get("TransID"))
    amount_minor = mpesa_fields.amount_minor(found.get("TransAmount"))
    if receipt is None or amount_minor is None:
        raise MalformedCallback("no TransID or no TransAmount")
    return C2BPayment(
        receipt=receipt,
        amount_minor=amount_minor,
        shortcode=mpesa_json.code(found.get("BusinessShortCode")) or "",
        account=mpesa_fields.typed(found.get("BillRefNumber"), ACCOUNT_LENGTH),
        paid_at=mpesa_fields.instant(found.get("TransTime")),
        msisdn=_msisdn(found.get("MSISDN")),
        name=_name(found),
        kind=mpesa_json.words(found.get("TransactionType"), 24),
    )


def _msisdn(value: object) -> str | None:
    """A mask without its spaces ("2547 ***** 126"), or the 64 hex digits of a hash."""
    text = value.replace(" ", "") if isinstance(value, str) else mpesa_json.code(value) or ""
    return text if _MSISDN.fullmatch(text) else None


def _name(found: Mapping[str, object]) -> str:
    parts = (mpesa_json.words(found.get(key)) for key in ("FirstName", "MiddleName", "LastName"))
    return " ".join(part for part in parts if part)[:NAME_LENGTH]
