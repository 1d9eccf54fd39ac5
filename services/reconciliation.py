"""A local day of ours against a provider's own list: one join, what differs is written down (M8).

Both sides belong to the day on which they were paid. Either side may know of money a little later,
so lists are read beyond both ends of the day, and what is there is found whatever its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from models.database import Row, count, row, rows
from models.values import MismatchKind, Money, Provider
from services.gateways.mpesa_callback import receipt_date
from services.local_days import bounds

#: When a day may be compared: what was paid before midnight has entered every list by then.
FROM_HOUR = 2
#: For how long nobody else begins with a day that somebody compares, or couldn't get a list for.
LEASE = timedelta(minutes=15)
#: How far beyond the ends of a day its list is read.
MARGIN = timedelta(hours=2)
#: What a mismatch can name.
CODE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Theirs:
    """A payment in a provider's list; where they don't say when, it counts for the day asked."""

    code: str
    amount: Money
    paid_at: datetime | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A day to compare, from `since` on (a list may not go back to its beginning)."""

    id: int
    provider: Provider
    day: date
    since: datetime
    until: datetime
    started_at: datetime


async def claim(
    provider: Provider, goes_back: timedelta, zone: ZoneInfo, now: datetime
) -> Claim | None:
    """The oldest day that nobody has compared yet and the list still knows; None when all are.

    One replica gets it; when that dies, another after the lease.
    """
    days = _days(goes_back, zone, now)
    taken = await row(
        """INSERT INTO reconciliations AS mine (provider, day, started_at)
           SELECT $1::text, day, $3::timestamptz FROM unnest($2::date[]) AS wanted(day)
           WHERE NOT EXISTS (SELECT 1 FROM reconciliations AS done WHERE done.provider = $1::text
               AND done.day = wanted.day AND (finished_at IS NOT NULL OR done.started_at > $4))
           ORDER BY day LIMIT 1
           ON CONFLICT (provider, day) DO UPDATE SET started_at = $3
               WHERE mine.finished_at IS NULL AND mine.started_at <= $4
           RETURNING id, day""",
        provider.value,
        days,
        now,
        now - LEASE,
    )
    if taken is None:
        return None
    since, until = bounds(taken["day"], zone)
    since = max(since, now - goes_back)
    return Claim(taken["id"], provider, taken["day"], since, until, now)


def _days(goes_back: timedelta, zone: ZoneInfo, now: datetime) -> list[date]:
    """The days that are over and of which the list still has a part."""
    local = now.astimezone(zone)
    last = local.date() - timedelta(days=1 if local.hour >= FROM_HOUR else 2)
    first = (now - goes_back).astimezone(zone).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


async def missing(claim: Claim, theirs: Sequence[Theirs]) -> list[str]:
    """Codes of the day that are not in our books. The caller is in a transaction."""
    await _lay_out(claim, theirs)
    found = await rows(
        f"SELECT code FROM ({_JOINED}) AS joined WHERE our_id IS NULL ORDER BY paid_at, code",  # noqa: S608 - our own SQL
        *_span(claim),
    )
    return [one["code"] for one in found]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fresh`: differences that were not known before; `late`: another replica was quicker."""

    fresh: int
    late: bool = False


async def conclude(claim: Claim, theirs: Sequence[Theirs], now: datetime) -> Verdict:
    """Write down both sides' sums and all that differs, once. The caller is in a transaction."""
    await _lay_out(claim, theirs)
    sums = await row(f"SELECT {_SUMS} FROM ({_JOINED}) AS joined", *_span(claim))  # noqa: S608 - our own SQL
    assert sums is not None
    done = await count(
        """UPDATE reconciliations SET their_count = $2, their_minor = $3, our_count = $4,
               our_minor = $5, finished_at = $6
           WHERE id = $1 AND finished_at IS NULL AND started_at = $7""",
        claim.id,
        sums["their_count"],
        sums["their_minor"],
        sums["our_count"],
        sums["our_minor"],
        now,
        claim.started_at,
    )
    if not done:
        return Verdict(0, late=True)
    differing = await rows(
        f"SELECT * FROM ({_JOINED}) AS joined WHERE {_DIFFERS}",  # noqa: S608 - our own SQL
        *_span(claim),
    )
    return Verdict(await _write_down(claim, [one for one in differing if _counts(claim, one)], now))


async def found(claim: Claim, theirs: Theirs, outcome: str, now: datetime) -> None:
    """What was missing here has become money: listed, and nothing to look at."""
    await row(
        """INSERT INTO mismatches (public_id, provider, day, code, kind, their_minor, our_minor,
               found_at, settled_at, note)
           SELECT $1, $2::text, $3, $4::text, 'missing_here', $5, $5, $6, $6, $7
           WHERE EXISTS (SELECT 1 FROM money_in WHERE code = $8::text AND
               (CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END) = $2::text)
           ON CONFLICT (provider, code, kind) DO NOTHING RETURNING id""",
        uuid4(),
        claim.provider.value,
        claim.day,
        theirs.code[:CODE_LENGTH],
        theirs.amount.minor,
        now,
        outcome[:200],
        theirs.code,
    )


async def _lay_out(claim: Claim, theirs: Sequence[Theirs]) -> None:
    """Put their list into a table of this transaction; with statistics the join is a fast one."""
    await rows(
        """CREATE TEMPORARY TABLE IF NOT EXISTS statement
           (code text, minor bigint, currency text, paid_at timestamptz) ON COMMIT DROP"""
    )
    await rows("TRUNCATE statement")
    await rows(
        """INSERT INTO statement SELECT DISTINCT ON (code) * FROM
           unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[])
           AS list(code, minor, currency, paid_at)""",
        [one.code for one in theirs],
        [one.amount.minor for one in theirs],
        [one.amount.currency for one in theirs],
        [one.paid_at or claim.since for one in theirs],
    )
    await rows("ANALYZE statement")


def _span(claim: Claim) -> tuple[object, ...]:
    return (claim.provider.account, claim.since, claim.until, MARGIN)


# $1 whose account, $2 and $3 the ends of the day, $4 how much later or earlier we may know of it.
_JOINED = """
WITH ours AS (
    SELECT id, code, amount_minor, currency, payment_id, settled_at,
           coalesce(settled_at, received_at) AS paid_at
    FROM money_in WHERE received_at >= $2::timestamptz - $4::interval
        AND (CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END) = $1
    UNION
    SELECT id, money_in.code, amount_minor, money_in.currency, payment_id, settled_at,
           coalesce(settled_at, received_at)
    FROM money_in JOIN statement ON statement.code = money_in.code
        AND (CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END) = $1)
SELECT coalesce(statement.code, ours.code, 'payment ' || ours.payment_id) AS code,
       minor AS their_minor, amount_minor AS our_minor, ours.id AS our_id,
       ours.currency <> statement.currency AS other_currency, ours.settled_at,
       coalesce(statement.paid_at, ours.paid_at) AS paid_at
FROM statement FULL JOIN ours ON ours.code = statement.code
WHERE coalesce(statement.paid_at, ours.paid_at) >= $2
    AND coalesce(statement.paid_at, ours.paid_at) < $3
"""
_SUMS = """count(their_minor) AS their_count, coalesce(sum(their_minor), 0)::bigint AS their_minor,
    count(our_minor) AS our_count, coalesce(sum(our_minor), 0)::bigint AS our_minor"""
_DIFFERS = "their_minor IS DISTINCT FROM our_minor OR other_currency"


def _counts(claim: Claim, differing: Row) -> bool:
    """Not what a person entered on this day and was paid on another, as its receipt says."""
    if differing["their_minor"] is not None or differing["settled_at"] is not None:
        return True
    day = receipt_date(differing["code"]) if claim.provider is Provider.MPESA else None
    return day in {None, claim.day}


async def _write_down(claim: Claim, differing: Sequence[Row], now: datetime) -> int:
    """How many of these were not known before."""
    written = await rows(
        """INSERT INTO mismatches (public_id, provider, day, code, kind, their_minor, our_minor,
               found_at)
           SELECT gen_random_uuid(), $1, $2, left(code, $8), kind, theirs, ours, $3
           FROM unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[])
               AS list(code, kind, theirs, ours)
           ON CONFLICT (provider, code, kind) DO NOTHING RETURNING id""",
        claim.provider.value,
        claim.day,
        now,
        [one["code"] for one in differing],
        [_kind(one).value for one in differing],
        [one["their_minor"] for one in differing],
        [one["our_minor"] for one in differing],
        CODE_LENGTH,
    )
    return len(written)


def _kind(differing: Row) -> MismatchKind:
    if differing["our_minor"] is None:
        return MismatchKind.MISSING_HERE
    return MismatchKind.MISSING_THERE if differing["their_minor"] is None else MismatchKind.AMOUNT
