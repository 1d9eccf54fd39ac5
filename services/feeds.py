"""Everybody's private calendar feed: the secret in its address, and the sessions in it (A7)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import row
from models.views import BookingView, Reader
from services.booking_views import of_person

#: How far back a feed looks, and how long a cancelled session stays in it as cancelled.
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Feed:
    reader: Reader
    sessions: tuple[BookingView, ...]


async def token(person_id: int) -> str:
    """The secret of this person's feed, made when it is first asked for; two at once make one."""
    return await _set(
        """UPDATE people SET feed_token = coalesce(feed_token, $2) WHERE id = $1
           RETURNING feed_token""",
        person_id,
    )


async def renew(person_id: int) -> str:
    """A new secret; the old address is dead from now on."""
    return await _set("UPDATE people SET feed_token = $2 WHERE id = $1 RETURNING feed_token",
                      person_id)  # fmt: skip


async def _set(statement: str, person_id: int) -> str:
    found = await row(statement, person_id, secrets.token_urlsafe(32))
    assert found is not None
    return str(found["feed_token"])


async def find(secret: str, now: datetime) -> Feed | None:
    """The feed behind an address; None for an address that is none, or not any more."""
    found = await row(
        "SELECT id, name, language, timezone FROM people WHERE feed_token = $1", secret
    )
    if found is None:
        return None
    reader = Reader(found["id"], found["name"], found["language"], found["timezone"])
    return Feed(reader, await of_person(reader.person_id, now - BACK))
