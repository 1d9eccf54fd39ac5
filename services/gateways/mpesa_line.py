"""The authenticated way to Daraja: one shared token, no redirects, and what is known of a failure.

Every gateway of M-Pesa asks through here. Nothing is repeated that may have arrived.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import aiohttp

from services.errors import SmilingStepsError
from services.gateways import mpesa_answers as answers
from services.gateways.mpesa_answers import Answer
from services.gateways.mpesa_values import MpesaSettings, Token, TokenStore

OAUTH = "/oauth/v1/generate"

# A token is left alone for its last minutes, so that it does not die under a push.
TOKEN_MARGIN = timedelta(minutes=2)
CONNECT_SECONDS = 10.0
UNREACHABLE_SECONDS = 60.0

Body = Mapping[str, str | int]


class NotAsked(SmilingStepsError):
    """Daraja was not asked, so nothing has happened there.

    `retry_after` is in seconds when trying again may help, None for wrong keys; `code` says
    what was missing: "token" or "connection".
    """

    def __init__(self, code: str, message: str, retry_after: float | None) -> None:
        super().__init__(message)
        self.code = code
        self.retry_after = retry_after


class AnswerLost(SmilingStepsError):
    """The request may have arrived; its answer didn't."""


class DarajaLine:
    """One app's connection. `clock` tells the UTC instant; `timeout` seconds for each call."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: MpesaSettings,
        tokens: TokenStore,
        clock: Callable[[], datetime],
        timeout: float = 30.0,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self._session = session
        self._tokens = tokens
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=CONNECT_SECONDS)

    async def ask(self, path: str, body: Body) -> Answer:
        """The answer, whatever it says; asked twice only if the gateway refused the token.

        Raises NotAsked and AnswerLost.
        """
        token = await self.token()
        answer = await self._post(path, body, token)
        if answers.token_is_invalid(answer):
            token = await self._tokens.refresh(token.access_token, self._fetch_token)
            answer = await self._post(path, body, token)
        return answer

    async def _post(self, path: str, body: Body, token: Token) -> Answer:
        headers = {"Authorization": f"Bearer {token.access_token}"}
        # Followed redirects could send the request twice.
        call = self._session.post(
            self.settings.base_url + path,
            json=body,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
        )
        return await _read(call)

    async def token(self) -> Token:
        """The shared token, a new one where it has ended. Raises NotAsked."""
        token = await self._tokens.get()
        if token is None:
            return await self._tokens.refresh(None, self._fetch_token)
        if token.expires_at - TOKEN_MARGIN <= self.clock():
            return await self._tokens.refresh(token.access_token, self._fetch_token)
        return token

    async def _fetch_token(self) -> Token:
        settings = self.settings
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
        except (NotAsked, AnswerLost) as error:
            raise _no_token(str(error), UNREACHABLE_SECONDS) from None
        token = answers.token(answer, self.clock())
        if token is None:
            # Wrong keys, or keys of the sandbox on production: HTTP 400, often without a body.
            retry_after = None if answer.status in {400, 401} else UNREACHABLE_SECONDS
            raise _no_token(answer.summary, retry_after)
        return token


def _no_token(why: str, retry_after: float | None) -> NotAsked:
    return NotAsked("token", f"no access token: {why}", retry_after)


async def _read(call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> Answer:
    try:
        async with call as response:
            return Answer.read(response.status, await response.read())
    # Both are raised before the first byte is written.
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotAsked("connection", type(error).__name__, UNREACHABLE_SECONDS) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise AnswerLost(type(error).__name__) from None
