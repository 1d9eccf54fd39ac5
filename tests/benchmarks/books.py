"""Seconds to compare a day of payments with a provider's list of the same, some of them lost."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models import database
from models.values import Money, Provider
from services import reconciliation
from services.reconciliation import Theirs
from services.transaction import transaction
from tests.benchmarks.practice import Practice

PAYMENTS = 100_000
#: Every so many is missing here, missing there, or of another amount.
ODD = 10_000
ZONE = ZoneInfo("Africa/Nairobi")
#: Early on a Tuesday, and the Monday before at noon, in Nairobi.
MORNING = datetime(2026, 9, 7, 23, 30, tzinfo=UTC)
NOON = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
BACK = timedelta(hours=26)

_MONEY = """
INSERT INTO money_in (public_id, provider, code, amount_minor, currency, source, settled_at,
       received_at)
SELECT gen_random_uuid(), 'mpesa', 'UI7' || lpad(n::text, 7, '0'), 250000, 'KES', 'callback', $1, $1
FROM generate_series(0, $2::int - 1) AS n WHERE n % $3::int <> 1
"""


async def prepare(here: Practice) -> tuple[Practice, list[Theirs]]:
    connection = await here.connect()
    await connection.execute(_MONEY, NOON, PAYMENTS, ODD)
    await connection.execute("ANALYZE")
    await connection.close()
    listed = [
        Theirs(f"UI7{n:07}", Money(100 if n % ODD == 2 else 250_000), NOON)
        for n in range(PAYMENTS)
        if n % ODD != 3
    ]
    return here, listed


async def compare(prepared: tuple[Practice, Sequence[Theirs]]) -> float:
    here, listed = prepared
    connection = await here.connect()
    await connection.execute("TRUNCATE reconciliations, mismatches")
    await connection.close()
    await database.connect(here.url, pool_size=2)
    started = time.perf_counter()
    async with transaction():
        claim = await reconciliation.claim(Provider.MPESA, BACK, ZONE, MORNING)
    assert claim is not None
    async with transaction():
        missing = await reconciliation.missing(claim, listed)
    async with transaction():
        verdict = await reconciliation.conclude(claim, listed, MORNING)
    took = time.perf_counter() - started
    assert (len(missing), verdict.fresh) == (PAYMENTS // ODD, 3 * PAYMENTS // ODD)
    await database.disconnect()
    return took
