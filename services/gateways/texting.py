"""What Africa's Talking posts to us: forms about SMS, as 3-protocols 2.3 has them; nothing is sure.

Fields may be missing, empty, twice or unheard of. Nothing here raises for what came.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

#: Fields that any of the forms has, several times over.
MOST_FIELDS = 64
#: The two forms in which a date comes; neither says that it is UTC.
DATES = ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S")

_PHONE = re.compile(r"\+?([1-9][0-9]{7,14})")
_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class InboundSms:
    """One that a person sent. `phone` is E.164; None: masked, or no phone's at all."""

    phone: str | None
    text: str = field(repr=False)
    id: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SmsReport:
    """What became of one of ours; `reason` only where it failed."""

    id: str
    status: str
    reason: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class UssdStep:
    """One step of a menu: `text` is all that was typed in this session, joined by `*`.

    `session` and `caller` are keyed hashes, of the session and of the number. `phone` is E.164;
    None where it is masked.
    """

    session: str
    caller: str
    phone: str | None
    text: str = field(repr=False)

    @property
    def typed(self) -> list[str]:
        return self.text.split("*") if self.text else []

    def history(self, length: int) -> str:
        """A name for the first so many things that were typed."""
        typed = "*".join(self.typed[:length])
        return hashlib.sha256(f"{self.session} {length} {typed}".encode()).hexdigest()


def fields(raw: bytes) -> Mapping[str, str]:
    """The fields of a form; none where it is no form."""
    try:
        pairs = parse_qsl(
            raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        return {}
    return dict(pairs)


def digest(raw: bytes) -> str:
    """A name for a form that has none: the same fields in any order have the same."""
    told = "\0".join(f"{name}\0{value}" for name, value in sorted(fields(raw).items()))
    return hashlib.sha256(told.encode() or raw).hexdigest()


def parse_inbound(raw: bytes) -> InboundSms:
    form = fields(raw)
    return InboundSms(
        number(form.get("from", "")), form.get("text", ""), named(form.get("id")),
        _date(form.get("date", "")),
    )  # fmt: skip


def parse_report(raw: bytes) -> SmsReport | None:
    """None for what names no message."""
    form = fields(raw)
    message_id = named(form.get("id"))
    if message_id is None:
        return None
    return SmsReport(message_id, form.get("status", ""), form.get("failureReason") or None,
                     number(form.get("phoneNumber", "")))  # fmt: skip


def parse_opt_out(raw: bytes) -> str | None:
    """The number that wants no SMS."""
    return number(fields(raw).get("phoneNumber", ""))


def parse_ussd(raw: bytes, secret: str) -> UssdStep | None:
    """None for what names no session. `secret` is the key of the hashes."""
    form = fields(raw)
    session, said = named(form.get("sessionId")), form.get("phoneNumber", "").strip()
    if session is None:
        return None

    def hidden(*parts: str) -> str:
        return hmac.digest(secret.encode(), "\0".join(parts).encode(), "sha256").hex()[:40]

    return UssdStep(hidden(session, said), hidden(said), number(said), form.get("text", ""))


def named(value: str | None) -> str | None:
    """Their own name of a message, if it looks like one."""
    return value if value and _ID.fullmatch(value) else None


def number(said: str) -> str | None:
    """E.164; a plus that was not escaped in a form has become a space."""
    found = _PHONE.fullmatch(said.strip())
    return f"+{found[1]}" if found else None


def _date(said: str) -> datetime | None:
    for form in DATES:
        try:
            return datetime.strptime(said, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
