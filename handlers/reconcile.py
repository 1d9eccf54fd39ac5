"""A tick: each morning, the day before is compared with what the providers say came in (M8)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from handlers import announce_books
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.sitting import Sitting
from handlers.statements import Line, Statement
from models.values import Channel
from services import reconciliation
from services.reconciliation import MARGIN, Claim
from services.transaction import transaction

log = structlog.get_logger()


class Bookkeeper:
    """Compares one day at a time; what is missing here and is money becomes money.

    A crash leaves the day to whoever comes after the lease: doing it again changes nothing.
    """

    def __init__(
        self, statements: Sequence[Statement], practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._statements = statements
        self._practice = practice
        self._courier = courier
        self._clock = clock
        self._zone = ZoneInfo(practice.policy.timezone)

    async def compare_due(self) -> int:
        """Compare what nobody has compared yet; how many days that were."""
        days = 0
        for statement in self._statements:
            while (claim := await self._claim(statement)) is not None:
                days += await self._compare(statement, claim)
        return days

    async def _claim(self, statement: Statement) -> Claim | None:
        return await reconciliation.claim(
            statement.provider, statement.goes_back, self._zone, self._clock()
        )

    async def _compare(self, statement: Statement, claim: Claim) -> bool:
        since = max(claim.since - MARGIN, self._clock() - statement.goes_back)
        lines = await statement.read(since, min(claim.until + MARGIN, self._clock()))
        if lines is None:
            return False
        by_code = {line.theirs.code: line for line in lines}
        theirs = [line.theirs for line in by_code.values()]
        async with transaction(Channel.CLOCK):
            missing = await reconciliation.missing(claim, theirs)
        for code in missing:
            await self._enter(claim, by_code[code])
        async with transaction(Channel.CLOCK):
            now = self._clock()
            verdict = await reconciliation.conclude(claim, theirs, now)
            # One message a morning, however many days and lists there are.
            today = now.astimezone(self._zone).date()
            sitting = Sitting(self._practice, now, f"books{today}")
            if verdict.fresh:
                await announce_books.does_not_match(sitting)
            letters = await sitting.post()
        self._courier.hand_over(letters)
        log.info("day_compared", provider=claim.provider.value, count=len(theirs))
        return True

    async def _enter(self, claim: Claim, line: Line) -> None:
        """Each in a transaction of its own: one that can't be entered stays a mismatch."""
        try:
            async with transaction(Channel.CLOCK):
                cause = f"found{claim.provider.value}{line.theirs.code}"
                sitting = Sitting(self._practice, self._clock(), cause)
                outcome = await line.enter(sitting)
                await reconciliation.found(claim, line.theirs, outcome, sitting.now)
                letters = await sitting.post()
        except Exception as error:  # noqa: BLE001 - a person will look at it
            log.error("found_money_not_entered", error=type(error).__name__, alarm=True)
            return
        self._courier.hand_over(letters)
