"""Callbacks that changed nothing: recorded for good, without what they said (X44)."""

import hashlib
from datetime import datetime, timedelta

from models.database import count

#: Anybody can send what names no payment: so many an hour are kept, the rest is in the log alone.
MOST_OF_STRANGERS, AN_HOUR = 1000, timedelta(hours=1)


async def record(source: str, reason: str, token: str, raw: bytes, now: datetime) -> None:
    """Write down that it came; `token` is what its address or lane named, ours or not."""
    await count(
        """INSERT INTO refused_callbacks (source, reason, payment_id, digest, came_at)
           SELECT $1, $2, named.id, $4, $5
           FROM (SELECT (SELECT id FROM payments WHERE callback_token = $3) AS id) AS named
           WHERE named.id IS NOT NULL OR NOT EXISTS (
               SELECT 1 FROM (SELECT came_at FROM refused_callbacks
                   ORDER BY id DESC OFFSET $6 LIMIT 1) AS oldest WHERE oldest.came_at > $7)""",
        source[:16],
        reason[:64],
        token if token.isascii() and token.isalnum() else "",
        hashlib.sha256(raw).hexdigest(),
        now,
        MOST_OF_STRANGERS - 1,
        now - AN_HOUR,
    )
