"""One HTTP request of a check, and why there was no answer; addresses are never repeated."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from services.errors import SmilingStepsError

SECONDS = 8
TIMEOUT = aiohttp.ClientTimeout(total=SECONDS)


class NoAnswer(SmilingStepsError):
    """Says why in words that may be printed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is the JSON object in it, an empty one where there is none."""

    status: int
    body: dict[str, Any]
    date: datetime | None


async def ask(session: aiohttp.ClientSession, method: str, url: str, **more: Any) -> Answer:
    """Raises NoAnswer. Redirects are answers."""
    try:
        async with session.request(
            method, url, timeout=TIMEOUT, allow_redirects=False, **more
        ) as response:
            return Answer(response.status, await _object(response), _date(response))
    except aiohttp.ClientConnectorDNSError:
        raise NoAnswer("its name is not known here") from None
    except (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch):
        raise NoAnswer("its certificate is not valid") from None
    except aiohttp.ClientConnectorError:
        raise NoAnswer("no connection") from None
    except TimeoutError:
        raise NoAnswer(f"no answer in {SECONDS} seconds") from None
    except (aiohttp.ClientError, OSError):
        raise NoAnswer("the connection broke") from None


async def _object(response: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        found = await response.json(content_type=None)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _date(response: aiohttp.ClientResponse) -> datetime | None:
    """When the answer was made, by the other side's clock, to the second."""
    try:
        return parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
