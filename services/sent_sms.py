"""SMS that were tried: how many a person gets, what they cost, and what their reports say (R4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from models.database import count, row
from models.values import SmsState
from services.channels.sms import SmsReceipt, segments
from services.errors import DeliveryFailed

A_DAY = timedelta(days=1)
#: Shares of the month's budget that call a person of the practice, each once a month.
WARN_AT, FULL_AT = Decimal("0.8"), Decimal(1)


@dataclass(frozen=True, slots=True)
class SmsTerms:
    """What may be sent: SMS to one person in 24 hours, and KES in a calendar month (None: any).

    Vital ones go beyond both. The month is that of `timezone`.
    """

    a_day: int = 12
    budget: Decimal | None = None
    timezone: str = "Africa/Nairobi"

    def month_of(self, now: datetime) -> datetime:
        """The instant at which the present month began."""
        local = now.astimezone(ZoneInfo(self.timezone))
        return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Trial:
    """One letter as an SMS: whose it is (None: nobody's whom we know), and what it is about."""

    outbox_id: int
    person_id: int | None
    text: str
    booking_id: int | None = None
    vital: bool = False


async def begin(trial: Trial, terms: SmsTerms, now: datetime) -> None:
    """Write a try down before it leaves. Raises DeliveryFailed where it must not."""
    if not trial.vital:
        await _check(trial, terms, now)
    size = segments(trial.text)
    await row(
        """INSERT INTO sent_sms (outbox_id, person_id, booking_id, state, attempts, parts, encoding,
               tried_at)
           VALUES ($1, $2, $6, 'sending', 1, $3, $4, $5)
           ON CONFLICT (outbox_id) DO UPDATE SET state = 'sending', failure = NULL, tried_at = $5,
               attempts = sent_sms.attempts + 1
           RETURNING id""",
        trial.outbox_id,
        trial.person_id,
        size.parts,
        size.encoding,
        now,
        trial.booking_id,
    )


async def _check(trial: Trial, terms: SmsTerms, now: datetime) -> None:
    """What is asked by SMS is counted apart: nobody's reminders end because of many questions."""
    found = await row(
        """SELECT count(*) FILTER (WHERE person_id = $2 AND tried_at > $3
                      AND (booking_id IS NULL) = ($4::bigint IS NULL)) AS of_day,
                  bool_or(outbox_id = $1 AND state = 'sending') AS tried
           FROM sent_sms WHERE outbox_id = $1 OR (person_id = $2 AND tried_at > $3)""",
        trial.outbox_id,
        trial.person_id,
        now - A_DAY,
        trial.booking_id,
    )
    assert found is not None, "an aggregate always answers"
    if found["tried"]:
        raise DeliveryFailed("SMS: may have arrived", permanent=True, unsure=True)
    if found["of_day"] >= terms.a_day:
        raise DeliveryFailed("SMS: enough for one day", permanent=True)
    if terms.budget is not None and await spent(terms, now) >= terms.budget:
        raise DeliveryFailed("SMS: the budget of the month is used up", permanent=True)


async def spent(terms: SmsTerms, now: datetime) -> Decimal:
    """What this month's SMS have cost so far, in KES."""
    found = await row(
        "SELECT coalesce(sum(cost), 0) AS cost FROM sent_sms WHERE tried_at >= $1",
        terms.month_of(now),
    )
    assert found is not None, "an aggregate always answers"
    return Decimal(found["cost"])


async def accepted(
    outbox_id: int, receipt: SmsReceipt, terms: SmsTerms, now: datetime
) -> Decimal | None:
    """It left. The share of the month's budget that was passed by it, WARN_AT or FULL_AT.

    Two that leave at once are counted one after the other, so that each share is passed once.
    """
    if terms.budget is not None:
        await row("SELECT pg_advisory_xact_lock(hashtextextended('sms budget', 0))")
    await count(
        """UPDATE sent_sms SET state = 'sent', cost = $3, message_id =
               CASE WHEN EXISTS (SELECT 1 FROM sent_sms AS other
                   WHERE other.message_id = $2 AND other.outbox_id <> $1)
               THEN NULL ELSE nullif($2, '') END
           WHERE outbox_id = $1""",
        outbox_id,
        receipt.message_id,
        receipt.cost,
    )
    if terms.budget is None or not receipt.cost:
        return None
    after = await spent(terms, now)
    before, budget = after - receipt.cost, terms.budget
    passed = [share for share in (WARN_AT, FULL_AT) if before < share * budget <= after]
    return max(passed, default=None)


async def refused(outbox_id: int, failure: DeliveryFailed) -> None:
    """It did not leave; one that may have left all the same stays as it is."""
    if not failure.unsure:
        await count(
            "UPDATE sent_sms SET state = 'refused', failure = $2 WHERE outbox_id = $1",
            outbox_id,
            str(failure)[:64],
        )


#: What a report's status says; those that are still under way change nothing (3-protocols 2.3).
FINAL = {
    "Success": SmsState.DELIVERED,
    "Rejected": SmsState.FAILED,
    "Failed": SmsState.FAILED,
    "Expired": SmsState.EXPIRED,
}
UNDER_WAY = frozenset({"Sent", "Submitted", "Buffered"})


@dataclass(frozen=True, slots=True)
class Reported:
    """An SMS whose report came. `ended`: this is the report by which its fate was decided."""

    person_id: int | None
    booking_id: int | None
    state: SmsState
    ended: bool


async def reported(
    message_id: str, status: str, reason: str | None, now: datetime
) -> Reported | None:  # fmt: skip
    """Apply a delivery report; None for a message that we know nothing of (yet).

    What is final stays as it is, in whatever order reports come, and however often (X35).
    """
    state = FINAL.get(status)
    known = await row("SELECT id FROM sent_sms WHERE message_id = $1 FOR UPDATE", message_id)
    if known is None:
        return None
    ended = await count(
        """UPDATE sent_sms SET state = coalesce($2, state), failure = $3, reported_at = $4
           WHERE id = $1 AND state NOT IN ('delivered', 'failed', 'expired')""",
        known["id"],
        state.value if state else None,
        reason[:64] if reason and state is not SmsState.DELIVERED else None,
        now,
    )
    found = await row(
        "SELECT person_id, booking_id, state FROM sent_sms WHERE id = $1", known["id"]
    )
    assert found is not None, "it is held"
    return Reported(found["person_id"], found["booking_id"], SmsState(found["state"]),
                    bool(ended) and state is not None)  # fmt: skip
