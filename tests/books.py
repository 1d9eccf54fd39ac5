"""What must be true of money at any moment, whatever has happened before (M1 to M8)."""

from collections.abc import Awaitable, Callable
from typing import Any

Sql = Callable[[str], Awaitable[list[dict[str, Any]]]]

_LIVE = "('waiting', 'submitting', 'prompted', 'unknown')"
_OWED = "coalesce((SELECT -sum(amount_minor) FROM ledger_entries WHERE account = {}), 0)"
_FOR_BOOKING = _OWED.format("'booking:' || bookings.id")

#: What would be harm, and the rows that would show it.
NEVER = {
    "accounts that are not zero together": """SELECT currency FROM ledger_entries
        GROUP BY currency HAVING sum(amount_minor) <> 0""",
    "an account with less than nothing": """SELECT account FROM ledger_entries
        WHERE account ~ '^(booking|credit|refund|unallocated)'
        GROUP BY account, currency HAVING sum(amount_minor) > 0""",
    "money in that is not in the ledger once": """SELECT money_in.id FROM money_in
        WHERE 1 <> (SELECT count(*) FROM ledger_entries
            WHERE transaction = 'in:' || money_in.id AND amount_minor = money_in.amount_minor)""",
    "a provider's account that isn't what came less what left": """
        SELECT 1 WHERE (SELECT coalesce(sum(amount_minor), 0) FROM ledger_entries
            WHERE account IN ('mpesa', 'paystack', 'hand'))
        <> (SELECT coalesce(sum(amount_minor), 0) FROM money_in)
         - (SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE state = 'done')""",
    "money that nobody owns or looks for": """
        SELECT 1 WHERE (SELECT coalesce(-sum(amount_minor), 0) FROM ledger_entries
            WHERE account = 'unallocated')
        <> (SELECT coalesce(sum(amount_minor), 0) FROM money_in WHERE person_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM refunds WHERE money_in_id = money_in.id
                AND state <> 'withdrawn'))""",
    "refunds that the ledger doesn't owe": """
        SELECT 1 WHERE (SELECT coalesce(-sum(amount_minor), 0) FROM ledger_entries
            WHERE account LIKE 'refund:%')
        <> (SELECT coalesce(sum(amount_minor), 0) FROM refunds
            WHERE state NOT IN ('done', 'withdrawn'))""",
    "more sent back than came": """SELECT money_in.id FROM money_in WHERE amount_minor <
        (SELECT sum(refunds.amount_minor) FROM refunds
         WHERE money_in_id = money_in.id AND state <> 'withdrawn')""",
    "a session without its money, or with another's": f"""SELECT id FROM bookings
        WHERE status IN ('confirmed', 'in_progress', 'completed', 'no_show', 'late_cancelled')
        AND {_FOR_BOOKING} <> price_minor""",
    "money of a session that won't take place": f"""SELECT id FROM bookings
        WHERE status IN ('held', 'pending', 'declined', 'expired', 'cancelled')
        AND {_FOR_BOOKING} <> 0""",
    "enough money, and not confirmed": f"""SELECT id FROM bookings
        WHERE status = 'approved' AND price_minor > 0
        AND {_FOR_BOOKING} >= price_minor""",
    "a receipt twice": """SELECT code FROM money_in WHERE code IS NOT NULL
        GROUP BY provider, code HAVING count(*) > 1""",
    "nobody will ask about it": """SELECT id FROM payments
        WHERE next_query_at IS NULL AND status IN ('prompted', 'unknown')""",
    "asked about for ever": f"""SELECT id FROM payments
        WHERE next_query_at IS NOT NULL AND status NOT IN {_LIVE}
        AND (provider <> 'paystack' OR status = 'paid')""",
    "waits for a prompt that is no more": f"""SELECT id FROM bookings
        WHERE payment_status = 'processing' AND NOT EXISTS (SELECT 1 FROM payments
            WHERE booking_id = bookings.id AND status IN {_LIVE})""",
    "a payment that brought nothing": """SELECT id FROM payments WHERE status = 'paid'
        AND NOT EXISTS (SELECT 1 FROM money_in WHERE payment_id = payments.id)""",
    "a refund sent twice at once": """SELECT refund_id FROM mpesa_requests
        WHERE kind IN ('reversal', 'b2c') AND state = 'done' AND result_code = '0'
        GROUP BY refund_id HAVING count(*) > 1""",
    "a sum with an owner and no receipt of ours, or the other way round": """
        SELECT money_in.id FROM money_in LEFT JOIN receipts ON money_in_id = money_in.id
        WHERE (person_id IS NULL) <> (number IS NULL)""",
    "a receipt's number left out": """SELECT 1 FROM receipts
        HAVING count(*) > 0 AND (min(number) <> 1 OR max(number) <> count(*))""",
    "a broken chain": """SELECT id FROM (SELECT id, row_hash, previous, hash,
            lag(id, 1, 0::bigint) OVER w AS last,
            lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER w AS before
        FROM chain_links WINDOW w AS (ORDER BY id)) AS links
        WHERE id <> last + 1 OR previous <> before
           OR hash <> sha256(previous || int8send(id) || row_hash)""",
    **{
        f"a row of {source} that the chain doesn't tell of, or tells otherwise": f"""
            SELECT id FROM {source} AS r WHERE NOT EXISTS (SELECT 1 FROM chain_links
                WHERE source = '{source}' AND row_id = r.id AND row_hash = row_digest(r))"""
        for source in ("ledger_entries", "booking_moves", "audit_log")
    },
    "a sum that came and isn't in the trail": """SELECT id FROM money_in WHERE NOT EXISTS (
        SELECT 1 FROM audit_log
            WHERE action = 'money_came' AND subject_id = money_in.public_id::text)""",
    "a state that the trail ends differently on": """
        SELECT id FROM (SELECT id, public_id, state AS now FROM refunds
            UNION ALL SELECT id, public_id, status FROM payments) AS present
        WHERE now <> (SELECT after FROM audit_log WHERE subject_id = present.public_id::text
            ORDER BY audit_log.id DESC LIMIT 1)""",
}


async def books_agree(sql: Sql) -> None:
    """Red with the name of what is broken."""
    for broken, query in NEVER.items():
        assert await sql(query) == [], broken
