"""M-Pesa's STK push over Daraja: ask for a payment, ask what became of it."""

import base64
import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import aiohttp

from services.errors import AmountNotWholeShillings, SmilingStepsError
from services.gateways import mpesa_answers as answers
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_callback import (
    NAIROBI,
    TIMESTAMP,
    is_plausible_receipt,
    parse_callback,
    receipt_date,
)
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

OAUTH = "/oauth/v1/generate"
PUSH = "/mpesa/stkpush/v1/processrequest"
QUERY = "/mpesa/stkpushquery/v1/query"

LARGEST_PUSH_MINOR = 250_000 * 100
REFERENCE_LENGTH = 12
DESCRIPTION_LENGTH = 13
# A token is left alone for its last minutes, so that it does not die under a push.
TOKEN_MARGIN = timedelta(minutes=2)
CONNECT_SECONDS = 10.0
UNREACHABLE_SECONDS = 60.0

_PHONE = re.compile(r"\+(254[71]\d{8})", re.ASCII)
_Body = Mapping[str, str | int]


class TokenUnavailable(SmilingStepsError):
    """No access token: `retry_after` seconds when trying again may help, None for wrong keys."""

    def __init__(self, message: str, retry_after: float | None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class _NotSent(Exception):
    """No connection was made, so no byte left the house."""


class _Lost(Exception):
    """The request may have arrived; its answer didn't."""


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
        self._session = session
        self._settings = settings
        self._tokens = tokens
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=CONNECT_SECONDS)

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
            answer = await self._ask(PUSH, self._push_body(request, shillings, phone[1]))
        except TokenUnavailable as error:
            return _not_asked("token", str(error), error.retry_after)
        except _NotSent as error:
            return _not_asked("connection", str(error), UNREACHABLE_SECONDS)
        except _Lost as error:
            return Unknown(str(error))
        return answers.push_outcome(answer)

    async def query(self, checkout_request_id: str) -> QueryOutcome:
        """What became of a push; at most every 10 s for each, first after 15 to 20 s (1.5)."""
        body = self._signed() | {"CheckoutRequestID": checkout_request_id}
        try:
            answer = await self._ask(QUERY, body)
        except (TokenUnavailable, _NotSent, _Lost) as error:
            return NoAnswer(str(error))
        return answers.query_outcome(answer, checkout_request_id)

    def _push_body(self, request: PushRequest, shillings: int, phone: str) -> _Body:
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

    async def _ask(self, path: str, body: _Body) -> Answer:
        token = await self._token()
        answer = await self._post(path, body, token)
        if answers.token_is_invalid(answer):
            token = await self._tokens.refresh(token.access_token, self._fetch_token)
            answer = await self._post(path, body, token)
        return answer

    async def _post(self, path: str, body: _Body, token: Token) -> Answer:
        headers = {"Authorization": f"Bearer {token.access_token}"}
        # Followed redirects could send the push twice.
        call = self._session.post(
            self._settings.base_url + path,
            json=body,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
        )
        return await _read(call)

    async def _token(self) -> Token:
        token = await self._tokens.get()
        if token is None:
            return await self._tokens.refresh(None, self._fetch_token)
        if token.expires_at - TOKEN_MARGIN <= self._clock():
            return await self._tokens.refresh(token.access_token, self._fetch_token)
        return token

    async def _fetch_token(self) -> Token:
        settings = self._settings
        basic = aiohttp.encode_basic_auth(settings.consumer_key, settings.consumer_secret)
        call = self._session.get(
            settings.base_url + OAUTH,
            params={"grant_type": "client_credentials"},
            headers={"Authorization": basic},
            timeout=self._timeout,
            allow_redirects=False,
        )
        try:
            answer = await _read(call)
        except (_NotSent, _Lost) as error:
            raise TokenUnavailable(f"no access token: {error}", UNREACHABLE_SECONDS) from None
        token = answers.token(answer, self._clock())
        if token is None:
            # Wrong keys, or keys of the sandbox on production: HTTP 400, often without a body.
            retry_after = None if answer.status in {400, 401} else UNREACHABLE_SECONDS
            raise TokenUnavailable(f"no access token: {answer.summary}", retry_after)
        return token


def plain(text: str, limit: int) -> str:
    """Text that the prompt can show: ASCII letters, digits, spaces and hyphens, cut to `limit`."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Za-z0-9 -]", "", ascii_only).split())[:limit].strip()


def _not_asked(code: str, message: str, retry_after: float | None) -> Refused:
    reason = PushResult.OUR_FAULT if retry_after is None else PushResult.SYSTEM_BUSY
    return Refused(code, message, reason, retry_after)


async def _read(call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> Answer:
    try:
        async with call as response:
            return Answer.read(response.status, await response.read())
    # Both are raised before the first byte is written.
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise _NotSent(type(error).__name__) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _Lost(type(error).__name__) from None
