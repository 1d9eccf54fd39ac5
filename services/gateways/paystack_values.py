"""What goes into and comes out of the Paystack gateway; none of it shows a person in a log."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from models.values import Money

#: What Paystack allows in a reference of ours.
REFERENCE = re.compile(r"[A-Za-z0-9.=-]{1,100}")
#: What Paystack settles in (its OpenAPI description, Currency).
CURRENCIES = frozenset({"GHS", "KES", "NGN", "USD", "ZAR"})

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PaystackSettings:
    """One business at Paystack. `base_url` has no slash at its end.

    The secret key opens the API and signs the events, too.
    """

    base_url: str
    secret_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """A page on which somebody pays `amount`. `reference` is ours and names the payment for good.

    `callback_url` is where the payer's browser goes afterwards.
    """

    reference: str = field(repr=False)
    amount: Money
    email: str = field(repr=False)
    callback_url: str
    channels: tuple[str, ...] = ("card", "mobile_money")


@dataclass(frozen=True, slots=True)
class ChargeRequest:
    """Ask `phone` (E.164) for `amount` by M-Pesa, through Paystack."""

    reference: str = field(repr=False)
    amount: Money
    email: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckoutOpen:
    """The page is there; whoever has its address can pay on it."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChargeBegun:
    """The request is on its way to the phone, or more is asked for; `verify` tells the end."""

    status: str


@dataclass(frozen=True, slots=True)
class ReferenceTaken:
    """There is a transaction under this reference: ours, from an answer that was lost."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Proof that nothing has begun. Again after `retry_after` seconds; None: it won't help."""

    code: str
    message: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """It may have arrived. `verify`, or the list of refunds, says what became of it."""

    reason: str


CheckoutOutcome = CheckoutOpen | ReferenceTaken | Rejected | Lost
ChargeOutcome = ChargeBegun | ReferenceTaken | Rejected | Lost


class Standing(StrEnum):
    """What a transaction's status means for whoever waits for its money."""

    PAID = "paid"
    OPEN = "open"  # nothing yet; a page can still be paid on after "failed" and "abandoned"
    FAILED = "failed"
    REVERSED = "reversed"  # the money came and has gone back
    UNHEARD_OF = "unheard of"


_STANDINGS = {
    "success": Standing.PAID,
    "failed": Standing.FAILED,
    "reversed": Standing.REVERSED,
    **dict.fromkeys(
        ("abandoned", "ongoing", "pending", "processing", "queued", "send_otp", "send_pin",
         "send_phone", "send_birthday", "send_address", "open_url", "pay_offline"),
        Standing.OPEN,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction as Paystack knows it. `paid` is what counts for us.

    `amount` may hold fees that the payer took over, or less than was asked for when it was paid
    in part: `paid` is the smaller of what was asked for and what was paid.
    """

    id: int
    reference: str = field(repr=False)
    status: str
    amount: Money
    requested_minor: int | None
    channel: str
    paid_at: datetime | None
    fees_minor: int | None = None
    why: str = ""

    @property
    def standing(self) -> Standing:
        return _STANDINGS.get(self.status, Standing.UNHEARD_OF)

    @property
    def paid(self) -> Money:
        asked = self.requested_minor
        minor = self.amount.minor if asked is None else min(asked, self.amount.minor)
        return Money(minor, self.amount.currency)


@dataclass(frozen=True, slots=True)
class Found:
    transaction: Transaction


@dataclass(frozen=True, slots=True)
class NotFound:
    """Paystack has never heard of this reference."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing that may be relied on: ask again later."""

    reason: str


VerifyOutcome = Found | NotFound | NoAnswer


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """Send `amount` of the transaction `reference` back.

    `note` is ours and unguessable; the refund is found again by it when the answer was lost.
    """

    reference: str = field(repr=False)
    amount: Money
    note: str


class RefundStanding(StrEnum):
    PENDING = "pending"
    NEEDS_ATTENTION = "needs attention"  # Paystack wants the payer's bank account
    DONE = "done"
    FAILED = "failed"
    UNHEARD_OF = "unheard of"


_REFUND_STANDINGS = {
    "pending": RefundStanding.PENDING,
    "processing": RefundStanding.PENDING,
    "retriable": RefundStanding.PENDING,
    "needs-attention": RefundStanding.NEEDS_ATTENTION,
    "processed": RefundStanding.DONE,
    "failed": RefundStanding.FAILED,
}


def refund_standing(status: str) -> RefundStanding:
    return _REFUND_STANDINGS.get(status, RefundStanding.UNHEARD_OF)


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund as Paystack knows it; `transaction_reference` is that of the payment."""

    id: int
    status: str
    amount: Money
    transaction_reference: str | None = field(repr=False)
    note: str = ""
    created_at: datetime | None = None

    @property
    def standing(self) -> RefundStanding:
        return refund_standing(self.status)


@dataclass(frozen=True, slots=True)
class RefundTaken:
    """It is queued; Paystack's events, or its list, tell how it ends."""

    refund: Refund


@dataclass(frozen=True, slots=True)
class NoSuchRefund:
    """The list was read to its end, and our note isn't on it."""


RefundOutcome = RefundTaken | Rejected | Lost
RefundSearch = RefundTaken | NoSuchRefund | NoAnswer


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list, newest first; `next_page` is None on the last. `skipped`: unreadable."""

    rows: tuple[Row, ...]
    next_page: int | None
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class PaystackEvent:
    """An event, read. It is a hint: `verify` says what is true.

    `reference` is that of the transaction that it is about, also where the event is a refund's.
    """

    name: str
    external_id: str
    reference: str | None = field(default=None, repr=False)
    status: str = ""
    refund_id: int | None = None
    amount: Money | None = None

    @property
    def is_refund(self) -> bool:
        return self.name.startswith("refund.")

    @property
    def is_dispute(self) -> bool:
        return self.name.startswith("charge.dispute.")
