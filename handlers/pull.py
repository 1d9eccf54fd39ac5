"""A tick: M-Pesa's own list of what came in finds what no notice has told us (M2, Pull)."""

from collections.abc import Callable
from datetime import datetime

import structlog

from handlers import c2b
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.run import is_passing
from handlers.sitting import Sitting
from models.values import Channel, MoneySource, Provider
from services import pull_cursors
from services.gateways.mpesa_c2b import C2BPayment
from services.gateways.mpesa_operator_values import Refused, Unknown
from services.gateways.mpesa_pull import PullGateway
from services.transaction import transaction

log = structlog.get_logger()


class ListReader:
    """Reads the list, where Safaricom has enabled it for this short code."""

    def __init__(
        self, gateway: PullGateway, practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._clock = clock

    async def read_due(self) -> int:
        """Ask for the last minutes, overlapping; how much came to light.

        The cursor moves when all is in the books: a crash before reads the same again.
        """
        until = self._clock()
        since = await pull_cursors.claim(Provider.MPESA, until)
        if since is None:
            return 0
        found = await self._gateway.all_since(since, until)
        match found:
            case Refused(code=code):
                log.error("pull_refused", error_code=code, alarm=True)
                return 0
            case Unknown():
                log.warning("pull_unanswered")
                return 0
            case payments:
                return await self._enter(payments, until)

    async def _enter(self, payments: tuple[C2BPayment, ...], until: datetime) -> int:
        codes = {payment.receipt for payment in payments}
        news = await pull_cursors.unheard_of(Provider.MPESA, codes)
        whole = True
        for payment in payments:
            if payment.receipt in news:
                whole &= await self._taken(payment)
            elif (number := c2b.phone(payment.msisdn)) is not None:
                await pull_cursors.learn_phone(payment.receipt, number)
        if whole:
            await pull_cursors.read_until(Provider.MPESA, until)
        if news:
            log.warning("pull_found_lost_notices", count=len(news))
        return len(news)

    async def _taken(self, payment: C2BPayment) -> bool:
        """One that can't be entered keeps none of the others out; it is tried again."""
        try:
            await self._take(payment)
        except Exception as error:
            if is_passing(error):
                raise
            log.error("found_money_not_entered", error=type(error).__name__, alarm=True)
            return False
        return True

    async def _take(self, payment: C2BPayment) -> None:
        async with transaction(Channel.MPESA):
            sitting = Sitting(self._practice, self._clock(), f"pull{payment.receipt}")
            await c2b.came(sitting, payment, MoneySource.PULL)
            letters = await sitting.post()
        self._courier.hand_over(letters)
