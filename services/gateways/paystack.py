"""Paystack: a page to pay on, M-Pesa through Paystack, what became of a payment, refunds, lists.

Nothing here raises for what the network does, logs, or repeats a call by itself. A reference of
ours makes asking twice safe: the second is answered "taken".
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import aiohttp

from models.values import Money
from services.gateways import paystack_answers as answers
from services.gateways.paystack_answers import PER_PAGE, Answer
from services.gateways.paystack_values import (
    CURRENCIES,
    REFERENCE,
    ChargeOutcome,
    ChargeRequest,
    CheckoutOutcome,
    CheckoutRequest,
    Lost,
    NoAnswer,
    NoSuchRefund,
    Page,
    PaystackSettings,
    Refund,
    RefundOutcome,
    RefundRequest,
    RefundSearch,
    RefundTaken,
    Rejected,
    Transaction,
    VerifyOutcome,
)

CONNECT_SECONDS = 10.0
UNREACHABLE_SECONDS = 60.0
#: Pages of refunds that a search reads: newest first, a refund that was lost is on the first ones.
SEARCHED_PAGES = 50
SEARCHED_FOR = timedelta(days=15)


class _NotSent(Exception):
    """No connection was made, so no byte left the house."""


class _AnswerLost(Exception):
    """The request may have arrived; its answer didn't."""


class PaystackGateway:
    """One business at Paystack; `timeout` seconds for each call."""

    def __init__(
        self, session: aiohttp.ClientSession, settings: PaystackSettings, timeout: float = 20.0
    ) -> None:
        self._session = session
        self._settings = settings
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, CONNECT_SECONDS))

    async def initialize(self, request: CheckoutRequest) -> CheckoutOutcome:
        """A page on which the amount can be paid until it is paid."""
        if wrong := _wrong(request.reference, request.amount):
            return wrong
        body = {
            **_asked(request.reference, request.email, request.amount.currency),
            "amount": request.amount.minor,
            "callback_url": request.callback_url,
            "channels": list(request.channels),
        }
        answer = await self._post("/transaction/initialize", body)
        if not isinstance(answer, Answer):
            return answer
        return answers.checkout_outcome(answer, request.reference)

    async def charge(self, request: ChargeRequest) -> ChargeOutcome:
        """Ask a phone by M-Pesa; the answer comes by event, or by `verify`."""
        if wrong := _wrong(request.reference, request.amount):
            return wrong
        body = {
            **_asked(request.reference, request.email, request.amount.currency),
            "amount": request.amount.minor,
            "mobile_money": {"phone": request.phone, "provider": "mpesa"},
        }
        answer = await self._post("/charge", body)
        if not isinstance(answer, Answer):
            return answer
        return answers.charge_outcome(answer, request.reference)

    async def verify(self, reference: str) -> VerifyOutcome:
        """What became of a transaction: the only thing that value may be given for."""
        answer = await self._get(f"/transaction/verify/{quote(reference, safe='')}")
        if not isinstance(answer, Answer):
            return answer
        return answers.verify_outcome(answer, reference)

    async def refund(self, request: RefundRequest) -> RefundOutcome:
        """Send money back. Not idempotent: after Lost, `find_refund` before anything else."""
        if wrong := _wrong(request.reference, request.amount):
            return wrong
        body = {
            "transaction": request.reference,
            "amount": request.amount.minor,
            "currency": request.amount.currency,
            "merchant_note": request.note,
        }
        answer = await self._post("/refund", body)
        return answers.refund_outcome(answer) if isinstance(answer, Answer) else answer

    async def refunds(
        self, since: datetime, until: datetime, page: int = 1
    ) -> Page[Refund] | NoAnswer:
        """Refunds made in [since, until]."""
        asked = {"perPage": str(PER_PAGE), **_between(since, until, page)}
        answer = await self._get("/refund", asked)
        return answers.page(answer, answers.refund, page) if isinstance(answer, Answer) else answer

    async def transactions(
        self, since: datetime, until: datetime, page: int = 1
    ) -> Page[Transaction] | NoAnswer:
        """Transactions begun in [since, until], of every status."""
        # Paystack's words and its OpenAPI description spell it differently.
        size = {"perPage": str(PER_PAGE), "per_page": str(PER_PAGE)}
        answer = await self._get("/transaction", {**size, **_between(since, until, page)})
        if not isinstance(answer, Answer):
            return answer
        return answers.page(answer, answers.transaction, page)

    async def find_refund(self, request: RefundRequest, asked_at: datetime) -> RefundSearch:
        """The refund that a lost answer was about, by its note.

        It may be as old as `SEARCHED_FOR` when it was last heard of at `asked_at`.
        """
        since, until = asked_at - SEARCHED_FOR, asked_at + timedelta(days=1)
        number = 1
        for _ in range(SEARCHED_PAGES):
            listed = await self.refunds(since, until, number)
            if isinstance(listed, NoAnswer):
                return listed
            for one in listed.rows:
                if one.note == request.note:
                    return RefundTaken(one)
            if listed.skipped:
                # What can't be read may be the very one.
                return NoAnswer("unreadable refunds")
            if listed.next_page is None:
                return NoSuchRefund()
            number = listed.next_page
        return NoAnswer("too many refunds")

    async def _post(self, path: str, body: Mapping[str, object]) -> Answer | Rejected | Lost:
        try:
            return await self._call("POST", path, json=body)
        except _NotSent as error:
            return Rejected("connection", str(error), UNREACHABLE_SECONDS)
        except _AnswerLost as error:
            return Lost(str(error))

    async def _get(self, path: str, asked: Mapping[str, str] | None = None) -> Answer | NoAnswer:
        try:
            return await self._call("GET", path, params=asked or {})
        except (_NotSent, _AnswerLost) as error:
            return NoAnswer(str(error))

    async def _call(self, method: str, path: str, **options: Any) -> Answer:
        call = self._session.request(
            method,
            self._settings.base_url + path,
            headers={"Authorization": f"Bearer {self._settings.secret_key}"},
            timeout=self._timeout,
            allow_redirects=False,
            **options,
        )
        return await _read(call)


def _asked(reference: str, email: str, currency: str) -> dict[str, object]:
    return {"email": email, "currency": currency, "reference": reference}


def _wrong(reference: str, amount: Money) -> Rejected | None:
    """What can't work isn't asked."""
    if not REFERENCE.fullmatch(reference):
        return Rejected("reference", "not a reference of ours")
    if amount.minor <= 0:
        return Rejected("amount", "nothing to move")
    return None if amount.currency in CURRENCIES else Rejected("currency", amount.currency)


def _between(since: datetime, until: datetime, page: int) -> dict[str, str]:
    return {"from": _instant(since), "to": _instant(until), "page": str(page)}


def _instant(when: datetime) -> str:
    """RFC 3339, in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


async def _read(call: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> Answer:
    try:
        async with call as response:
            return Answer.read(response.status, await response.read())
    # Both are raised before the first byte is written.
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise _NotSent(type(error).__name__) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _AnswerLost(type(error).__name__) from None
