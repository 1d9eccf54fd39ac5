"""Paystack's news of money on its way back: a hint, so whoever follows it looks now (M6, M7)."""

from datetime import datetime

from models.database import count


async def look_now(reference: str, now: datetime) -> bool:
    """The refunds of this payment that are not over; False where there are none of ours.

    One that was refused is among them: late truth wins.
    """
    return bool(
        await count(
            """UPDATE refunds SET next_look_at = $2 FROM money_in
               WHERE money_in.id = money_in_id AND money_in.code = $1
               AND money_in.provider IN ('paystack', 'paystack_mpesa')
               AND refunds.method = 'paystack'
               AND refunds.state IN ('sending', 'accepted', 'unknown', 'failed')""",
            reference,
            now,
        )
    )
