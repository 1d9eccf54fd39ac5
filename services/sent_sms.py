"""SMS that were tried: how many a person gets, what they cost, and what their reports say (R4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from models.database import count, row
from services.channels.sms import SmsReceipt, segments
from services.errors import DeliveryFailed

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SmsTerms:
    """What may be sent: SMS to one person in 24 hours, and KES in a calendar month (None: any).

    Vital ones go beyond both.
    """

    a_day: int = 10
    budget: Decimal | None = None


async def begin(
    outbox_id: int, person_id: int, text: str, terms: SmsTerms, *, vital: bool, now: datetime
) -> None:  # fmt: skip
    """Write a try down before it leaves. Raises DeliveryFailed where it must not."""
    if not vital:
        await _check(outbox_id, person_id, terms, now)
    size = segments(text)
    await row(
        """INSERT INTO sent_sms (outbox_id, person_id, state, attempts, parts, encoding, tried_at)
           VALUES ($1, $2, 'sending', 1, $3, $4, $5)
           ON CONFLICT (outbox_id) DO UPDATE SET state = 'sending', failure = NULL, tried_at = $5,
               attempts = sent_sms.attempts + 1
           RETURNING id""",
        outbox_id,
        person_id,
        size.parts,
        size.encoding,
        now,
    )


async def _check(outbox_id: int, person_id: int, terms: SmsTerms, now: datetime) -> None:
    found = await row(
        """SELECT count(*) FILTER (WHERE person_id = $2 AND tried_at > $3) AS of_day,
                  bool_or(outbox_id = $1 AND state = 'sending') AS tried
           FROM sent_sms WHERE outbox_id = $1 OR (person_id = $2 AND tried_at > $3)""",
        outbox_id,
        person_id,
        now - A_DAY,
    )
    assert found is not None, "an aggregate always answers"
    if found["tried"]:
        raise DeliveryFailed("SMS: may have arrived", permanent=True)
    if found["of_day"] >= terms.a_day:
        raise DeliveryFailed("SMS: enough for one day", permanent=True)


async def accepted(outbox_id: int, receipt: SmsReceipt) -> None:
    await count(
        """UPDATE sent_sms SET state = 'sent', message_id = nullif($2, ''), cost = $3
           WHERE outbox_id = $1""",
        outbox_id,
        receipt.message_id,
        receipt.cost,
    )


async def refused(outbox_id: int, failure: DeliveryFailed) -> None:
    """It did not leave; one that may have left all the same stays as it is."""
    if not failure.unsure:
        await count(
            "UPDATE sent_sms SET state = 'refused', failure = $2 WHERE outbox_id = $1",
            outbox_id,
            str(failure)[:64],
        )
