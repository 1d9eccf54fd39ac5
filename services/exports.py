"""Asking for one's own data: so often, and never unseen: each is in the trail (D1, D2)."""

from datetime import datetime, timedelta
from uuid import UUID

from models.database import row
from services import audit
from services.errors import Refused

#: What is asked for twice at once is made once.
EVERY = timedelta(minutes=10)
ACTION = "data_exported"


class JustSent(Refused):
    key = "mydata_just_sent"


async def ask(person_id: int, *, with_intake: bool, now: datetime) -> UUID:
    """Whose data is to be sent, by their public id. Raises JustSent.

    The caller holds the person's chat, so that two at once come one after the other.
    """
    if await row(
        """SELECT 1 FROM audit_log WHERE person_id = $1 AND action = $2 AND at > $3 LIMIT 1""",
        person_id,
        ACTION,
        now - EVERY,
    ):
        raise JustSent("a moment ago")
    found = await row("SELECT public_id FROM people WHERE id = $1", person_id)
    assert found is not None, "whoever writes to us has a row"
    public_id = UUID(str(found["public_id"]))
    await audit.record(
        ACTION, "person", public_id, now=now, person_id=person_id, actor=person_id,
        detail={"with_intake": int(with_intake)},
    )  # fmt: skip
    return public_id


async def person_of(public_id: UUID) -> int | None:
    """Who is behind it; None for somebody who was forgotten since they asked."""
    found = await row(
        "SELECT id FROM people WHERE public_id = $1 AND forgotten_at IS NULL", public_id
    )
    return int(found["id"]) if found else None
