"""Access tokens that a provider allows only once, shared by all replicas (3-protocols 1.1)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from models.database import Row, count, row
from services import clock
from services.gateways.mpesa_line import NotAsked
from services.gateways.mpesa_values import Token
from services.transaction import transaction

#: After a fetch that failed nobody tries for as long as it took, within these bounds: while the
#: provider is away, at most half of the time is spent on waiting for it.
REST_AT_LEAST, REST_AT_MOST = timedelta(seconds=1), timedelta(seconds=30)


class SharedTokens:
    """The token of one provider. Its row's lock lets one process fetch while the others wait.

    A fetch that failed is remembered in the row, so that whoever waited fails with it at once and
    doesn't wait for a fetch of their own. This is the one service that opens transactions: it
    runs beside a request to the provider, never inside a person's transaction.
    """

    def __init__(self, provider: str, now: Callable[[], datetime] = clock.now) -> None:
        self._provider = provider
        self._now = now
        self._turn = asyncio.Lock()

    async def get(self) -> Token | None:
        found = await row(
            "SELECT token, expires_at FROM provider_tokens WHERE provider = $1", self._provider
        )
        return _token(found) if found else None

    async def refresh(self, failed: str | None, fetch: Callable[[], Awaitable[Token]]) -> Token:
        # One of this process waits at the row: the others would each hold a connection for it.
        async with self._turn:
            await row(
                """INSERT INTO provider_tokens (provider) VALUES ($1)
                   ON CONFLICT (provider) DO NOTHING RETURNING id""",
                self._provider,
            )
            answer = await self._in_turn(failed, fetch)
        if isinstance(answer, NotAsked):
            raise answer
        return answer

    async def _in_turn(
        self, failed: str | None, fetch: Callable[[], Awaitable[Token]]
    ) -> Token | NotAsked:
        async with transaction():
            found = await row(
                "SELECT * FROM provider_tokens WHERE provider = $1 FOR UPDATE", self._provider
            )
            assert found is not None, "tokens' rows are never deleted"
            present = _token(found)
            if present is not None and present.access_token != failed:
                return present
            if found["rests_until"] is not None and self._now() < found["rests_until"]:
                return NotAsked("token", found["failure"], found["failure_retry_after"])
            began = self._now()
            try:
                fresh = await fetch()
            except NotAsked as error:
                await self._remember(error, self._now() - began)
                return error
            await self._keep(fresh)
            return fresh

    async def _keep(self, fresh: Token) -> None:
        await count(
            """UPDATE provider_tokens SET token = $2, expires_at = $3, rests_until = NULL,
                   failure = NULL, failure_retry_after = NULL WHERE provider = $1""",
            self._provider,
            fresh.access_token,
            fresh.expires_at,
        )

    async def _remember(self, error: NotAsked, took: timedelta) -> None:
        await count(
            """UPDATE provider_tokens SET rests_until = $2, failure = $3, failure_retry_after = $4
               WHERE provider = $1""",
            self._provider,
            self._now() + min(max(took, REST_AT_LEAST), REST_AT_MOST),
            str(error)[:120],
            None if error.retry_after is None else round(error.retry_after),
        )


def _token(found: Row) -> Token | None:
    return Token(found["token"], found["expires_at"]) if found["token"] else None
