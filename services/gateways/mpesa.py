"""M-Pesa's STK push over Daraja: ask for a payment, ask what became of it."""

import base64
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

import aiohttp

from services.errors import AmountNotWholeShillings
from services.gateways import mpesa_answers as answers
from services.gateways.mpesa_callback import is_plausible_receipt, parse_callback, receipt_date
from services.gateways.mpesa_fields import NAIROBI, TIMESTAMP
from services.gateways.mpesa_line import AnswerLost, Body, DarajaLine, NotAsked
from services.gateways.mpesa_results import RESULTS, PushResult, Result, Retry, result_for
from services.gateways.mpesa_values import (
    Accepted,
    Concluded,
    MpesaSettings,
    NoAnswer,
    PushOutcome,
    PushRequest,
    QueryOutcome,
    Refused,
    StillProcessing,
    StkResult,
    Token,
    TokenStore,
    Unknown,
)

__all__ = [
    "RESULTS",
    "Accepted",
    "Concluded",
    "MpesaGateway",
    "MpesaSettings",
    "NoAnswer",
    "PushOutcome",
    "PushRequest",
    "PushResult",
    "QueryOutcome",
    "Refused",
    "Result",
    "Retry",
    "StillProcessing",
    "StkResult",
    "Token",
    "TokenStore",
    "Unknown",
    "is_plausible_receipt",
    "parse_callback",
    "receipt_date",
    "result_for",
]

PUSH = "/mpesa/stkpush/v1/processrequest"
QUERY = "/mpesa/stkpushquery/v1/query"

LARGEST_PUSH_MINOR = 250_000 * 100
REFERENCE_LENGTH = 12
DESCRIPTION_LENGTH = 13

_PHONE = re.compile(r"\+(254[71]\d{8})", re.ASCII)


class MpesaGateway:
    """One short code's pushes. `clock` tells the UTC instant; `timeout` seconds for each call.

    Never logs, never repeats a push that may have arrived.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: MpesaSettings,
        tokens: TokenStore,
        clock: Callable[[], datetime],
        timeout: float = 30.0,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._line = DarajaLine(session, settings, tokens, clock, timeout)

    async def push(self, request: PushRequest) -> PushOutcome:
        """Send one prompt; once more only when the gateway refused the access token.

        Raises AmountNotWholeShillings before anything is sent.
        """
        shillings, cents = divmod(request.amount_minor, 100)
        if cents:
            raise AmountNotWholeShillings(f"{request.amount_minor} Kenyan cents")
        if not 0 < request.amount_minor <= LARGEST_PUSH_MINOR:
            return Refused("amount", "M-Pesa moves KES 1 to 250,000", PushResult.LIMIT)
        phone = _PHONE.fullmatch(request.phone)
        if phone is None:
            return Refused("phone", "not a Kenyan mobile number", PushResult.WRONG_NUMBER)
        try:
            answer = await self._line.ask(PUSH, self._push_body(request, shillings, phone[1]))
        except NotAsked as error:
            return _not_asked(error)
        except AnswerLost as error:
            return Unknown(str(error))
        return answers.push_outcome(answer)

    async def query(self, checkout_request_id: str) -> QueryOutcome:
        """What became of a push; at most every 10 s for each, first after 15 to 20 s (1.5)."""
        body = self._signed() | {"CheckoutRequestID": checkout_request_id}
        try:
            answer = await self._line.ask(QUERY, body)
        except (NotAsked, AnswerLost) as error:
            return NoAnswer(str(error))
        return answers.query_outcome(answer, checkout_request_id)

    def _push_body(self, request: PushRequest, shillings: int, phone: str) -> Body:
        settings = self._settings
        return self._signed() | {
            "TransactionType": settings.transaction_type,
            "Amount": shillings,
            "PartyA": phone,
            "PartyB": settings.party_b or settings.shortcode,
            "PhoneNumber": phone,
            "CallBackURL": request.callback_url,
            "AccountReference": plain(request.reference, REFERENCE_LENGTH) or "SmilingSteps",
            # Documented as optional, refused when missing.
            "TransactionDesc": plain(request.description, DESCRIPTION_LENGTH) or "Session",
        }

    def _signed(self) -> dict[str, str | int]:
        settings = self._settings
        # Once: the password holds the very same characters.
        timestamp = self._clock().astimezone(NAIROBI).strftime(TIMESTAMP)
        secret = f"{settings.shortcode}{settings.passkey}{timestamp}"
        return {
            "BusinessShortCode": settings.shortcode,
            "Password": base64.b64encode(secret.encode()).decode(),
            "Timestamp": timestamp,
        }


def plain(text: str, limit: int) -> str:
    """Text that the prompt can show: ASCII letters, digits, spaces and hyphens, cut to `limit`."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z0-9 -]", "", ascii_only).split())[:limit].strip()


def _not_asked(error: NotAsked) -> Refused:
    reason = PushResult.OUR_FAULT if error.retry_after is None else PushResult.SYSTEM_BUSY
    return Refused(error.code, str(error), reason, error.retry_after)
