"""A person's own trail: everything that happened to their data, the newest first (D1, D2)."""

from models.database import Row, rows
from models.trail_views import TrailEntry, TrailPage
from models.values import Money

PAGE = 10

_OWN = """
SELECT a.id, a.at, a.action, a.actor_id, a.actor_role, a.channel, a.before, a.after,
       who.name AS who, b.reference, (a.detail->>'amount_minor')::bigint AS amount_minor,
       a.detail->>'currency' AS currency
FROM audit_log AS a
LEFT JOIN people AS who ON who.id = a.actor_id
LEFT JOIN bookings AS b ON b.public_id =
    coalesce(a.detail->>'booking', CASE WHEN a.subject = 'booking' THEN a.subject_id END)::uuid
WHERE a.person_id = $1 AND ($2::bigint IS NULL OR a.id < $2)
ORDER BY a.id DESC LIMIT $3
"""


async def own_trail(person_id: int, before: int | None = None, size: int = PAGE) -> TrailPage:
    """A page of what is known of somebody's data; `before` is the `older` of the page before."""
    found = await rows(_OWN, person_id, before, size + 1)
    entries = tuple(_entry(each, person_id) for each in found[:size])
    return TrailPage(entries, entries[-1].position if len(found) > size else None)


def _entry(found: Row, person_id: int) -> TrailEntry:
    minor, currency = found["amount_minor"], found["currency"]
    return TrailEntry(
        position=found["id"],
        at=found["at"],
        action=found["action"],
        who=found["who"],
        role=found["actor_role"],
        is_me=found["actor_id"] == person_id,
        channel=found["channel"],
        before=found["before"],
        after=found["after"],
        reference=found["reference"],
        amount=None if minor is None else Money(minor, currency),
    )
