"""The shell towards Paystack: what is claimed leaves, and what it answers becomes work (M7)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import structlog

from handlers import paystack
from handlers.again import until_it_stands
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.values import Channel, Provider
from services import paystack_ladder, paystack_payments, paystack_strays
from services.gateways.paystack import PaystackGateway
from services.gateways.paystack_events import parse_event
from services.gateways.paystack_values import (
    ChargeOutcome,
    ChargeRequest,
    CheckoutOutcome,
    CheckoutRequest,
    Lost,
)
from services.paystack_ladder import Opening, Question
from services.transaction import transaction

log = structlog.get_logger()


class Cashier:
    """Opens pages and asks about them, a few side by side.

    A crash between claim and answer leaves an attempt that Paystack is asked about: the same
    request is repeated only after Paystack said that it knows of none.
    """

    def __init__(
        self, gateway: PaystackGateway, practice: Practice, courier: Courier, back: str,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        """`back` is where a payer's browser goes afterwards."""
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._back = back
        self._clock = clock

    async def work_due(self) -> None:
        """Begin what waits to be begun, and ask about what it is time to ask about."""
        for payment_id, client_id in await paystack_ladder.never_begun(self._clock()):
            await self._withdraw(payment_id, client_id)
        openings = await paystack_ladder.claim_openings(self._clock())
        await asyncio.gather(*(self._open(one) for one in openings))
        questions = await paystack_ladder.claim_questions(self._clock())
        await asyncio.gather(*(self._ask(one) for one in questions))

    async def verify_strays(self) -> None:
        """Ask about what was paid at Paystack without our asking for it."""
        for row_id, raw in await paystack_strays.waiting(self._practice.vault):
            await self._verify_stray(row_id, parse_event(raw).reference or "")

    async def came_back(self, reference: str) -> None:
        """A payer's browser has come back from Paystack: ask at once."""
        async with transaction(Channel.PAYSTACK):
            await paystack_payments.ask_now(reference, self._clock())

    async def _open(self, opening: Opening) -> None:
        try:
            outcome = await self._request(opening)
        except Exception as error:  # noqa: BLE001 - whatever it was, the request may have left
            log.error("paystack_request_failed", payment_id=opening.payment_id,
                      error=type(error).__name__)  # fmt: skip
            outcome = Lost(type(error).__name__)
        apply = partial(paystack.opened, payment_id=opening.payment_id,
                        client_id=opening.client_id, outcome=outcome)  # fmt: skip
        await until_it_stands(partial(self._work, f"open{opening.payment_id}", apply))

    async def _request(self, opening: Opening) -> CheckoutOutcome | ChargeOutcome:
        email = f"client-{opening.client}@{self._practice.payer_domain}"
        if opening.provider is Provider.PAYSTACK:
            request = CheckoutRequest(opening.reference, opening.amount, email, self._back)
            return await self._gateway.initialize(request)
        assert opening.phone is not None, "a prompt goes to a phone"
        return await self._gateway.charge(
            ChargeRequest(opening.reference, opening.amount, email, opening.phone)
        )

    async def _ask(self, question: Question) -> None:
        answer = await self._gateway.verify(question.reference)
        await self._work(
            f"verify{question.payment_id}.{question.number}",
            lambda s: paystack.verified(
                s, question.payment_id, question.client_id, question.reference, answer
            ),
        )

    async def _withdraw(self, payment_id: int, client_id: int) -> None:
        await self._work(
            f"late{payment_id}", lambda s: paystack.never_begun(s, payment_id, client_id)
        )

    async def _verify_stray(self, row_id: int, reference: str) -> None:
        answer = await self._gateway.verify(reference)
        await self._work(
            f"stray{row_id}", lambda s: paystack.stray_verified(s, row_id, reference, answer)
        )

    async def _work(self, cause: str, work: Callable[[Sitting], Awaitable[object]]) -> None:
        async with transaction(Channel.PAYSTACK):
            sitting = Sitting(self._practice, self._clock(), cause)
            await work(sitting)
            letters = await sitting.post()
        self._courier.hand_over(letters)
