"""The practice's day in numbers: its money, its sessions, and what needs somebody (R7)."""

from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from models.database import Row, row, rows
from models.digest_views import DayReport, Exceptions, MoneyOfDay
from models.values import Money, Provider
from services import digests, mismatches, refund_views, unallocated
from services.digests import Due
from services.sent_sms import WARN_AT


async def of(digest: Due, sms_budget: Decimal | None, now: datetime) -> DayReport:
    """From one report's hour to the next; what needs somebody as it is now."""
    since, until = digests.window(digest)
    sessions = await _counts(_SESSIONS, since, until)
    cost = await _sms_cost(digest, now)
    return DayReport(
        digest.day, since, until, await _money(since, until), sessions["completed"],
        sessions["cancelled"], sessions["missed"], await _exceptions(since, now),
        cost, sms_budget, sms_budget is not None and cost >= sms_budget * WARN_AT,
    )  # fmt: skip


# A session that only moved goes on as another.
_SESSIONS = """
    SELECT count(DISTINCT moves.booking_id) FILTER (WHERE to_status = 'completed') AS completed,
           count(DISTINCT moves.booking_id)
               FILTER (WHERE to_status IN ('cancelled', 'late_cancelled')) AS cancelled,
           count(DISTINCT moves.booking_id) FILTER (WHERE to_status = 'no_show') AS missed
    FROM booking_moves AS moves WHERE moved_at >= $1 AND moved_at < $2
    AND NOT EXISTS (SELECT 1 FROM bookings AS later
        WHERE later.rescheduled_from_id = moves.booking_id AND later.status <> 'held')
"""
_RECEIVED = """
    SELECT provider, currency, sum(amount_minor)::bigint AS minor FROM money_in
    WHERE received_at >= $1 AND received_at < $2 GROUP BY provider, currency
    ORDER BY currency, minor DESC
"""
_SENT_BACK = """
    SELECT currency, sum(amount_minor)::bigint AS minor FROM refunds
    WHERE state = 'done' AND changed_at >= $1 AND changed_at < $2
    GROUP BY currency ORDER BY currency
"""
# What is owed is below zero: what became credit is a credit, what was paid from it is a debit.
_CREDIT = """
    SELECT currency, coalesce(sum(-amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint
               AS kept,
           coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0
               AND transaction LIKE 'use:%'), 0)::bigint AS used
    FROM ledger_entries WHERE entered_at >= $1 AND entered_at < $2 AND account LIKE 'credit:%'
    GROUP BY currency ORDER BY currency
"""
_REST = """
    SELECT (SELECT count(*) FROM payment_proofs WHERE state = 'open') AS proofs,
           (SELECT count(*) FROM psychologists WHERE submitted_at IS NOT NULL
               AND approved_at IS NULL AND declined_at IS NULL) AS applications,
           (SELECT count(*) FROM danger_alerts WHERE taken_at IS NULL) AS alerts,
           (SELECT count(*) FROM bookings WHERE status IN ('confirmed', 'in_progress')
               AND ends_at < $2) AS unsaid,
           (SELECT count(*) FROM sent_sms WHERE tried_at >= $1
               AND state IN ('refused', 'failed', 'expired')) AS undelivered,
           (SELECT count(*) FROM outbox WHERE state = 'dead' AND sent_at >= $1) AS dead
"""


async def _counts(query: str, since: datetime, until: datetime) -> Row:
    found = await row(query, since, until)
    assert found is not None, "an aggregate always answers"
    return found


async def _money(since: datetime, until: datetime) -> MoneyOfDay:
    received = await rows(_RECEIVED, since, until)
    back = await rows(_SENT_BACK, since, until)
    credit = await rows(_CREDIT, since, until)
    return MoneyOfDay(
        tuple(
            (Provider(one["provider"]), Money(one["minor"], one["currency"])) for one in received
        ),
        tuple(Money(one["minor"], one["currency"]) for one in back),
        tuple(Money(one["kept"], one["currency"]) for one in credit if one["kept"]),
        tuple(Money(one["used"], one["currency"]) for one in credit if one["used"]),
    )


async def _exceptions(since: datetime, now: datetime) -> Exceptions:
    rest = await _counts(_REST, since, now)
    return Exceptions(
        await unallocated.how_many(), await mismatches.total_open(), await refund_views.waiting(),
        **rest,
    )  # fmt: skip


async def _sms_cost(digest: Due, now: datetime) -> Decimal:
    """Of the calendar month of this day."""
    first = datetime.combine(digest.day.replace(day=1), time(), ZoneInfo(digest.timezone))
    found = await _counts(
        """SELECT coalesce(sum(cost), 0) AS total FROM sent_sms
           WHERE tried_at >= $1 AND tried_at <= $2""",
        first,
        now,
    )
    return Decimal(found["total"])
