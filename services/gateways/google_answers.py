"""What an answer of Google's means: pure reading, no network."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from services.gateways.google_errors import (
    AccessRefused,
    AlreadyThere,
    GoogleFailed,
    GrantBroken,
    NotThere,
    Passing,
    Permanent,
    ScopeMissing,
)
from services.gateways.google_values import SCOPE, Access, Conference, Grant, Making

#: Reasons of a 403 that pass; any other is a refusal.
LIMITS = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded",
     "calendarUsageLimits"}
)  # fmt: skip
#: The consent doesn't cover what was asked.
TOO_LITTLE = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
TOKEN_LIFETIME = timedelta(seconds=3599)
LONGEST_LINK = 200

_TOKEN = re.compile(r"[!-~]{1,2048}")
_WORD = re.compile(r"[\w.-]{1,48}", re.ASCII)
_LINK = re.compile(r"https://[\w.-]+/[!-~]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `found` is empty when the body is not a JSON object."""

    status: int
    found: Mapping[str, Any]
    retry_after: float | None = None

    @classmethod
    def read(cls, status: int, body: bytes, retry_after: str | None) -> Self:
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            found = None
        wait = float(retry_after) if retry_after and retry_after.isdecimal() else None
        return cls(status, found if isinstance(found, dict) else {}, wait)

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def word(self) -> str:
        """`error` of the token endpoint, the first `reason` of the Calendar API, or the status."""
        error = self.found.get("error")
        candidates = [error]
        if isinstance(error, dict):
            errors = error.get("errors")
            first = errors[0] if isinstance(errors, list) and errors else {}
            candidates = [first.get("reason") if isinstance(first, dict) else None,
                          error.get("status")]  # fmt: skip
        words = [c for c in candidates if isinstance(c, str) and _WORD.fullmatch(c)]
        return words[0] if words else f"HTTP {self.status}"


def _passes(answer: Answer) -> bool:
    return answer.status in {408, 429} or answer.status >= 500


def token_failure(answer: Answer) -> GoogleFailed:
    """What a refusal of the token endpoint means."""
    if _passes(answer):
        return Passing(answer.word, answer.retry_after)
    if answer.word == "invalid_grant":
        return GrantBroken(answer.word)
    return Permanent(answer.word)


def calendar_failure(answer: Answer) -> GoogleFailed:
    """What a refusal of the Calendar API means."""
    word = answer.word
    if _passes(answer) or (answer.status == 403 and word in LIMITS):
        return Passing(word, answer.retry_after)
    if answer.status == 401:
        return AccessRefused(word)
    if answer.status == 403 and word in TOO_LITTLE:
        return GrantBroken(word)
    if answer.status == 409:
        return AlreadyThere(word)
    if answer.status in {404, 410}:
        return NotThere(word)
    return Permanent(word)


def access(answer: Answer, now: datetime) -> Access:
    """Raises GoogleFailed when there is no usable token in it."""
    token = answer.found.get("access_token")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise Passing("no_access_token")
    return Access(token, now + _lifetime(answer.found.get("expires_in")))


def _lifetime(seconds: object) -> timedelta:
    """What Google says, an hour at most; NaN, which Python reads from JSON, is no number here."""
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds > 0:
        return timedelta(seconds=min(seconds, TOKEN_LIFETIME.total_seconds()))
    return TOKEN_LIFETIME


def grant(answer: Answer, now: datetime) -> Grant:
    """Raises ScopeMissing when the person left the calendar's box empty."""
    scopes = answer.found.get("scope")
    if not isinstance(scopes, str) or SCOPE not in scopes.split():
        raise ScopeMissing("scope")
    refresh = answer.found.get("refresh_token")
    if not isinstance(refresh, str) or not _TOKEN.fullmatch(refresh):
        raise Permanent("no_refresh_token")
    return Grant(refresh, access(answer, now))


def conference(answer: Answer) -> Conference:
    """How far the conference of an event is. Raises NotThere for an event that was deleted."""
    found = answer.found
    if found.get("status") == "cancelled":
        raise NotThere("cancelled")
    link = found.get("hangoutLink")
    if isinstance(link, str) and _LINK.fullmatch(link) and len(link) <= LONGEST_LINK:
        return Conference(Making.SUCCESS, link)
    data = found.get("conferenceData")
    request = data.get("createRequest") if isinstance(data, dict) else None
    status = request.get("status") if isinstance(request, dict) else None
    code = status.get("statusCode") if isinstance(status, dict) else None
    # Without a word about the request nothing will ever come of it.
    return Conference(Making.PENDING if code == "pending" else Making.FAILURE)
