"""Reading what M-Pesa writes to a payer, however it was copied, typed or forwarded (M5).

Only the code is ever needed. Spaces, capitals, commas and the order of words differ between the
forms that M-Pesa has and had (3-protocols 1.9); what can't be read is None.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from models.values import Money
from services.gateways.mpesa_callback import is_plausible_receipt, receipt_date
from services.gateways.mpesa_fields import NAIROBI

#: Much longer than any message of M-Pesa's; the rest of a text is not looked at.
LONGEST = 2000
#: A code that is typed without being asked for is one only if it is as new as this.
RECENT_DAYS = 60
_CONFIRMED = r"\s*[.,:-]?\s*(?:CONFIRMED|IMETHIBITISHWA)"
#: At a word's beginning; the word "Confirmed" may follow without a space.
_CODE = re.compile(rf"(?<![A-Z0-9])([A-Z][A-L][1-9A-V][A-Z0-9]{{7}})(?=({_CONFIRMED})|[^A-Z0-9]|$)")
_AMOUNT = re.compile(r"\bK(?:SHS?|ES)[.:]?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(\.[0-9]{1,2})?")
_INSTANT = re.compile(
    r"ON\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})\s*,?\s*"
    r"AT\s*([0-9]{1,2})[:.]([0-9]{2})\s*([AP])\.?M"
)
_ACCOUNT = re.compile(r"FOR\s+ACCOUNT\s*(.{1,40}?)\s*ON\s*[0-9]{1,2}/")
_TO = re.compile(r"(?:SENT|PAID)\s*TO\s*(.{1,80}?)(?:\s*FOR\s+ACCOUNT|\s*\.?\s*ON\s*[0-9]{1,2}/)")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in a message. Only `code` may be relied on to be there; none of it is proof.

    `amount` is what moved, `at` when, in UTC; `account` and `recipient` are as they were written.
    `confirmed`: the code stands where M-Pesa's own messages have it.
    """

    code: str
    amount: Money | None = None
    at: datetime | None = None
    account: str | None = None
    recipient: str | None = None
    confirmed: bool = False


def read(text: str) -> Message | None:
    """A message of M-Pesa's, or only its code, among whatever else was written; None without."""
    plain = _SPACES.sub(" ", text[:LONGEST]).strip()
    # Letters whose capitals are longer would shift what follows.
    upper = plain.upper() if len(plain.upper()) == len(plain) else plain
    found = _code(plain, upper)
    if found is None:
        return None
    after = found.end(1)
    return Message(
        found[1], _amount(upper, after), _instant(upper),
        _words(_ACCOUNT, plain, upper), _words(_TO, plain, upper), bool(found[2]),
    )  # fmt: skip


def unasked(text: str, now: datetime) -> Message | None:
    """The same in what was written to nobody in particular: it must look like M-Pesa's."""
    found = read(text)
    if found is None or not (found.confirmed or is_plausible_receipt(found.code, now, RECENT_DAYS)):
        return None
    alone = _SPACES.sub("", text).upper() == found.code
    return found if found.confirmed or alone or found.code in text else None


def _code(plain: str, upper: str) -> re.Match[str] | None:
    """Before "Confirmed", else alone, else what can't be a word of any language."""
    dated = [one for one in _CODE.finditer(upper) if receipt_date(one[1])]
    for one in dated:
        if one[2]:
            return one
    joined = _CODE.fullmatch(re.sub(r"[ .-]", "", upper))
    if joined and receipt_date(joined[1]):
        return joined
    for one in dated:
        if any(char.isdigit() for char in one[1]) or plain[one.start(1) : one.end(1)] == one[1]:
            return one
    return None


def _amount(upper: str, after: int) -> Money | None:
    """The first sum after the code: the ones behind it are a balance, a cost, a limit."""
    found = _AMOUNT.search(upper, after) or _AMOUNT.search(upper)
    if found is None:
        return None
    cents = (found[2] or ".0")[1:].ljust(2, "0")
    minor = int(found[1].replace(",", "")) * 100 + int(cents)
    return Money(minor) if minor else None


def _instant(upper: str) -> datetime | None:
    found = _INSTANT.search(upper)
    if found is None:
        return None
    day, month, year, hour, minute = map(int, found.groups()[:5])
    if not 1 <= hour <= 12:
        return None
    try:
        local = datetime(
            year if year > 99 else 2000 + year, month, day,
            hour % 12 + (12 if found[6] == "P" else 0), minute, tzinfo=NAIROBI,
        )  # fmt: skip
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _words(form: re.Pattern[str], plain: str, upper: str) -> str | None:
    found = form.search(upper)
    return plain[found.start(1) : found.end(1)].strip(" .") or None if found else None


def doubt(code: str, approved_at: datetime, now: datetime) -> str | None:
    """What is odd about a code's own date: "future", or "before" its booking was approved.

    A day's difference is none: midnight, a clock, a booking that was moved.
    """
    day = receipt_date(code)
    if day is None:
        return None
    if day > _day(now) + timedelta(days=1):
        return "future"
    return "before" if day < _day(approved_at) - timedelta(days=1) else None


def _day(instant: datetime) -> date:
    return instant.astimezone(NAIROBI).date()
