"""The shell towards Daraja for requests whose result comes later: claimed, sent, answered."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import structlog

from handlers import mpesa_results
from handlers.again import until_it_stands
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.values import Channel, RequestKind, RequestState
from services import mpesa_lookups, mpesa_requests
from services.gateways import mpesa_fields
from services.gateways.mpesa_operator import OperatorGateway
from services.gateways.mpesa_operator_values import (
    Hooks,
    Outcome,
    Payout,
    Reversal,
    StatusQuestion,
    Unknown,
)
from services.mpesa_requests import Request
from services.transaction import transaction

log = structlog.get_logger()

DONE_PATH = "/hooks/done/"
LATE_PATH = "/hooks/late/"
#: Requests under way at once in one process (3-protocols 1.6: a few a second).
SIDE_BY_SIDE = 3


class RequestDesk:
    """Sends each request once.

    A crash between claim and answer leaves "answer lost": a question is asked again, a payout
    goes again under its own name, which Daraja pays once, and a reversal is looked up.
    """

    def __init__(
        self, gateway: OperatorGateway, practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._clock = clock
        self._sending: set[asyncio.Task[None]] = set()

    async def send_waiting(self) -> None:
        """Begin to send what waits, side by side."""
        while len(self._sending) < SIDE_BY_SIDE:
            request = await mpesa_requests.claim(self._clock())
            if request is None:
                return
            task = asyncio.create_task(self._send(request))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def settle(self) -> None:
        """Wait for the answers of what was sent."""
        while self._sending:
            await asyncio.wait(set(self._sending))

    async def look_after(self) -> int:
        """Take care of requests whose answer or result is missing."""
        lost = await mpesa_lookups.give_up_submitting(self._clock())
        due = await mpesa_lookups.due(self._clock())
        for token in lost:
            await self._work(f"lost:{token}", partial(_lost, token=token))
        for token in due:
            await self._work(f"look:{token}", partial(mpesa_results.look_at, token=token))
        return len(lost) + len(due)

    async def _send(self, request: Request) -> None:
        try:
            outcome = await self._ask(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, the request may have left
            log.error("request_broke", request_id=request.id, error=type(error).__name__)
            outcome = Unknown(type(error).__name__)
        apply = partial(mpesa_results.answered, token=request.token, answer=outcome)
        await until_it_stands(partial(self._work, f"ask:{request.token}", apply))

    async def _ask(self, request: Request) -> Outcome:
        base = self._practice.public_url
        hooks = Hooks(f"{base}{DONE_PATH}{request.token}", f"{base}{LATE_PATH}{request.token}")
        match request.kind:
            case RequestKind.STATUS:
                receipt = mpesa_fields.receipt(request.about_code)
                conversation = None if receipt else request.about_code
                return await self._gateway.ask_status(StatusQuestion(hooks, receipt, conversation))
            case RequestKind.REVERSAL:
                assert request.about_code is not None
                assert request.amount_minor is not None
                reversal = Reversal(hooks, request.about_code, request.amount_minor)
                return await self._gateway.reverse(reversal)
            case RequestKind.B2C:
                return await self._gateway.pay_out(_payout(request, hooks))

    async def _work(self, cause: str, work: Callable[[Sitting], Awaitable[None]]) -> None:
        now = self._clock()
        async with transaction(Channel.MPESA):
            # Each of several looks may have something to say.
            sitting = Sitting(self._practice, now, f"{cause}:{now.timestamp()}")
            await work(sitting)
            letters = await sitting.post()
        self._courier.hand_over(letters)


def _payout(request: Request, hooks: Hooks) -> Payout:
    assert request.originator_conversation_id is not None
    assert request.amount_minor is not None
    assert request.phone is not None
    return Payout(hooks, request.originator_conversation_id, request.amount_minor, request.phone)


async def _lost(sitting: Sitting, token: str) -> None:
    request = await mpesa_results.hold(token)
    if request is not None and request.state is RequestState.SUBMITTING:
        await mpesa_results.lost(sitting, request)
