"""How far a provider's list of payments has been read: one row, claimed by one replica (M2)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from models.database import count, row, rows
from models.values import Provider

#: How often the list is asked for, by whichever replica comes first.
EVERY = timedelta(minutes=5)
#: What was read before is read again: a payment may enter the list later than it was made.
OVERLAP = timedelta(minutes=30)
#: The list goes back 48 hours (1.7), a little less by the time it is asked for.
GOES_BACK = timedelta(hours=47, minutes=55)


async def claim(provider: Provider, now: datetime) -> datetime | None:
    """From when on to ask; None while it is not time to, or another replica is asking."""
    claimed = await row(
        """INSERT INTO pull_cursors AS cursor (provider, next_at) VALUES ($1, $2)
           ON CONFLICT (provider) DO UPDATE SET next_at = $2 WHERE cursor.next_at <= $3
           RETURNING seen_until""",
        provider.value,
        now + EVERY,
        now,
    )
    if claimed is None:
        return None
    furthest, seen = now - GOES_BACK, claimed["seen_until"]
    return max(furthest, seen - OVERLAP) if seen else furthest


async def read_until(provider: Provider, until: datetime) -> None:
    """All that the list had until then is in the books."""
    await count(
        """UPDATE pull_cursors SET seen_until = greatest(seen_until, $2) WHERE provider = $1""",
        provider.value,
        until,
    )


async def unheard_of(provider: Provider, codes: Collection[str]) -> set[str]:
    """Those of these receipts that are not in the books."""
    known = await rows(
        """SELECT code FROM money_in WHERE code = ANY($2) AND
           (CASE provider WHEN 'paystack_mpesa' THEN 'paystack' ELSE provider END) = $1""",
        provider.account,
        list(codes),
    )
    return set(codes) - {found["code"] for found in known}


async def learn_phone(code: str, phone: str) -> None:
    """The list names a payer's number in full, where a notice had it masked: good for a refund."""
    await count(
        """UPDATE money_in SET payer_phone = $2
           WHERE code = $1 AND provider = 'mpesa' AND payer_phone IS NULL""",
        code,
        phone,
    )
