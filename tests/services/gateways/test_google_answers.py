"""Reading Google's answers without trusting them: types vary, junk happens."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateways import google_answers as answers
from services.gateways.google_answers import Answer
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
from services.gateways.google_values import SCOPE, Making

NOW = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)


def answer(status: int, body: Any, retry_after: str | None = None) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer.read(status, raw, retry_after)


def refused(status: int, reason: str) -> Answer:
    return answer(status, {"error": {"code": status, "errors": [{"reason": reason}]}})


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (400, "invalid", Permanent),
        (401, "authError", AccessRefused),
        (403, "rateLimitExceeded", Passing),
        (403, "userRateLimitExceeded", Passing),
        (403, "quotaExceeded", Passing),
        (403, "insufficientPermissions", GrantBroken),
        (403, "forbiddenForNonOrganizer", Permanent),
        (404, "notFound", NotThere),
        (409, "duplicate", AlreadyThere),
        (410, "deleted", NotThere),
        (429, "rateLimitExceeded", Passing),
        (500, "backendError", Passing),
        (503, "", Passing),
    ],
)
def test_what_the_calendar_refuses(status: int, reason: str, kind: type[GoogleFailed]) -> None:
    assert type(answers.calendar_failure(refused(status, reason))) is kind


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant"}, GrantBroken),
        (401, {"error": "invalid_client"}, Permanent),
        (400, {"error": "redirect_uri_mismatch"}, Permanent),
        (400, b"<html>", Permanent),
        (502, b"<html>", Passing),
        (429, {"error": "rate_limit"}, Passing),
    ],
)
def test_what_the_token_endpoint_refuses(status: int, body: Any, kind: type[GoogleFailed]) -> None:
    assert type(answers.token_failure(answer(status, body))) is kind


def test_the_newer_form_of_a_missing_scope_is_known() -> None:
    newer = answer(403, {"error": {"code": 403, "status": "PERMISSION_DENIED", "errors": [
        {"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}})  # fmt: skip
    assert isinstance(answers.calendar_failure(newer), GrantBroken)


@pytest.mark.parametrize("wait", ["7", None, "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "nan"])
def test_retry_after_is_a_number_of_seconds_or_nothing(wait: str | None) -> None:
    failure = answers.calendar_failure(answer(429, {}, wait))
    assert isinstance(failure, Passing)
    assert failure.retry_after == (7.0 if wait == "7" else None)


def test_a_word_of_theirs_is_a_word_before_it_is_kept() -> None:
    """It goes into a column and a log: nothing that somebody wrote, no token, no address."""
    told = answer(400, {"error": {"errors": [{"reason": "see brian@gmail.example <b>"}]}})
    assert told.word == "HTTP 400"


@pytest.mark.parametrize(
    ("body", "making", "link"),
    [
        ({"hangoutLink": "https://meet.google.com/abc-defg-hij"}, Making.SUCCESS, True),
        ({"hangoutLink": "javascript:alert(1)"}, Making.FAILURE, False),
        ({"hangoutLink": "https://meet.google.com/" + "a" * 200}, Making.FAILURE, False),
        ({"conferenceData": {"createRequest": {"status": {"statusCode": "pending"}}}},
         Making.PENDING, False),
        ({"conferenceData": {"createRequest": {"status": {"statusCode": "failure"}}}},
         Making.FAILURE, False),
        ({"conferenceData": {"createRequest": {"status": "pending"}}}, Making.FAILURE, False),
        ({}, Making.FAILURE, False),
    ],
)  # fmt: skip
def test_how_far_a_conference_is(body: Any, making: Making, link: bool) -> None:
    found = answers.conference(answer(200, body))
    assert (found.making, found.link is not None) == (making, link)


def test_tokens_live_an_hour_at_most() -> None:
    nan = float("nan")
    for told, seconds in ((60, 60), *((odd, 3599) for odd in (3599, 10**30, nan, "soon", True))):
        found = answers.access(answer(200, {"access_token": "t", "expires_in": told}), NOW)
        assert found.expires_at == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"access_token": "t", "refresh_token": "r", "scope": "openid"}, ScopeMissing),
        ({"access_token": "t", "refresh_token": "r"}, ScopeMissing),
        ({"access_token": "t", "scope": SCOPE}, Permanent),
        ({"access_token": "two\nlines", "refresh_token": "r", "scope": SCOPE}, Passing),
    ],
)
def test_a_grant_that_is_none(body: Any, kind: type[GoogleFailed]) -> None:
    with pytest.raises(kind):
        answers.grant(answer(200, body), NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["error", "errors", "reason", "status", "conferenceData", "createRequest",
                         "statusCode", "hangoutLink", "access_token", "expires_in", "scope"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.integers(200, 599), JSON)
def test_no_answer_is_too_strange(status: int, body: Any) -> None:
    """Whatever comes is read as one of the answers that we know."""
    came = answer(status, body)
    assert isinstance(answers.calendar_failure(came), GoogleFailed)
    assert isinstance(answers.token_failure(came), GoogleFailed)
    for read in (lambda: answers.conference(came), lambda: answers.grant(came, NOW),
                 lambda: answers.access(came, NOW)):  # fmt: skip
        try:
            read()
        except GoogleFailed:
            continue
