"""A month of one psychologist's free times, while the practice's history grows."""

import statistics
import time
from datetime import timedelta

from models import database
from services import clock
from tests.benchmarks import calendars
from tests.benchmarks.practice import FIRST_ID, Practice
from tests.months import free_month

SIZES = (1_000, 100_000, 1_000_000)
PSYCHOLOGISTS = 1_001
SEARCHES = 60

#: Everybody but the first psychologist: one session each 36 hours, from the future backwards.
_SESSIONS = """
INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id, status, version,
       purpose, format, medium, starts_at, ends_at, occupied_from, occupied_until, group_key,
       duration_minutes, price_minor, currency, cancel_notice_minutes, payment_status, held_since,
       calendar_sequence, created_at, changed_at)
SELECT gen_random_uuid(), $5 || n, p.person_id, p.id, s.id,
       CASE WHEN at < now() THEN 'completed' ELSE 'confirmed' END, 3, 'initial', 'individual',
       'video', at, at + interval '1 hour', at, at + interval '1 hour', gen_random_uuid(), 60,
       350000, 'KES', 1440, 'paid', at, 0, at, at
FROM generate_series(0, $1::int - 1) AS n
JOIN psychologists AS p ON p.id = ($2::bigint[])[1 + n % cardinality($2::bigint[])]
JOIN services AS s ON s.psychologist_id = p.id,
LATERAL (SELECT $3::timestamptz - n / cardinality($2::bigint[]) * $4::interval) AS slot(at)
"""


async def prepare(practice: Practice, sessions: int) -> tuple[int, int]:
    """The psychologist who is searched is as busy in each size: (psychologist, service)."""
    connection = await practice.connect()
    offers = await calendars.psychologists(connection, PSYCHOLOGISTS, "08:00", "18:00")
    await calendars.people(connection, FIRST_ID, 1)
    (searched, service), others = offers[0], [psychologist for psychologist, _ in offers[1:]]
    latest = clock.now().replace(minute=0, second=0, microsecond=0)
    # As a bulk load does it: references between rows that were just made are not checked again.
    await connection.execute("SET session_replication_role = replica")
    for who, count, days, hours in (([searched], 200, 28, 7), (others, sessions - 200, 60, 36)):
        await connection.execute(
            _SESSIONS, count, who, latest + timedelta(days=days), timedelta(hours=hours),
            f"{len(who)}-",
        )  # fmt: skip
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    return searched, service


async def search(practice: Practice, searched: tuple[int, int]) -> float:
    """Median milliseconds of a search for the first month with a free day."""
    await database.connect(practice.url, pool_size=2)
    taken = [await _one(*searched) for _ in range(SEARCHES)]
    await database.disconnect()
    return statistics.median(taken[SEARCHES // 4 :])


async def _one(psychologist: int, service: int) -> float:
    started = time.perf_counter()
    month = await free_month(psychologist, service, None, "Africa/Nairobi", clock.now())
    assert month.free
    return (time.perf_counter() - started) * 1000
