"""A tick: reasons that programs of before left in plain are sealed, some rows at a time (I2).

For as long as such a program runs beside this one it writes more of them, so this never ends.
"""

from datetime import datetime

import structlog

from models.values import Channel
from services import reasons
from services.transaction import transaction
from services.vault import Vault

log = structlog.get_logger()


async def seal(vault: Vault, now: datetime) -> int:
    """How many there were. Safe to run twice at once, or half."""
    total = 0
    while True:
        async with transaction(Channel.CLOCK):
            done = await reasons.seal_old(vault, now)
        total += done
        if not done:
            break
    if total:
        log.info("old_reasons_sealed", count=total)
    return total
