"""What an answer of Paystack proves: pure reading, no network (3-protocols 3).

Only a refusal that Paystack puts in writing proves that nothing has begun; everything else, a
5xx, an HTML page, a broken answer, leaves it open.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Self, TypeVar

from models.values import Money
from services.gateways import mpesa_json
from services.gateways.paystack_values import (
    ChargeBegun,
    ChargeOutcome,
    CheckoutOpen,
    CheckoutOutcome,
    Found,
    Lost,
    NoAnswer,
    NotFound,
    Page,
    ReferenceTaken,
    Refund,
    RefundOutcome,
    RefundTaken,
    Rejected,
    Transaction,
    VerifyOutcome,
)

THROTTLED_SECONDS = 60.0
LARGEST_MINOR = 10**12
LARGEST = 10**18
#: Paystack gives no more than this on one page.
PER_PAGE = 100

_WORD = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_REFERENCE = re.compile(r"[!-~]{1,100}")
_URL = re.compile(r"https?://[!-~]{3,1000}")
_DIGITS = re.compile(r"[0-9]{1,18}", re.ASCII)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `found` is empty when the body is not a JSON object."""

    status: int
    found: Mapping[str, object]

    @classmethod
    def read(cls, status: int, body: bytes) -> Self:
        return cls(status, mpesa_json.read_object(body) or {})

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300 and self.found.get("status") is True

    @property
    def is_no(self) -> bool:
        """Refused in writing."""
        return 400 <= self.status < 500 and self.found.get("status") is False

    @property
    def data(self) -> Mapping[str, object]:
        return mpesa_json.member(self.found, "data")

    @property
    def message(self) -> str:
        return mpesa_json.words(self.found.get("message"))

    @property
    def code(self) -> str:
        """For a log and a row: Paystack's own code, or the status."""
        return word(self.found.get("code")) or f"HTTP {self.status}"

    def says(self, words: str) -> bool:
        return words in self.message.lower()


def checkout_outcome(answer: Answer, reference: str) -> CheckoutOutcome:
    url = answer.data.get("authorization_url")
    ours = answer.data.get("reference") == reference
    if answer.is_good and ours and isinstance(url, str) and _URL.fullmatch(url):
        return CheckoutOpen(url)
    return _taken(answer) or _rejected(answer) or Lost(answer.code)


def charge_outcome(answer: Answer, reference: str) -> ChargeOutcome:
    """Paystack may call a charge failed at once, under HTTP 200 or 400."""
    status = word(answer.data.get("status"))
    if status == "failed" and answer.data.get("reference") in (None, reference):
        return Rejected("failed", mpesa_json.words(answer.data.get("message")))
    if answer.is_good and status and answer.data.get("reference") == reference:
        return ChargeBegun(status)
    return _taken(answer) or _rejected(answer) or Lost(answer.code)


def verify_outcome(answer: Answer, reference: str) -> VerifyOutcome:
    if answer.is_good:
        found = transaction(answer.data)
        if found is None:
            return NoAnswer("unreadable")
        return Found(found) if found.reference == reference else NoAnswer("another transaction")
    unknown = answer.code == "transaction_not_found" or answer.says("reference not found")
    if answer.is_no and answer.status in {400, 404} and unknown:
        return NotFound()
    return NoAnswer(answer.code)


def refund_outcome(answer: Answer) -> RefundOutcome:
    if answer.is_good:
        found = refund(answer.data)
        return RefundTaken(found) if found else Lost("unreadable")
    return _rejected(answer) or Lost(answer.code)


def page(
    answer: Answer, read: Callable[[Mapping[str, object]], Row | None], number: int
) -> Page[Row] | NoAnswer:
    """One page of a list; what can't be read on it is counted, never dropped silently."""
    listed = answer.found.get("data")
    if not answer.is_good or not isinstance(listed, list):
        return NoAnswer(answer.code)
    found = [read(one) if isinstance(one, dict) else None for one in listed]
    rows = tuple(one for one in found if one is not None)
    pages = whole(mpesa_json.member(answer.found, "meta").get("pageCount"))
    last = not listed or (number >= pages if pages is not None else len(listed) < PER_PAGE)
    return Page(rows, None if last else number + 1, len(found) - len(rows))


def transaction(data: Mapping[str, object]) -> Transaction | None:
    number, reference = whole(data.get("id")), text(data.get("reference"))
    status, amount = word(data.get("status")), money(data.get("amount"), data.get("currency"))
    if number is None or reference is None or status is None or amount is None:
        return None
    return Transaction(
        id=number,
        reference=reference,
        status=status,
        amount=amount,
        requested_minor=whole(data.get("requested_amount")),
        channel=word(data.get("channel")) or "",
        paid_at=instant(data.get("paid_at") or data.get("paidAt")),
        fees_minor=whole(data.get("fees")),
        why=mpesa_json.words(data.get("gateway_response")),
    )


def refund(data: Mapping[str, object]) -> Refund | None:
    """A refund in an answer: the transaction is an object in one, a number in another."""
    number, status = whole(data.get("id")), word(data.get("status"))
    amount = money(data.get("amount"), data.get("currency"))
    if number is None or status is None or amount is None:
        return None
    inner = mpesa_json.member(data, "transaction").get("reference")
    return Refund(
        id=number,
        status=status,
        amount=amount,
        transaction_reference=text(data.get("transaction_reference") or inner),
        note=text(data.get("merchant_note")) or "",
        created_at=instant(data.get("createdAt") or data.get("created_at")),
    )


def _taken(answer: Answer) -> ReferenceTaken | None:
    if not answer.is_no:
        return None
    duplicate = answer.code == "duplicate_reference" or answer.says("duplicate transaction ref")
    return ReferenceTaken() if duplicate else None


def _rejected(answer: Answer) -> Rejected | None:
    if answer.status == 429:
        return Rejected(answer.code, answer.message, THROTTLED_SECONDS)
    # A time-out of theirs, or "still working on it", proves nothing.
    if not answer.is_no or answer.status in {408, 409, 425}:
        return None
    return Rejected(answer.code, answer.message)


def whole(value: object) -> int | None:
    """A number that is 0 or more, whichever of 10000, 10000.0 and "10000" was sent."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, Decimal) and abs(value) < LARGEST and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < LARGEST else None


def money(amount: object, currency: object) -> Money | None:
    """Minor units; both must be there."""
    minor = whole(amount)
    if minor is None or minor > LARGEST_MINOR or not isinstance(currency, str):
        return None
    return Money(minor, currency) if _CURRENCY.fullmatch(currency) else None


def word(value: object) -> str | None:
    """A status, a channel, a code."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else None


def text(value: object) -> str | None:
    """A reference or a note of ours: printable ASCII, at most 100."""
    return value if isinstance(value, str) and _REFERENCE.fullmatch(value) else None


def instant(value: object) -> datetime | None:
    """An ISO instant, in UTC; one without a zone isn't one."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
