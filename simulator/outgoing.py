"""HTTP from the outside world to the program."""

from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: without a `status` nothing did, and `text` says why."""

    status: int | None
    text: str
    content_type: str = ""


class Outgoing:
    """One lazily opened client session without a limit of connections."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        return self._session

    async def post(
        self,
        url: str,
        *,
        json: Any = None,
        data: Any = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60.0,
    ) -> tuple[int | None, str]:
        """(status, body), or (None, what went wrong)."""
        answer = await self.ask(url, json=json, data=data, headers=headers, timeout=timeout)
        return answer.status, answer.text

    async def ask(
        self,
        url: str,
        *,
        json: Any = None,
        data: Any = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60.0,
    ) -> Answer:
        """POST and read the answer, never raising."""
        limit = aiohttp.ClientTimeout(total=timeout)
        try:
            async with self.session.post(
                url, json=json, data=data, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                text = await response.text(errors="replace")
                return Answer(response.status, text, response.content_type)
        except TimeoutError:
            return Answer(None, "Read timeout expired")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Answer(None, f"{type(error).__name__}: {error}")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
