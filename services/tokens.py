"""Access tokens that a provider allows only once, shared by all replicas (3-protocols 1.1)."""

from collections.abc import Awaitable, Callable

from models.database import count, row
from services.gateways.mpesa_values import Token
from services.transaction import transaction


class SharedTokens:
    """The token of one provider. Its row's lock lets one process fetch while the others wait.

    This is the one service that opens transactions: it runs beside a request to the provider,
    never inside a person's transaction.
    """

    def __init__(self, provider: str) -> None:
        self._provider = provider

    async def get(self) -> Token | None:
        found = await row(
            "SELECT token, expires_at FROM provider_tokens WHERE provider = $1", self._provider
        )
        return Token(found["token"], found["expires_at"]) if found and found["token"] else None

    async def refresh(self, failed: str | None, fetch: Callable[[], Awaitable[Token]]) -> Token:
        await row(
            """INSERT INTO provider_tokens (provider) VALUES ($1)
               ON CONFLICT (provider) DO NOTHING RETURNING id""",
            self._provider,
        )
        async with transaction():
            await row(
                "SELECT id FROM provider_tokens WHERE provider = $1 FOR UPDATE", self._provider
            )
            present = await self.get()
            if present is not None and present.access_token != failed:
                return present
            fresh = await fetch()
            await count(
                "UPDATE provider_tokens SET token = $2, expires_at = $3 WHERE provider = $1",
                self._provider,
                fresh.access_token,
                fresh.expires_at,
            )
            return fresh
