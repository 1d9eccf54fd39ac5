"""The client's book: one client, all their sessions nested, totals computed (M8, 7-records).

A session counts once it is completed. Spent is what was paid for sessions less what went back of
it, as a refund or as credit for a later one: the sums that stand in the accounts of the bookings.
So a session that was missed and is kept as paid is spent, and a credit is not, until it is used.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.books_views import Totals
from models.database import row, rows
from models.values import Money

#: $1 the client, $2 the person whose sessions with them count; null for everybody's.
_SESSIONS = """
SELECT b.id, b.public_id, b.status, b.payment_status, b.format, b.duration_minutes, b.starts_at,
       b.ends_at, b.price_minor, b.currency, b.created_at, b.changed_at,
       p.public_id AS expert_id, p.person_id,
       coalesce((SELECT -sum(amount_minor) FROM ledger_entries
                 WHERE account = 'booking:' || b.id AND ledger_entries.currency = b.currency),
                0)::bigint AS spent_minor
FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
WHERE b.client_id = $1 AND b.status <> 'held' AND ($2::bigint IS NULL OR p.person_id = $2)
"""


async def totals(client_id: int, staff_id: int | None = None) -> Totals:
    """A client's, or what of it is with one psychologist (by person)."""
    found = await rows(
        f"""SELECT currency, count(*) FILTER (WHERE status = 'completed') AS sessions,
                sum(spent_minor)::bigint AS spent
            FROM ({_SESSIONS}) AS sessions GROUP BY currency ORDER BY currency""",  # noqa: S608 - our own SQL
        client_id,
        staff_id,
    )
    spent = tuple(Money(one["spent"], one["currency"]) for one in found if one["spent"])
    return Totals(sum(one["sessions"] for one in found), spent)


async def book(client_id: int, zone: ZoneInfo) -> dict[str, Any]:
    """The book as it is exported, under the names of 7-records; dates and times are `zone`'s.

    Amounts are in units, not minor ones, as those who read it expect.
    """
    client = await row("SELECT public_id, created_at FROM people WHERE id = $1", client_id)
    assert client is not None, "a client is a person"
    sessions = await rows(f"{_SESSIONS} ORDER BY b.starts_at, b.id", client_id, None)
    counted = await totals(client_id)
    changed = [client["created_at"], *(one["changed_at"] for one in sessions)]
    return {
        "clientId": str(client["public_id"]),
        "sessions": [_session(one, zone) for one in sessions],
        "totalSessions": counted.sessions,
        "totalSpent": {money.currency: _units(money.minor) for money in counted.spent},
        "createdAt": _instant(client["created_at"]),
        "updatedAt": _instant(max(changed)),
    }


def _session(found: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    starts, ends = found["starts_at"].astimezone(zone), found["ends_at"].astimezone(zone)
    return {
        "sessionId": str(found["public_id"]),
        "expertId": str(found["expert_id"]),
        "sessionType": found["format"],
        "duration": found["duration_minutes"],
        "scheduledDate": f"{starts:%Y-%m-%d}",
        "startTime": f"{starts:%H:%M}",
        "endTime": f"{ends:%H:%M}",
        "status": found["status"],
        "price": _units(found["price_minor"]),
        "currency": found["currency"],
        "paymentStatus": found["payment_status"],
        "spent": _units(found["spent_minor"]),
    }


def _units(minor: int) -> float | int:
    return minor // 100 if minor % 100 == 0 else minor / 100


def _instant(when: datetime) -> str:
    return when.isoformat()
