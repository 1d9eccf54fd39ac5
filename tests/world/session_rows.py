"""Sessions of Amina with Brian as rows, for tests that begin on the day itself."""

from datetime import datetime, timedelta
from uuid import uuid4

from services import clock
from tests.town import Town


async def met(here: Town) -> int:
    """Amina has written to the bot, and was with Brian a month ago."""
    amina = here.phone("amina")
    await amina.send("/start")
    await amina.expect("Hello Amina")
    return await session(here, clock.now() - timedelta(days=30), "completed")


async def session(
    here: Town, starts: datetime, status: str = "confirmed", *, client: str = "Amina%"
) -> int:  # fmt: skip
    """One of 50 minutes; returns its id."""
    made = await here.sql(
        """INSERT INTO bookings (public_id, reference, client_id, psychologist_id, service_id,
               status, version, purpose, format, medium, starts_at, ends_at, occupied_from,
               occupied_until, group_key, duration_minutes, price_minor, currency,
               cancel_notice_minutes, payment_status, held_since, calendar_sequence, created_at,
               changed_at)
           SELECT $1, 'BK-2026-9' || to_char(nextval('booking_reference'), 'FM00000'), people.id,
               p.id, s.id, $2, 1, 'initial', 'individual', 'video', $3, $4, $3, $4, $1, 50, 250000,
               'KES', 1440, 'paid', $3, 0, $3, $3
           FROM people, psychologists AS p JOIN services AS s ON s.psychologist_id = p.id
           WHERE people.name LIKE $5 AND p.slug = 'brian' AND s.slug = 'session' RETURNING id""",
        uuid4(),
        status,
        starts,
        starts + timedelta(minutes=50),
        client,
    )
    await here.sql(PAID, made[0]["id"])
    return int(made[0]["id"])


#: By a receipt of its own, as everything that stands has been.
PAID = """
WITH came AS (
    INSERT INTO money_in (public_id, provider, code, amount_minor, currency, source, person_id,
        booking_id, received_at, allocated_at)
    SELECT gen_random_uuid(), 'mpesa', 'UAA' || to_char(id, 'FM0000000'), price_minor, currency,
        'callback', client_id, id, starts_at, starts_at
    FROM bookings WHERE id = $1 RETURNING id, amount_minor, booking_id)
INSERT INTO ledger_entries (transaction, account, amount_minor, currency, booking_id, money_in_id,
    entered_at)
SELECT 'in:' || came.id, side.account, side.sign * came.amount_minor, 'KES', came.booking_id,
    came.id, now()
FROM came, (VALUES ('mpesa', 1), ('booking:' || $1::bigint, -1)) AS side(account, sign)
"""


async def everything_stored(here: Town) -> str:
    """Each row of each table as text, bytes as hex, as a dump would have them."""
    tables = await here.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    found = []
    for table in tables:
        query = f'SELECT t::text AS words FROM "{table["tablename"]}" AS t'
        found += [row["words"] for row in await here.sql(query)]
    return "\n".join(found)


def hidden(stored: str, words: str) -> bool:
    """Whether these words are in no stored value, neither as text nor as bytes."""
    return words not in stored and words.encode().hex() not in stored
