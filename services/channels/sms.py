"""SMS by Africa's Talking: the official SDK behind one adapter, and what its answers mean.

Shapes and codes are those of 3-protocols 2.1 and 2.2. A send that timed out may have gone out:
the queue may send it again, and a rare double SMS is accepted.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import requests
from africastalking.Service import AfricasTalkingException
from africastalking.SMS import SMSService

from services.errors import DeliveryFailed

Encoding = Literal["GSM-7", "UCS-2"]

#: Seconds to wait: after trouble on the way, and after what a person has to put right.
SOON = 60.0
LATER = 900.0

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_COST = re.compile(r"KES ([0-9]{1,6}(?:\.[0-9]{1,6})?)")

#: What a message of theirs may be called; by any other name no report of it could be known.
_NAME = re.compile(r"[\w.:-]{1,64}", re.ASCII)

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_ESCAPED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """An Africa's Talking account. `base_url` ends in /version1; None asks the live service.

    `sender_id` is a registered name or short code; None lets the service choose a shared one.
    """

    username: str
    api_key: str = field(repr=False)
    sender_id: str | None = None
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Segments:
    """How a text travels: each of `parts` is paid for."""

    encoding: Encoding
    parts: int


@dataclass(frozen=True, slots=True)
class SmsReceipt:
    """An accepted SMS. `cost` in Kenyan shillings, None when the service did not say."""

    message_id: str
    cost: Decimal | None
    segments: Segments


class NumberIsDead(DeliveryFailed):
    """No SMS can ever reach this number."""


class SmsStopped(DeliveryFailed):
    """Its owner wants no SMS, says the network, and sends none."""


@dataclass(frozen=True, slots=True)
class _Failure:
    name: str
    retry_after: float | None
    kind: type[DeliveryFailed] = DeliveryFailed

    def error(self, *, unsure: bool = False) -> DeliveryFailed:
        permanent = self.retry_after is None
        return self.kind(
            f"SMS: {self.name}", permanent=permanent, retry_after=self.retry_after, unsure=unsure
        )


SENT = frozenset({100, 101, 102})

#: None: the same message to the same number can never go.
FAILURES: Mapping[int, _Failure] = {
    401: _Failure("RiskHold", LATER),
    402: _Failure("InvalidSenderId", LATER),
    403: _Failure("InvalidPhoneNumber", None, NumberIsDead),
    404: _Failure("UnsupportedNumberType", None, NumberIsDead),
    405: _Failure("InsufficientBalance", LATER),
    406: _Failure("UserInBlacklist", None, SmsStopped),
    407: _Failure("CouldNotRoute", LATER),
    409: _Failure("DoNotDisturbRejection", None, SmsStopped),
    500: _Failure("InternalServerError", SOON),
    501: _Failure("GatewayError", SOON),
    502: _Failure("RejectedByGateway", SOON),
}
_BY_NAME = {failure.name: failure for failure in FAILURES.values()}


class SmsChannel:
    """Sends text messages; safe to share between tasks."""

    def __init__(self, settings: SmsSettings) -> None:
        self._sdk = _Sdk(settings)

    async def send(self, to: str, text: str) -> SmsReceipt:
        """Send `text` to `to` (E.164). Raises DeliveryFailed, which names neither of them."""
        if not _PHONE.fullmatch(to):
            raise FAILURES[403].error()
        if not text:
            raise _Failure("empty text", None).error()
        answer = await asyncio.to_thread(self._sdk.send, to, text)
        message_id, cost = _accepted(answer)
        return SmsReceipt(message_id, cost, segments(text))


class _Sdk:
    """A service object of our own: `africastalking.initialize` would set module-wide state."""

    def __init__(self, settings: SmsSettings) -> None:
        self._service = SMSService(settings.username, settings.api_key)
        self._sender_id = settings.sender_id
        if settings.base_url is not None:
            # The SDK has no public way to choose another address.
            self._service._baseUrl = settings.base_url.rstrip("/")  # noqa: SLF001 - no public way

    def send(self, to: str, text: str) -> object:
        """Block until there is an answer. Raises DeliveryFailed."""
        try:
            return self._service.send(text, [to], self._sender_id)
        except AfricasTalkingException as error:
            # The SDK drops the status code; a new key works after some five minutes.
            if "authentication" in str(error).lower():
                raise _Failure("InvalidAuthentication", LATER).error() from None
            raise _Failure("refused without a reason", SOON).error(unsure=True) from None
        except requests.RequestException as error:
            unsure = not isinstance(error, requests.ConnectTimeout)
            raise _Failure(type(error).__name__, SOON).error(unsure=unsure) from None


def segments(text: str) -> Segments:
    """How many parts a text takes: 160 then 153 GSM-7 septets, or 70 then 67 UTF-16 units.

    One character outside GSM-7, such as a dash or a curly quote, makes the whole text UCS-2.
    """
    if all(char in _GSM or char in _GSM_ESCAPED for char in text):
        return Segments("GSM-7", _parts([1 + (char in _GSM_ESCAPED) for char in text], 160, 153))
    return Segments("UCS-2", _parts([1 + (ord(char) > 0xFFFF) for char in text], 70, 67))


def _parts(sizes: list[int], alone: int, together: int) -> int:
    if sum(sizes) <= alone:
        return 1
    parts, used = 1, 0
    for size in sizes:
        # Neither an escaped character nor a surrogate pair is cut in two.
        if used + size > together:
            parts, used = parts + 1, 0
        used += size
    return parts


def _accepted(answer: object) -> tuple[str, Decimal | None]:
    """The message id and cost in an answer. Raises DeliveryFailed, also on a strange shape."""
    data = _member(_decoded(answer), "SMSMessageData")
    recipients = data.get("Recipients")
    first = recipients[0] if isinstance(recipients, list) and recipients else None
    if not isinstance(first, dict):
        # So come a wrong sender id and an empty account: as a success with nobody in it.
        raise _BY_NAME.get(str(data.get("Message")), _Failure("no recipients", SOON)).error()
    code = _number(first.get("statusCode"))
    if code not in SENT:
        raise FAILURES.get(code, _Failure(f"unknown status {code}", LATER)).error()
    cost = _COST.fullmatch(str(first.get("cost")))
    name = str(first.get("messageId") or "")
    return name if _NAME.fullmatch(name) else "", Decimal(cost[1]) if cost else None


def _decoded(answer: object) -> object:
    """The SDK decodes JSON only under exactly one content type, and hands on text otherwise."""
    if not isinstance(answer, str):
        return answer
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None


def _member(found: object, key: str) -> Mapping[str, object]:
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, dict) else {}


def _number(value: object) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
