"""Getting an outside calendar over HTTP, within limits and from public machines only (A7)."""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from services.errors import UnreadableCalendar
from services.gateways.public_addresses import NotPublic, connector

LARGEST = 10 * 1024 * 1024
SECONDS = 20.0
MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
_HEADERS = {
    "User-Agent": "SmilingSteps/1.0 (calendar reader)",
    "Accept": "text/calendar, */*;q=0.5",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_REFUSALS = {401: "not_allowed", 403: "not_allowed", 404: "not_found", 410: "not_found"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of its file the last time, for asking whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """`content` is None when nothing has changed since `Known`."""

    content: bytes | None
    known: Known


def address(typed: str, *, simulated: bool) -> str:
    """The https address behind what a person gave. Raises UnreadableCalendar.

    In the simulated world http is fine as well.
    """
    words = typed.strip().strip("<>")
    scheme, colon, rest = words.partition("://")
    named = {"webcal": "https", "webcals": "https"}.get(scheme.lower(), scheme.lower())
    if simulated and scheme.lower() == "webcal":
        named = "http"
    try:
        parts = urlsplit(f"{named}{colon}{rest}")
        _ = parts.port
        URL(parts.geturl())
    except ValueError:
        raise UnreadableCalendar("not_https") from None
    allowed = {"https", "http"} if simulated else {"https"}
    if named not in allowed or not parts.hostname or any(ch.isspace() for ch in words):
        raise UnreadableCalendar("not_https")
    return parts._replace(fragment="").geturl()


class CalendarFetcher:
    """Fetches with one pool of checked connections. `async with`, or close() it."""

    def __init__(self, *, simulated: bool, seconds: float = SECONDS) -> None:
        self._simulated = simulated
        self._seconds = seconds
        self._session = aiohttp.ClientSession(
            connector=connector(simulated=simulated),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
        )

    async def close(self) -> None:
        await self._session.close()

    async def get(self, url: str, known: Known) -> Fetched:
        """Raises UnreadableCalendar, whose code says why."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, known)
        except TimeoutError:
            raise UnreadableCalendar("too_slow") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise UnreadableCalendar(_why(error)) from None

    async def _follow(self, url: str, known: Known) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            asked = URL(address(url, simulated=self._simulated))
            async with self._session.get(
                asked, headers=_conditions(known), allow_redirects=False
            ) as answer:
                if answer.status not in _REDIRECTS:
                    return await _read(answer, known)
                url = str(asked.join(URL(answer.headers.get("Location", ""))))
        raise UnreadableCalendar("too_many_redirects")


def _conditions(known: Known) -> dict[str, str]:
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in said.items() if value}


async def _read(answer: aiohttp.ClientResponse, known: Known) -> Fetched:
    if answer.status == 304:
        return Fetched(None, known)
    if answer.status != 200:
        raise UnreadableCalendar(_REFUSALS.get(answer.status, "no_answer"))
    if (answer.content_length or 0) > LARGEST:
        raise UnreadableCalendar("too_large")
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise UnreadableCalendar("too_large")
    return Fetched(bytes(content), Known(_short(answer, "ETag", 200),
                                         _short(answer, "Last-Modified", 64)))  # fmt: skip


def _short(answer: aiohttp.ClientResponse, name: str, most: int) -> str | None:
    """A header that fits its column and may be sent back; a longer one is as good as none."""
    value = answer.headers.get(name)
    return value if value and len(value) <= most and value.isprintable() else None


def _why(error: Exception) -> str:
    reason = getattr(error, "os_error", error)
    if isinstance(reason, NotPublic):
        return "not_public"
    return "not_https" if isinstance(reason, ssl.SSLError) else "no_answer"
