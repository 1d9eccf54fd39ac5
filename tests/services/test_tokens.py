"""Tokens that a provider allows once: one process fetches, the others wait for it (X49)."""

import asyncio
from datetime import timedelta

import pytest

from models.database import row
from services.gateways.mpesa_line import NotAsked
from services.gateways.mpesa_values import Token
from services.tokens import SharedTokens
from tests.people import NOW

pytestmark = pytest.mark.usefixtures("db")


class Provider:
    """Each token it gives kills the one before; giving one takes a while."""

    def __init__(self) -> None:
        self.given = 0

    async def fetch(self) -> Token:
        self.given += 1
        await asyncio.sleep(0.05)
        return Token(f"token-{self.given}", NOW + timedelta(hours=1))

    async def fails(self) -> Token:
        self.given += 1
        raise ConnectionError("the provider is away")


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture
def replicas() -> tuple[SharedTokens, SharedTokens]:
    return SharedTokens("mpesa"), SharedTokens("mpesa")


Replicas = tuple[SharedTokens, SharedTokens]


async def test_at_first_there_is_none(replicas: Replicas) -> None:
    assert await replicas[0].get() is None


@pytest.mark.parametrize("failed", [None, "token-0"])
async def test_x49_twenty_at_once_over_two_replicas_fetch_one(
    provider: Provider, replicas: Replicas, failed: str | None
) -> None:
    tokens = await asyncio.gather(
        *(replicas[number % 2].refresh(failed, provider.fetch) for number in range(20))
    )
    assert provider.given == 1
    assert {token.access_token for token in tokens} == {"token-1"}
    stored = await replicas[1].get()
    assert stored == Token("token-1", NOW + timedelta(hours=1))


async def test_x49_only_who_saw_the_present_token_fail_gets_another(
    provider: Provider, replicas: Replicas
) -> None:
    first = await replicas[0].refresh(None, provider.fetch)
    assert await replicas[1].refresh(None, provider.fetch) == first
    assert await replicas[1].refresh("an older one", provider.fetch) == first
    assert provider.given == 1
    second = await replicas[1].refresh(first.access_token, provider.fetch)
    assert second.access_token == "token-2"
    assert await replicas[0].refresh(first.access_token, provider.fetch) == second
    assert provider.given == 2


async def test_an_error_passes_and_stores_nothing(provider: Provider, replicas: Replicas) -> None:
    with pytest.raises(ConnectionError):
        await replicas[0].refresh(None, provider.fails)
    assert await replicas[0].get() is None
    kept = await replicas[1].refresh(None, provider.fetch)
    with pytest.raises(ConnectionError):
        await replicas[0].refresh(kept.access_token, provider.fails)
    assert await replicas[1].get() == kept


async def test_who_waited_for_one_that_failed_tries_for_themselves(
    provider: Provider, replicas: Replicas
) -> None:
    failed, worked = await asyncio.gather(
        replicas[0].refresh(None, provider.fails),
        replicas[1].refresh(None, provider.fetch),
        return_exceptions=True,
    )
    assert isinstance(failed, ConnectionError | Token)
    assert isinstance(worked, Token)


class Away(Provider):
    """It takes the connection and says nothing, until the client gives up."""

    def __init__(self, seconds: float, retry_after: float | None = 60) -> None:
        super().__init__()
        self.seconds, self.retry_after = seconds, retry_after

    async def fetch(self) -> Token:
        self.given += 1
        await asyncio.sleep(self.seconds)
        raise NotAsked("token", "no access token: TimeoutError", self.retry_after)


@pytest.mark.parametrize("retry_after", [60, None])
async def test_x49_twenty_pushes_do_not_queue_up_while_the_provider_is_away(
    replicas: Replicas, retry_after: float | None
) -> None:
    """One of two replicas waits for the time-out; nineteen hear of it, in the same words."""
    away, began = Away(0.3, retry_after), asyncio.get_running_loop().time()
    failures = await asyncio.gather(
        *(replicas[number % 2].refresh(None, away.fetch) for number in range(20)),
        return_exceptions=True,
    )
    assert asyncio.get_running_loop().time() - began < 10 * 0.3
    assert away.given == 1
    told = {(f.code, str(f), f.retry_after) for f in failures if isinstance(f, NotAsked)}
    assert told == {("token", "no access token: TimeoutError", retry_after)}
    assert sum(isinstance(failure, NotAsked) for failure in failures) == 20


async def test_x49_a_provider_that_is_back_is_asked_once_the_rest_is_over() -> None:
    now = [NOW]
    replicas = [SharedTokens("mpesa", lambda: now[0]) for _ in range(2)]

    class Slow(Away):
        async def fetch(self) -> Token:
            now[0] += timedelta(seconds=12)
            return await super().fetch()

    away, back = Slow(0), Provider()
    with pytest.raises(NotAsked):
        await replicas[0].refresh(None, away.fetch)
    now[0] += timedelta(seconds=11)
    with pytest.raises(NotAsked):
        await replicas[1].refresh(None, back.fetch)
    assert back.given == 0
    now[0] += timedelta(seconds=1)
    kept = await replicas[1].refresh(None, back.fetch)
    assert await replicas[0].refresh(None, away.fetch) == kept
    with pytest.raises(NotAsked):
        await replicas[0].refresh(kept.access_token, away.fetch)
    assert await replicas[0].get() == kept


async def test_two_providers_do_not_share(provider: Provider) -> None:
    await SharedTokens("mpesa").refresh(None, provider.fetch)
    assert await SharedTokens("paystack").get() is None
    other = await SharedTokens("paystack").refresh(None, provider.fetch)
    assert other.access_token == "token-2"
    assert await row("SELECT count(*) AS n FROM provider_tokens") == {"n": 2}


async def test_x70_a_token_is_in_no_picture_of_itself(
    provider: Provider, replicas: Replicas
) -> None:
    assert "token-1" not in repr(await replicas[0].refresh(None, provider.fetch))
