"""What two sides say differently of the same money, kept until a person has settled it (M8)."""

from datetime import datetime
from uuid import uuid4

from models.database import row
from models.values import MismatchKind, Money, Provider
from services.gateways.mpesa_fields import NAIROBI


async def other_amount(
    provider: Provider, code: str, ours: Money, theirs: Money, at: datetime, now: datetime
) -> bool:  # fmt: skip
    """We count `ours` for this code, and they say `theirs` now; False when that is written down."""
    written = await row(
        """INSERT INTO mismatches (public_id, provider, day, code, kind, their_minor, our_minor,
               found_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id""",
        uuid4(),
        provider.value,
        at.astimezone(NAIROBI).date(),
        code,
        MismatchKind.AMOUNT.value,
        theirs.minor,
        ours.minor,
        now,
    )
    return written is not None
