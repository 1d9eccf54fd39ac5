"""One-time links by which a parent or guardian agrees in their own chat; only a hash is kept (I4).

The first who opens a link has it from then on, and may come back to it until it lapses.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from models.consent_views import Ward
from models.database import Row, count, row
from services.errors import Refused

#: What a `/start` payload begins with that carries a token.
LINK = "gdn_"
VALID = timedelta(days=3)
_TOKEN_BYTES = 24


class LinkSpent(Refused):
    """Somebody else's, too old, replaced, never made, or its client is of age by now."""

    key = "guardian_link_spent"


class LinkOwn(Refused):
    """Opened by the client themself; it stays good for their parent or guardian."""

    key = "guardian_link_own"


class NotOfAge(Refused):
    """Who said of themselves that they are under 18 can agree for nobody else."""

    key = "guardian_not_of_age"


async def make(client_id: int, now: datetime) -> str:
    """A token that is told once; the link's payload is `gdn_` and it. An earlier one is void."""
    await count(
        """UPDATE guardian_links SET expires_at = $2
           WHERE client_id = $1 AND used_by_id IS NULL AND expires_at > $2""",
        client_id,
        now,
    )
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    await row(
        """INSERT INTO guardian_links (token_hash, client_id, made_at, expires_at)
           VALUES ($1, $2, $3, $4) RETURNING id""",
        _hash(token),
        client_id,
        now,
        now + VALID,
    )
    return token


async def use(token: str, person_id: int, now: datetime) -> Ward:
    """Take a link up; one UPDATE decides between two at once.

    Raises LinkSpent, LinkOwn or NotOfAge.
    """
    used = await row(
        """UPDATE guardian_links AS link SET used_by_id = $2, used_at = coalesce(used_at, $3)
           FROM people AS ward, people AS guardian
           WHERE ward.id = link.client_id AND guardian.id = $2 AND link.token_hash = $1
           AND link.client_id <> $2 AND link.expires_at > $3 AND ward.is_minor
           AND guardian.is_minor IS NOT TRUE AND (used_by_id = $2 OR used_by_id IS NULL)
           RETURNING link.id, link.client_id, ward.name, ward.language""",
        _hash(token),
        person_id,
        now,
    )
    if used is None:
        raise await _why_not(token, person_id)
    return ward_from(used)


async def ward_of(link_id: int, person_id: int, now: datetime) -> Ward:
    """For whom this guardian has opened this link. Raises LinkSpent, also once it has lapsed."""
    found = await row(
        """SELECT link.id, link.client_id, ward.name, ward.language
           FROM guardian_links AS link JOIN people AS ward ON ward.id = link.client_id
           WHERE link.id = $1 AND link.used_by_id = $2 AND link.expires_at > $3
           AND ward.is_minor""",
        link_id,
        person_id,
        now,
    )
    if found is None:
        raise LinkSpent("not this person's, or lapsed")
    return ward_from(found)


async def _why_not(token: str, person_id: int) -> Refused:
    found = await row(
        """SELECT link.client_id = $2 AS is_own, people.is_minor IS TRUE AS is_minor
           FROM guardian_links AS link, people WHERE token_hash = $1 AND people.id = $2""",
        _hash(token),
        person_id,
    )
    if found and found["is_own"]:
        return LinkOwn("opened by the client")
    if found and found["is_minor"]:
        return NotOfAge("opened by somebody under 18")
    return LinkSpent("not to be had")


def first_name(name: str) -> str:
    return (name.split() or [name])[0]


def ward_from(found: Row) -> Ward:
    """From a row with the link's id, its client's id, name and language."""
    return Ward(found["id"], found["client_id"], first_name(found["name"]), found["language"])


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
