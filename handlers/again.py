"""Work whose reason is gone when it fails: an answer from outside that nobody gives twice."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from handlers.run import is_passing

log = structlog.get_logger()

#: Before each further attempt: a victim of a deadlock is soon done, a restart takes longer.
PAUSES = (0.05, 0.5, 2.0)


async def until_it_stands(work: Callable[[], Awaitable[None]]) -> None:
    """Do it again while only the database was in the way; `work` opens its own transaction.

    Raises what the last attempt raised, and at once what no repetition would mend.
    """
    for pause in PAUSES:
        try:
            await work()
        except Exception as error:
            if not is_passing(error):
                raise
            log.warning("work_postponed", error=type(error).__name__)
            await asyncio.sleep(pause)
        else:
            return
    await work()
