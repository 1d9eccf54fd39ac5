"""What was redacted is deleted once its time has come, as far as the books allow (D2, D3).

Each statement may be repeated, and the erasure is marked as done last: killed half-way, it goes on.
"""

from datetime import datetime

from models.database import count, rows
from services.erasing import NO_LANE
from services.erasure_money import is_going_back, redact_money

_MINE = "(SELECT id FROM bookings WHERE client_id = $1)"
_DELETE = (
    """DELETE FROM intake_answers USING intakes
       WHERE intakes.id = intake_id AND client_id = $1""",
    "DELETE FROM intakes WHERE client_id = $1",
    f"DELETE FROM session_notes WHERE booking_id IN {_MINE}",  # noqa: S608 - our own SQL
    f"DELETE FROM session_proofs WHERE booking_id IN {_MINE}",  # noqa: S608 - as above
    """UPDATE mpesa_requests SET proof_id = NULL WHERE state IN ('done', 'refused')
       AND proof_id IN (SELECT id FROM payment_proofs WHERE person_id = $1)""",
    """DELETE FROM payment_proofs WHERE person_id = $1
       AND NOT EXISTS (SELECT 1 FROM mpesa_requests WHERE proof_id = payment_proofs.id)""",
    "DELETE FROM danger_alerts WHERE person_id = $1",
    "DELETE FROM sent_sms WHERE person_id = $1",
    f"""UPDATE break_glass SET reason = ''::bytea
        WHERE booking_id IN {_MINE} AND reason <> ''::bytea""",  # noqa: S608 - as above
)


async def due(now: datetime, limit: int) -> list[tuple[int, int]]:
    """(erasure, person) of those whose time has come, the oldest first."""
    found = await rows(
        """SELECT id, person_id FROM erasures WHERE deleted_at IS NULL AND delete_after < $1
           ORDER BY delete_after, id LIMIT $2""",
        now,
        limit,
    )
    return [(one["id"], one["person_id"]) for one in found]


async def finish(erasure_id: int, person_id: int, now: datetime) -> bool:
    """Delete what is left of somebody; False while money is on its way back to them."""
    for statement in _DELETE:
        await count(statement, person_id)
    await redact_money(person_id)
    if await is_going_back(person_id):
        return False
    return bool(
        await count(
            "UPDATE erasures SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL",
            erasure_id,
            now,
        )
    )


async def look_after(limit: int) -> int:
    """Numbers that were kept for a refund go once it has arrived; how many rows were blanked."""
    waiting = await rows(
        """SELECT person_id FROM erasures WHERE deleted_at IS NULL
           ORDER BY delete_after DESC, id LIMIT $1""",
        limit,
    )
    return sum([await redact_money(one["person_id"]) for one in waiting])


async def forget_lanes(since: datetime) -> int:
    """The last words to somebody, and taps after them, named their chat: it goes once they left.

    Only looks where somebody was forgotten since.
    """
    found = 0
    for table, left in (("outbox", "state <> 'due'"), ("inbox", "state <> 'open'")):
        found += await count(
            f"""UPDATE {table} SET lane = $2 WHERE {left} AND lane LIKE 'tg:%'
                AND EXISTS (SELECT 1 FROM erasures WHERE redacted_at >= $1)
                AND NOT EXISTS (SELECT 1 FROM chats
                    WHERE lane = 'tg:' || telegram_chat_id)""",  # noqa: S608 - our own SQL
            since,
            NO_LANE,
        )
    return found
