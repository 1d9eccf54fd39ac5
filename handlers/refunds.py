"""The shell that sends money back: what is due is claimed, leaves once, and is followed (M6)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from tortoise.exceptions import IntegrityError

from handlers import announce_refunds, paystack_refunds, refund_ends
from handlers.again import until_it_stands
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.refund_results import send_by_b2c, send_by_reversal
from handlers.sitting import Sitting
from models.values import Channel, RefundMethod
from models.values import RefundState as S
from services import refund_methods, refund_moves
from services.gateways.paystack import PaystackGateway
from services.refund_methods import Ways
from services.refund_moves import Held
from services.transaction import savepoint, transaction

log = structlog.get_logger()

PUT_OFF = timedelta(hours=1)


class RefundDesk:
    """Each refund is written down as being sent before anything leaves the house.

    M-Pesa's requests are sent by the desk for requests; Paystack is asked here. A crash between
    claim and answer leaves a refund that is looked up, and never sent a second time.
    """

    def __init__(
        self, practice: Practice, courier: Courier, clock: Callable[[], datetime],
        paystack: PaystackGateway | None = None,
    ) -> None:  # fmt: skip
        self._practice = practice
        self._courier = courier
        self._clock = clock
        self._paystack = paystack
        self._ways = Ways(practice.has_operator, paystack is not None)

    async def work_due(self) -> None:
        """Send what is due, and look after what is under way."""
        asked: list[Awaitable[None]] = []
        while (begun := await self._begin_one()) is not None:
            if begun.method is RefundMethod.PAYSTACK and begun.state is S.SENDING:
                asked.append(self._ask_paystack(begun))
        await asyncio.gather(*asked)
        for refund_id in await refund_moves.to_look_at(self._clock()):
            await self._look(refund_id)

    async def _begin_one(self) -> Held | None:
        async with transaction(Channel.CLOCK):
            now = self._clock()
            refund = await refund_moves.next_due(now)
            if refund is None:
                return None
            sitting = Sitting(self._practice, now, f"refund{refund.id}.{refund.attempts}")
            try:
                async with savepoint():
                    await self._begin(sitting, refund)
            except IntegrityError:
                # An earlier request of this refund is open still: never two at once.
                log.error("refund_request_open", refund_id=refund.id, alarm=True)
                await refund_moves.look_again(refund, now + PUT_OFF)
            except Exception as error:  # noqa: BLE001 - one must not hold up all the others
                log.error(
                    "refund_put_off", refund_id=refund.id, error=type(error).__name__, alarm=True
                )
                await refund_moves.look_again(refund, now + PUT_OFF)
            begun = await refund_moves.lock(refund.id)
            letters = await sitting.post()
        self._courier.hand_over(letters)
        return begun

    async def _begin(self, sitting: Sitting, refund: Held) -> None:
        match refund_methods.method_for(refund, self._ways):
            case RefundMethod.REVERSAL:
                await send_by_reversal(refund, sitting)
            case RefundMethod.B2C:
                await send_by_b2c(refund, sitting)
            case RefundMethod.PAYSTACK:
                await paystack_refunds.begin(sitting, refund)
            case RefundMethod.HAND:
                if await refund_moves.by_hand(refund, sitting.now):
                    await announce_refunds.by_hand(sitting, refund)

    async def _ask_paystack(self, refund: Held) -> None:
        assert self._paystack is not None, "the way was chosen because it is there"
        outcome = await paystack_refunds.ask(self._paystack, refund)
        cause = f"refund{refund.id}.{refund.attempts}:asked"
        apply = partial(paystack_refunds.answered, outcome=outcome)
        await until_it_stands(partial(self._work, cause, refund.id, apply))

    async def _look(self, refund_id: int) -> None:
        """Ask Paystack; what M-Pesa's requests have left open so long is for a person."""
        async with transaction(Channel.CLOCK):
            refund = await refund_moves.lock(refund_id)
            if refund is None or refund.next_look_at is None:
                return
            is_ours = refund.method is RefundMethod.PAYSTACK and self._paystack is not None
            # So that no other process looks at the same moment.
            soon = paystack_refunds.next_look(refund, self._clock()) if is_ours else None
            if soon:
                await refund_moves.look_again(refund, soon)
        cause = f"refund{refund_id}look{self._clock().timestamp()}"
        if not is_ours:
            await self._work(cause, refund_id, _nobody_knows)
            return
        assert self._paystack is not None
        found = await paystack_refunds.find(self._paystack, refund)
        await self._work(
            cause, refund_id, lambda sitting, held: paystack_refunds.found(sitting, held, found)
        )

    async def _work(
        self, cause: str, refund_id: int, work: Callable[[Sitting, Held], Awaitable[None]]
    ) -> None:
        async with transaction(Channel.CLOCK):
            refund = await refund_moves.lock(refund_id)
            if refund is None:
                return
            sitting = Sitting(self._practice, self._clock(), cause)
            await work(sitting, refund)
            letters = await sitting.post()
        self._courier.hand_over(letters)


async def _nobody_knows(sitting: Sitting, refund: Held) -> None:
    if refund.state in refund_moves.UNDER_WAY and _is_due(refund, sitting.now):
        await refund_ends.lost(sitting, refund, refund.note or "SILENCE", None)


def _is_due(refund: Held, now: datetime) -> bool:
    return refund.next_look_at is not None and refund.next_look_at <= now
