"""What an answer of Daraja proves: pure reading, no network (3-protocols 1.1, 1.2, 1.5).

Only a refusal that Daraja puts in writing proves that there is no prompt; everything else,
a 5xx, an HTML page, a broken answer, leaves the push unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from services.gateways import mpesa_json
from services.gateways.mpesa_results import STILL_PROCESSING, PushResult
from services.gateways.mpesa_values import (
    Accepted,
    Concluded,
    NoAnswer,
    PushOutcome,
    QueryOutcome,
    Refused,
    StillProcessing,
    Token,
    Unknown,
)

TOKEN_LIFETIME = timedelta(seconds=3599)
LOCKED_SECONDS = 120.0
THROTTLED_SECONDS = 60.0

INVALID_TOKEN = frozenset({"404.001.03", "404.001.04", "400.003.01", "401.002.01", "401.003.01"})
OVERLOADED_CODE = "500.001.1001"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `found` is empty when the body is not a JSON object."""

    status: int
    found: Mapping[str, object]
    text: str

    @classmethod
    def read(cls, status: int, body: bytes) -> Self:
        text = mpesa_json.words(body[:400].decode("utf-8", "replace"))
        return cls(status, mpesa_json.read_object(body) or {}, text)

    @property
    def error_code(self) -> str | None:
        return mpesa_json.code(self.found.get("errorCode"))

    @property
    def error_message(self) -> str:
        return mpesa_json.words(self.found.get("errorMessage"))

    @property
    def summary(self) -> str:
        """For a log: the error's code, or the status alone."""
        return self.error_code or f"HTTP {self.status}"


def token(answer: Answer, now: datetime) -> Token | None:
    """The token in an OAuth answer; `expires_in` is a number or a string of one."""
    access_token = answer.found.get("access_token")
    if answer.status != 200 or not isinstance(access_token, str) or not access_token:
        return None
    if not (access_token.isascii() and access_token.isprintable()):
        return None
    seconds = mpesa_json.code(answer.found.get("expires_in")) or ""
    lifetime = timedelta(seconds=int(seconds)) if seconds.isdecimal() else TOKEN_LIFETIME
    return Token(access_token, now + min(lifetime, TOKEN_LIFETIME))


def token_is_invalid(answer: Answer) -> bool:
    """Whether another token may help: the gateway refused before it looked at the request.

    The same refusal has many spellings, one of them under HTTP 200.
    """
    if answer.status not in {200, 400, 401, 403, 404} or _product_missing(answer):
        return False
    return (
        answer.status == 401
        or answer.error_code in INVALID_TOKEN
        or "invalid access token" in answer.error_message.lower()
    )


def push_outcome(answer: Answer) -> PushOutcome:
    """What is proven about the prompt."""
    return _accepted(answer) or refused(answer) or Unknown(answer.summary)


def _accepted(answer: Answer) -> Accepted | None:
    checkout_id = mpesa_json.identifier(answer.found.get("CheckoutRequestID"))
    response_code = mpesa_json.code(answer.found.get("ResponseCode"))
    if answer.status != 200 or response_code != "0" or checkout_id is None:
        return None
    merchant_id = mpesa_json.identifier(answer.found.get("MerchantRequestID"))
    return Accepted(merchant_id or "", checkout_id)


# 500.001.1001 says nothing by itself; these texts under it are refusals, any other is not.
_OVERLOADED: tuple[tuple[str, PushResult, float | None], ...] = (
    ("unable to lock subscriber", PushResult.BUSY, LOCKED_SECONDS),
    ("wrong credentials", PushResult.OUR_FAULT, None),
    ("merchant does not exist", PushResult.OUR_FAULT, None),
    ("no iccid found", PushResult.WRONG_NUMBER, None),
)

_FIELDS = (("phonenumber", PushResult.WRONG_NUMBER), ("amount", PushResult.LIMIT))


def refused(answer: Answer) -> Refused | None:
    """The refusal that Daraja has put in writing, if it has."""
    error_code = answer.error_code
    if error_code is None:
        if answer.status == 401:
            return Refused("401", answer.text, PushResult.OUR_FAULT)
        return None
    message = answer.error_message
    if error_code == OVERLOADED_CODE and answer.status in {200, 500}:
        for phrase, reason, retry_after in _OVERLOADED:
            if phrase in message.lower():
                return Refused(error_code, message, reason, retry_after)
        return None
    if answer.status == 429:
        return Refused(error_code, message, PushResult.SYSTEM_BUSY, THROTTLED_SECONDS)
    if 400 <= answer.status < 500 or (answer.status == 200 and error_code.startswith("4")):
        return Refused(error_code, message, _field_at_fault(message))
    return None


def _field_at_fault(message: str) -> PushResult:
    lowered = message.lower()
    return next((reason for name, reason in _FIELDS if name in lowered), PushResult.OUR_FAULT)


def _product_missing(answer: Answer) -> bool:
    """The app lacks the product: spelled like a bad token, but a new one would not help."""
    return "no apiproduct match" in f"{answer.text} {answer.error_message}".lower()


def query_outcome(answer: Answer, checkout_request_id: str) -> QueryOutcome:
    """What a query says about the push with this id.

    500.001.1001 means five things, also about payments that are concluded: it is no answer.
    """
    result_code = mpesa_json.code(answer.found.get("ResultCode"))
    about = answer.found.get("CheckoutRequestID", checkout_request_id)
    if answer.status != 200 or answer.error_code is not None or result_code is None:
        return NoAnswer(answer.summary)
    if about != checkout_request_id:
        return NoAnswer("answer about another push")
    if result_code == STILL_PROCESSING:
        return StillProcessing()
    return Concluded(result_code, mpesa_json.words(answer.found.get("ResultDesc")))
