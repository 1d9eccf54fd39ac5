"""The recovery ladder of a payment without a callback: ask, ask again, and call a person (M2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from models.database import rows
from services.payments import LIVE, UNANSWERED_FOR, WAITING_FOR, processing_ended

#: Seconds after the push at which its state is asked for, while no callback has come (M2).
QUERY_AFTER = (10, 30, 60, 120, 300, 900, 3600)
#: Longer than any push takes: a token and a push, each asked for twice, 30 s at most each.
SUBMITTING_FOR = timedelta(seconds=130)
#: After this long without a conclusion a person has to look (M2).
ASKED_FOR = timedelta(hours=48)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Question:
    """A payment whose state is to be asked for; without a checkout id only time answers.

    `number` counts the times that it has been asked for, this one included.
    """

    payment_id: int
    client_id: int
    checkout_request_id: str | None
    number: int


async def claim_questions(now: datetime, limit: int = 10) -> list[Question]:
    """Payments without a result whose next query is due; each caller gets its own (M2)."""
    await _hand_to_a_person(now)
    claimed = await rows(
        """UPDATE payments SET queries = queries + 1, next_query_at = $1::timestamptz
               + (($3::int[])[least(queries + 2, cardinality($3::int[]))]
                  - ($3::int[])[least(queries + 1, cardinality($3::int[]) - 1)])
               * interval '1 second'
           FROM bookings WHERE bookings.id = payments.booking_id AND payments.id IN (
               SELECT id FROM payments WHERE next_query_at <= $1 AND status = ANY($4)
               AND provider = 'mpesa'
               ORDER BY next_query_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING payments.id AS payment_id, client_id, checkout_request_id,
                     queries AS number""",
        now,
        limit,
        list(QUERY_AFTER),
        LIVE,
    )
    return [Question(**r) for r in claimed]


async def _hand_to_a_person(now: datetime) -> None:
    """The end of the ladder: no longer live, so it blocks nothing; late truth still wins."""
    given_up = await rows(
        """UPDATE payments SET status = 'failed', next_query_at = NULL, concluded_at = $1,
               result_code = coalesce(result_code, 'NONE')
           WHERE status = ANY($2) AND submitted_at < $1::timestamptz - $3::interval
           AND provider = 'mpesa'
           RETURNING id, booking_id""",
        now,
        LIVE,
        ASKED_FOR,
    )
    for one in given_up:
        log.error("payment_without_a_conclusion", payment_id=one["id"], alarm=True)
        await processing_ended(one["booking_id"], now)


async def give_up_submitting(now: datetime) -> list[int]:
    """Pushes whose process died between claim and answer: their answer counts as lost."""
    lost = await rows(
        """UPDATE payments SET status = 'unknown', next_query_at = submitted_at + $2::interval
           WHERE status = 'submitting' AND submitted_at < $1::timestamptz - $3::interval
           AND provider = 'mpesa'
           RETURNING id""",
        now,
        UNANSWERED_FOR,
        SUBMITTING_FOR,
    )
    return [r["id"] for r in lost]


async def never_sent(now: datetime) -> list[tuple[int, int]]:
    """Pushes that waited too long for somebody to send them: (payment id, client id)."""
    waiting = await rows(
        """SELECT payments.id, client_id FROM payments
           JOIN bookings ON bookings.id = payments.booking_id
           WHERE payments.status = 'waiting' AND asked_at <= $1 AND provider = 'mpesa'""",
        now - WAITING_FOR,
    )
    return [(r["id"], r["client_id"]) for r in waiting]
