"""What Paystack is asked to begin, and when it is asked what became of it (M2, M7).

Webhooks get lost, and a declined card has none: so each attempt is asked about, sooner first,
until two days after its booking's deadline, also when another has taken its place.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from models.database import Row, rows
from models.values import Money, Provider
from services.payments import processing_ended

log = structlog.get_logger()

#: A request takes no longer than this; afterwards Paystack is asked what became of it.
ANSWER_WITHIN = timedelta(seconds=60)
#: Seconds from one question to the next; the last one for ever.
LINK_WAITS = (60, 120, 300, 600, 900, 1800, 3600)
PROMPT_WAITS = (10, 20, 30, 60, 180, 600, 2700, 3600)
#: How long after the deadline is still asked.
ASKED_FOR = timedelta(hours=48)
#: A prompt that could not be begun in this time isn't any more: its payer has turned away.
WAITING_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Opening:
    """An attempt that this process alone may begin; `client` is the payer's public id."""

    payment_id: int
    client_id: int
    client: UUID
    provider: Provider
    reference: str = field(repr=False)
    amount: Money
    phone: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """`number` tells the questions about one attempt apart."""

    payment_id: int
    client_id: int
    number: int
    reference: str = field(repr=False)


async def claim_openings(now: datetime, limit: int = 5) -> list[Opening]:
    """What waits to be begun. Should its process die, Paystack is asked what it has heard of."""
    claimed = await rows(
        """UPDATE payments SET status = 'submitting', submitted_at = $1, next_query_at = $2
           FROM bookings JOIN people ON people.id = bookings.client_id
           WHERE bookings.id = payments.booking_id AND payments.id IN (
               SELECT id FROM payments WHERE status = 'waiting' AND provider <> 'mpesa'
               AND (provider = 'paystack' OR asked_at > $3)
               ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED)
           RETURNING payments.id AS payment_id, client_id, people.public_id AS client, provider,
                     callback_token AS reference, amount_minor, payments.currency,
                     payments.phone""",
        now,
        now + ANSWER_WITHIN,
        now - WAITING_FOR,
        limit,
    )
    return [_opening(one) for one in claimed]


def _opening(found: Row) -> Opening:
    fields = dict(found)
    amount = Money(fields.pop("amount_minor"), fields.pop("currency"))
    return Opening(amount=amount, **{**fields, "provider": Provider(fields["provider"])})


async def never_begun(now: datetime) -> list[tuple[int, int]]:
    """Prompts that waited too long for somebody to begin them: (payment id, client id)."""
    waiting = await rows(
        """SELECT payments.id, client_id FROM payments
           JOIN bookings ON bookings.id = payments.booking_id
           WHERE payments.status = 'waiting' AND provider = 'paystack_mpesa' AND asked_at <= $1""",
        now - WAITING_FOR,
    )
    return [(r["id"], r["client_id"]) for r in waiting]


async def claim_questions(now: datetime, limit: int = 5) -> list[Question]:
    """Attempts whose next question is due; each caller gets its own."""
    claimed = await rows(
        """UPDATE payments SET queries = least(queries + 1, 32000), next_query_at = $1::timestamptz
               + interval '1 second' * CASE provider
                   WHEN 'paystack' THEN ($3::int[])[least(queries + 1, cardinality($3::int[]))]
                   ELSE ($4::int[])[least(queries + 1, cardinality($4::int[]))] END
           FROM bookings WHERE bookings.id = payments.booking_id AND payments.id IN (
               SELECT id FROM payments WHERE next_query_at <= $1 AND provider <> 'mpesa'
               ORDER BY next_query_at LIMIT $2 FOR UPDATE SKIP LOCKED)
           RETURNING payments.id AS payment_id, client_id, queries AS number,
                     callback_token AS reference""",
        now,
        limit,
        list(LINK_WAITS),
        list(PROMPT_WAITS),
    )
    # Afterwards: what somebody has just asked to be looked at is looked at once more.
    await _end_of_the_ladder(now)
    return [Question(**one) for one in claimed]


async def _end_of_the_ladder(now: datetime) -> None:
    """A link that nobody paid is nothing; a prompt without an end is for a person to look at."""
    given_up = await rows(
        """UPDATE payments SET next_query_at = NULL, status = 'failed',
               concluded_at = coalesce(concluded_at, $1),
               result_code = coalesce(result_code, 'NONE')
           FROM bookings WHERE bookings.id = payments.booking_id AND payments.id IN (
               SELECT payments.id FROM payments JOIN bookings ON bookings.id = booking_id
               WHERE next_query_at IS NOT NULL AND provider <> 'mpesa' AND asked_at < $2
               AND coalesce(payment_due_at, asked_at) < $2
               FOR UPDATE OF payments SKIP LOCKED)
           RETURNING payments.id, booking_id, provider, payments.status""",
        now,
        now - ASKED_FOR,
    )
    for one in given_up:
        if one["provider"] == Provider.PAYSTACK_MPESA:
            log.error("payment_without_a_conclusion", payment_id=one["id"], alarm=True)
            await processing_ended(one["booking_id"], now)
