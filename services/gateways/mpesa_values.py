"""What goes into and comes out of the M-Pesa gateway; none of it shows a phone number in a log."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.gateways.mpesa_results import PushResult


@dataclass(frozen=True, slots=True)
class MpesaSettings:
    """One app of the Daraja portal. `base_url` has no slash at its end.

    A paybill asks by CustomerPayBillOnline; a till by CustomerBuyGoodsOnline, with the store's
    number as `shortcode` and the till's as `party_b` (empty: the short code itself).
    """

    base_url: str
    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    shortcode: str
    passkey: str = field(repr=False)
    transaction_type: str = "CustomerPayBillOnline"
    party_b: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and the UTC instant at which it ends."""

    access_token: str = field(repr=False)
    expires_at: datetime


class TokenStore(Protocol):
    """The one token of a consumer key, shared by every process: each new one kills the last."""

    async def get(self) -> Token | None:
        """The stored token, expired or not."""

    async def refresh(self, failed: str | None, fetch: Callable[[], Awaitable[Token]]) -> Token:
        """The stored token unless it is still `failed`; else the one from `fetch`, stored.

        One caller of all processes fetches at a time, the others wait for it and compare again.
        An error of `fetch` passes through and stores nothing.
        """


@dataclass(frozen=True, slots=True)
class PushRequest:
    """Ask `phone` (E.164) for `amount_minor` (Kenyan cents, whole shillings only).

    `callback_url` carries our own unguessable token: the only thing that identifies the payment
    when the push's answer is lost. The payer reads `reference` in M-Pesa's own SMS.
    """

    amount_minor: int
    phone: str = field(repr=False)
    reference: str
    description: str
    callback_url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A prompt is on its way. Nothing is paid yet. The checkout id contains the phone number."""

    merchant_request_id: str
    checkout_request_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Proof that there is no prompt: a new push is safe, after `retry_after` seconds if given.

    None means the same push would be refused again. `reason.words_key` has words for the payer.
    """

    code: str
    message: str
    reason: PushResult
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The push may have reached the phone. Never ask again: wait for the callback."""

    reason: str


PushOutcome = Accepted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Concluded:
    """Daraja named a result; `result_for(result_code).terminal` says whether it is the last."""

    result_code: str
    description: str


@dataclass(frozen=True, slots=True)
class StillProcessing:
    """The payer has not answered the prompt yet."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The query said nothing that may be relied on: keep the state and ask again later."""

    reason: str


QueryOutcome = Concluded | StillProcessing | NoAnswer


@dataclass(frozen=True, slots=True)
class StkResult:
    """A callback, read. `amount_minor` in Kenyan cents, `transaction_at` in UTC.

    `phone` is digits as sent, perhaps masked: never a key, never compared.
    """

    merchant_request_id: str
    checkout_request_id: str = field(repr=False)
    result_code: str
    description: str
    amount_minor: int | None = None
    receipt: str | None = None
    transaction_at: datetime | None = None
    phone: str | None = field(default=None, repr=False)
