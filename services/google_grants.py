"""Psychologists' consents at Google: the links given out for them, and their sealed tokens (B11).

A token is opened for the call that needs it, and nowhere else.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.database import Row, count, row
from models.values import MeetingKind, Role
from services.access import require_role
from services.errors import Outdated
from services.gateways.google_values import Access, Grant
from services.vault import Place, Vault

#: How long a consent link is good for.
STATE_LIFE = timedelta(minutes=15)
#: An access token is left alone for its last minute, so that it doesn't die under a call.
MARGIN = timedelta(minutes=1)
#: A revocation is tried again after this, and given up after a day.
REVOKE_AGAIN, REVOKE_AT_MOST = timedelta(minutes=10), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Psychologist:
    """Whose consent it is; `record` is the profile's public id, under which tokens are sealed."""

    id: int
    person_id: int
    record: str

    def place(self, column: str) -> Place:
        return Place("google_grants", self.record, column)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A consent as it is stored."""

    owner: Psychologist
    refresh: bytes = field(repr=False)
    access: bytes | None = field(repr=False)
    access_until: datetime | None


async def ask(person_id: int, now: datetime) -> str:
    """The state of a new consent link: random, good once, for this psychologist; ends older ones.

    Raises NotYours for whoever is no psychologist.
    """
    await require_role(person_id, Role.PSYCHOLOGIST)
    await count(
        """DELETE FROM consent_requests USING psychologists AS p
           WHERE p.id = psychologist_id AND p.person_id = $1""",
        person_id,
    )
    state = secrets.token_urlsafe(32)
    made = await row(
        """INSERT INTO consent_requests (state_hash, psychologist_id, expires_at)
           SELECT $2, id, $3 FROM psychologists WHERE person_id = $1 RETURNING id""",
        person_id,
        _hashed(state),
        now + STATE_LIFE,
    )
    if made is None:
        raise Outdated("has no profile")
    return state


async def redeem(state: str, now: datetime) -> Psychologist | None:
    """Whose link it was; None for a state that is made up, old, used, or of a former colleague."""
    found = await row(
        """UPDATE consent_requests AS asked SET used_at = $2 FROM psychologists AS p
           WHERE p.id = asked.psychologist_id AND state_hash = $1 AND used_at IS NULL
               AND expires_at > $2::timestamptz
               AND EXISTS (SELECT 1 FROM role_grants WHERE role_grants.person_id = p.person_id
                           AND role = 'psychologist')
           RETURNING p.id, p.person_id, p.public_id""",
        _hashed(state),
        now,
    )
    return _owner(found) if found else None


async def keep(vault: Vault, owner: Psychologist, grant: Grant, now: datetime) -> None:
    """Seal the tokens, in place of earlier ones, and make Meet this psychologist's choice."""
    refresh = await vault.seal(owner.person_id, owner.place("refresh_token"),
                               grant.refresh_token, now)  # fmt: skip
    access = await vault.seal(owner.person_id, owner.place("access_token"),
                              grant.access.token, now)  # fmt: skip
    await row(
        """INSERT INTO google_grants (psychologist_id, refresh_token, access_token, access_until,
               granted_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (psychologist_id) DO UPDATE SET refresh_token = excluded.refresh_token,
               access_token = excluded.access_token, access_until = excluded.access_until,
               granted_at = excluded.granted_at, broken_at = NULL, revoke_at = NULL
           RETURNING id""",
        owner.id,
        refresh,
        access,
        grant.access.expires_at,
        now,
    )
    await count(
        "UPDATE psychologists SET meeting_kind = $2, meeting_address = NULL WHERE id = $1",
        owner.id,
        MeetingKind.GOOGLE.value,
    )


async def leave(person_id: int, now: datetime) -> None:
    """Take the consent back: unusable at once, revoked at Google by the tick. Raises Outdated."""
    ended = await count(
        """UPDATE google_grants SET revoke_at = $2, broken_at = $2 FROM psychologists AS p
           WHERE p.id = psychologist_id AND p.person_id = $1 AND revoke_at IS NULL""",
        person_id,
        now,
    )
    if not ended:
        raise Outdated("not connected")
    await count(
        """UPDATE psychologists SET meeting_kind = 'jitsi'
           WHERE person_id = $1 AND meeting_kind = 'google'""",
        person_id,
    )


_SEALED = """
    SELECT p.id, p.person_id, p.public_id, g.refresh_token, g.access_token, g.access_until
    FROM google_grants AS g JOIN psychologists AS p ON p.id = g.psychologist_id
"""


async def usable(psychologist_id: int) -> Sealed | None:
    found = await row(
        f"{_SEALED} WHERE p.id = $1 AND broken_at IS NULL AND revoke_at IS NULL", psychologist_id
    )
    return _sealed(found) if found else None


async def broke(sealed: Sealed, now: datetime) -> bool:
    """Google refused these tokens; True for whoever noticed first, of this very consent."""
    return bool(
        await count(
            """UPDATE google_grants SET broken_at = $3, access_token = NULL
               WHERE psychologist_id = $1 AND refresh_token = $2 AND broken_at IS NULL""",
            sealed.owner.id,
            sealed.refresh,
            now,
        )
    )


async def save_access(vault: Vault, sealed: Sealed, access: Access, now: datetime) -> None:
    """For the next calls of any process; not if another consent came meanwhile."""
    owner = sealed.owner
    closed = await vault.seal(owner.person_id, owner.place("access_token"), access.token, now)
    await count(
        """UPDATE google_grants SET access_token = $3, access_until = $4
           WHERE psychologist_id = $1 AND refresh_token = $2""",
        owner.id,
        sealed.refresh,
        closed,
        access.expires_at,
    )


async def claim_revocation(now: datetime) -> Sealed | None:
    """One consent that Google is still to be told about; the next try is set already.

    In one statement: looked up afterwards, it may be one that was given anew meanwhile.
    """
    found = await row(
        """UPDATE google_grants AS g SET revoke_at = $2 FROM psychologists AS p
           WHERE p.id = g.psychologist_id AND g.id = (SELECT id FROM google_grants
               WHERE revoke_at <= $1 ORDER BY revoke_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING p.id, p.person_id, p.public_id, g.refresh_token, g.access_token,
               g.access_until""",
        now,
        now + REVOKE_AGAIN,
    )
    return _sealed(found) if found else None


async def forget(sealed: Sealed) -> None:
    """Revoked, or gone at Google: nothing of it is kept. A consent given since then stays."""
    await count(
        """DELETE FROM google_grants
           WHERE psychologist_id = $1 AND refresh_token = $2 AND revoke_at IS NOT NULL""",
        sealed.owner.id,
        sealed.refresh,
    )


async def forget_if_hopeless(sealed: Sealed, now: datetime) -> None:
    """Google can't be told for a day: the tokens are forgotten here at least."""
    await count(
        """DELETE FROM google_grants WHERE psychologist_id = $1 AND refresh_token = $2
               AND revoke_at IS NOT NULL AND broken_at <= $3""",
        sealed.owner.id,
        sealed.refresh,
        now - REVOKE_AT_MOST,
    )


async def open_refresh(vault: Vault, sealed: Sealed) -> str:
    """Raises CannotOpen."""
    owner = sealed.owner
    return await vault.open(owner.person_id, owner.place("refresh_token"), sealed.refresh)


async def open_access(vault: Vault, sealed: Sealed, now: datetime) -> Access | None:
    """The stored access token if it lives long enough. Raises CannotOpen."""
    if sealed.access is None or sealed.access_until is None:
        return None
    if sealed.access_until - MARGIN <= now:
        return None
    owner = sealed.owner
    token = await vault.open(owner.person_id, owner.place("access_token"), sealed.access)
    return Access(token, sealed.access_until)


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _owner(found: Row) -> Psychologist:
    return Psychologist(found["id"], found["person_id"], str(found["public_id"]))


def _sealed(found: Row) -> Sealed:
    return Sealed(_owner(found), found["refresh_token"], found["access_token"],
                  found["access_until"])  # fmt: skip
