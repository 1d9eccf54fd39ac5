"""Callbacks that changed nothing, kept for good without their body, so that one can ask (X44)."""

import hashlib
from datetime import datetime

from models.database import row


async def keep(
    source: str, reason: str, raw: bytes, now: datetime, *, payment_id: int | None = None
) -> None:
    """Write down that it came; the digest tells whether the very same came again."""
    await row(
        """INSERT INTO refused_callbacks (source, reason, payment_id, digest, came_at)
           VALUES ($1, $2, $3, $4, $5) RETURNING id""",
        source,
        reason[:64],
        payment_id,
        hashlib.sha256(raw).hexdigest(),
        now,
    )
