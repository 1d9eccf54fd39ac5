"""What a refund does to its requests to Daraja: once more, closed, no longer needed (X48)."""

from datetime import datetime

from models.database import count, row
from services.mpesa_requests import Request


async def is_outdated(request: Request) -> bool:
    """Whether its refund was asked for again since, so that only its success would be news."""
    return bool(
        await row(
            """SELECT 1 FROM mpesa_requests
               WHERE refund_id = $1 AND id > $2 AND kind IN ('reversal', 'b2c') LIMIT 1""",
            request.refund_id,
            request.id,
        )
    )


async def send_again(refund_id: int, now: datetime) -> bool:
    """Let a payout of which nobody knows go out once more, under the name that it has."""
    return bool(
        await count(
            """UPDATE mpesa_requests SET state = 'waiting', next_look_at = NULL,
                   concluded_at = NULL, conversation_id = NULL, asked_at = $2
               WHERE refund_id = $1 AND kind = 'b2c' AND state = 'unknown'""",
            refund_id,
            now,
        )
    )


async def close(refund_id: int, now: datetime) -> bool:
    """A person says that it moved nothing; a success that comes all the same still counts."""
    return bool(
        await count(
            """UPDATE mpesa_requests SET state = 'refused', next_look_at = NULL, concluded_at = $2,
                   result_code = 'PERSON'
               WHERE refund_id = $1 AND kind IN ('reversal', 'b2c') AND state = 'unknown'""",
            refund_id,
            now,
        )
    )


async def withdraw_waiting(refund_id: int, now: datetime) -> None:
    """What nobody has begun to send isn't needed any more."""
    await count(
        """UPDATE mpesa_requests SET state = 'refused', result_code = 'WITHDRAWN',
               next_look_at = NULL, concluded_at = $2
           WHERE refund_id = $1 AND state = 'waiting'""",
        refund_id,
        now,
    )
