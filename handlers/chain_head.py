"""A tick: the end of the audit trail goes into the log, once a day and after each start (D1).

The log is kept elsewhere than the database: whoever cuts the trail's end off can't cut it there.
"""

from collections.abc import Callable
from datetime import date, datetime

import structlog

from services import chain_check

log = structlog.get_logger()


class HeadTeller:
    """Remembers the day that it has told of; each replica tells for itself."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._told: date | None = None

    async def tell(self) -> None:
        today = self._clock().date()
        if self._told != today:
            head = await chain_check.head()
            log.info("audit_head", count=head.position, head=head.hash)
            self._told = today
