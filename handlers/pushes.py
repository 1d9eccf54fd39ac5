"""The shell towards M-Pesa: claimed pushes and questions leave, their answers become work."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import structlog

from handlers import mpesa
from handlers.again import until_it_stands
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.values import Channel
from services import payment_ladder, payments
from services.gateways.mpesa import MpesaGateway, PushRequest, Unknown
from services.payment_ladder import Question
from services.payments import Push
from services.transaction import transaction

log = structlog.get_logger()

DESCRIPTION = "Appointment"
#: Pushes under way at once in one process (3-protocols 1.6: a few a second).
SIDE_BY_SIDE = 5


class Till:
    """Sends each push once.

    A crash between claim and answer leaves "answer lost", never a second push; the callback's
    token still finds its payment then.
    """

    def __init__(
        self, gateway: MpesaGateway, practice: Practice, courier: Courier, callbacks: str,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._callbacks = callbacks
        self._clock = clock
        self._sending: set[asyncio.Task[None]] = set()

    async def push_waiting(self) -> None:
        """Begin to send what waits: side by side, so that no payer waits for another."""
        while len(self._sending) < SIDE_BY_SIDE:
            push = await payments.claim_push(self._clock())
            if push is None:
                return
            task = asyncio.create_task(self._push(push))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def settle(self) -> None:
        """Wait for the answers of the pushes that were sent."""
        while self._sending:
            await asyncio.wait(set(self._sending))

    async def ask_open(self) -> int:
        """Ask what became of prompts without a callback, when it is time to (M2)."""
        for payment_id, client_id in await payment_ladder.never_sent(self._clock()):
            await self._withdraw(payment_id, client_id)
        await payment_ladder.give_up_submitting(self._clock())
        questions = await payment_ladder.claim_questions(self._clock())
        for question in questions:
            try:
                await self._ask(question)
            except Exception as error:  # noqa: BLE001 - the others' turn has come as well
                log.error(
                    "question_failed", payment_id=question.payment_id, error=type(error).__name__
                )
        return len(questions)

    async def _push(self, push: Push) -> None:
        request = PushRequest(
            amount_minor=push.amount_minor,
            phone=push.phone,
            reference=push.reference.replace("-", ""),
            description=DESCRIPTION,
            callback_url=f"{self._callbacks}/hooks/pay/{push.callback_token}",
        )
        try:
            outcome = await self._gateway.push(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, the push may have left
            log.error("push_failed", payment_id=push.payment_id, error=type(error).__name__)
            outcome = Unknown(type(error).__name__)
        apply = partial(mpesa.pushed, payment_id=push.payment_id, client_id=push.client_id,
                        outcome=outcome)  # fmt: skip
        await until_it_stands(partial(self._work, f"push{push.payment_id}", apply))

    async def _withdraw(self, payment_id: int, client_id: int) -> None:
        await self._work(
            f"late{payment_id}", lambda sitting: mpesa.never_sent(sitting, payment_id, client_id)
        )

    async def _ask(self, question: Question) -> None:
        payment_id, client_id = question.payment_id, question.client_id
        cause = f"ask{payment_id}n{question.number}"
        if question.checkout_request_id is None:
            await self._work(cause, lambda s: mpesa.lost(s, payment_id, client_id))
            return
        answer = await self._gateway.query(question.checkout_request_id)
        await self._work(cause, lambda s: mpesa.queried(s, payment_id, client_id, answer))

    async def _work(self, cause: str, work: Callable[[Sitting], Awaitable[None]]) -> None:
        async with transaction(Channel.MPESA):
            sitting = Sitting(self._practice, self._clock(), cause)
            await work(sitting)
            letters = await sitting.post()
        self._courier.hand_over(letters)
