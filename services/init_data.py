"""Who opened a Mini App, as Telegram tells it: signed with the bot's token, and checked here.

`initData` is a query string. Its `hash` is the HMAC of all its other fields, `signature` included,
as sorted lines `key=value`, under HMAC-SHA256("WebAppData", bot token).
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import parse_qsl

from services.errors import SmilingStepsError

#: Telegram's own is about a thousand characters with the longest names.
LONGEST = 8192
MOST_FIELDS = 32
#: How far ahead of ours Telegram's clock may be.
AHEAD = timedelta(minutes=1)
_KEY = re.compile(r"[a-z0-9_]{1,32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
#: A line break inside a value would let one signed text be read as other fields.
_BREAK = re.compile(r"[\x00-\x1f\x7f]")


class Reason(StrEnum):
    MALFORMED = "malformed"
    FORGED = "forged"
    TOO_OLD = "too_old"
    FROM_THE_FUTURE = "from_the_future"
    NO_USER = "no_user"


class InitDataRefused(SmilingStepsError):
    """Nothing in it may be believed; `reason` is for the log and for the words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Launch:
    """Who opened the page and when; `hash` tells this launch from every other."""

    telegram_id: int
    language_code: str | None
    query_id: str | None
    auth_date: datetime
    hash: str = field(repr=False)


def check(init_data: str, bot_token: str, now: datetime, max_age: timedelta) -> Launch:
    """The launch that Telegram vouches for. Raises InitDataRefused."""
    fields = _fields(init_data)
    shown = fields.pop("hash", "")
    if not _HASH.fullmatch(shown):
        raise InitDataRefused(Reason.MALFORMED)
    if not hmac.compare_digest(shown, _signed(fields, bot_token)):
        raise InitDataRefused(Reason.FORGED)
    since = _moment(fields.get("auth_date", ""))
    if since > now + AHEAD:
        raise InitDataRefused(Reason.FROM_THE_FUTURE)
    if since < now - max_age:
        raise InitDataRefused(Reason.TOO_OLD)
    user_id, language = _user(fields.get("user"))
    return Launch(user_id, language, fields.get("query_id"), since, shown)


def _fields(init_data: str) -> dict[str, str]:
    """Each key once: of two, a careless reader might believe the one that was not signed."""
    if not init_data or len(init_data) > LONGEST:
        raise InitDataRefused(Reason.MALFORMED)
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True,
                          errors="strict", max_num_fields=MOST_FIELDS)  # fmt: skip
    except ValueError as error:
        raise InitDataRefused(Reason.MALFORMED) from error
    fields = dict(pairs)
    plain = all(_KEY.fullmatch(key) and not _BREAK.search(value) for key, value in pairs)
    if len(fields) != len(pairs) or not plain:
        raise InitDataRefused(Reason.MALFORMED)
    return fields


def _signed(fields: dict[str, str], bot_token: str) -> str:
    lines = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    secret = hmac.new(b"WebAppData", bot_token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()


def _moment(seconds: str) -> datetime:
    if not _SECONDS.fullmatch(seconds):
        raise InitDataRefused(Reason.MALFORMED)
    return datetime.fromtimestamp(int(seconds), UTC)


def _user(written: str | None) -> tuple[int, str | None]:
    """Pages opened from a keyboard or by nobody have no user."""
    if written is None:
        raise InitDataRefused(Reason.NO_USER)
    try:
        user = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise InitDataRefused(Reason.MALFORMED) from error
    telegram_id = user.get("id") if isinstance(user, dict) else None
    if type(telegram_id) is not int or not 0 < telegram_id < 2**52:
        raise InitDataRefused(Reason.NO_USER)
    language = user.get("language_code")
    known = isinstance(language, str) and _LANGUAGE.fullmatch(language)
    return telegram_id, language if known else None
