"""HTTP from the outside world to the program."""

from typing import Any

import aiohttp


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
        limit = aiohttp.ClientTimeout(total=timeout)
        try:
            async with self.session.post(
                url, json=json, data=data, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                return response.status, await response.text(errors="replace")
        except TimeoutError:
            return None, "Read timeout expired"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return None, f"{type(error).__name__}: {error}"

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
