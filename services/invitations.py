"""One-time links by which an admin invites a psychologist; only the token's hash is kept (P3)."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from models.database import row
from models.values import Role
from services.errors import Refused

#: What a `/start` payload begins with that carries a token.
LINK = "inv_"
VALID = timedelta(days=7)
_TOKEN_BYTES = 24


class InvitationSpent(Refused):
    """Used by somebody else, too old, or never made: a guess learns nothing."""

    key = "invitation_spent"


class InvitationOwn(Refused):
    """Opened by who made it; it stays good for the person it was made for."""

    key = "invitation_own"


async def make(role: Role, label: str, made_by: int, now: datetime) -> str:
    """A token that is told once: the link's payload is `inv_` and it. Good for 7 days, one use.

    Raises ValueError for a role that isn't given by invitation.
    """
    if role is not Role.PSYCHOLOGIST:
        raise ValueError("psychologists are invited; other roles are granted to a known person")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    await row(
        """INSERT INTO invitations (token_hash, role, label, made_by_id, made_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""",
        _hash(token),
        role.value,
        label[:80],
        made_by,
        now,
        now + VALID,
    )
    return token


async def use(token: str, person_id: int, now: datetime) -> str:
    """Consume an invitation and return its label; one UPDATE decides between two at once.

    The person who used it may open it again. Raises InvitationSpent, or InvitationOwn.
    """
    used = await row(
        """UPDATE invitations SET used_by_id = $2, used_at = coalesce(used_at, $3)
           WHERE token_hash = $1 AND made_by_id <> $2
           AND (used_by_id = $2 OR used_by_id IS NULL AND expires_at > $3) RETURNING label""",
        _hash(token),
        person_id,
        now,
    )
    if used is not None:
        return str(used["label"])
    own = await row(
        "SELECT 1 FROM invitations WHERE token_hash = $1 AND made_by_id = $2",
        _hash(token),
        person_id,
    )
    raise InvitationOwn("opened by its maker") if own else InvitationSpent("not to be had")


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
