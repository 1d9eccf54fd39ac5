"""What the practice's API operator asks of Daraja, and what it hears: status, reversal, B2C.

None of it shows a phone number, a receipt or the initiator's password in a log.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.gateways.mpesa_credential import SecurityCredential


@dataclass(frozen=True, slots=True)
class Operator:
    """An API operator of the short code: its name, and its password sealed for Safaricom.

    `b2c_shortcode` is the account that refunds are paid from; empty: the short code itself.
    """

    initiator: str
    credential: SecurityCredential
    b2c_shortcode: str = ""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where the answer to one request comes to; each address holds the request's own token."""

    result_url: str = field(repr=False)
    timeout_url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """What became of one transaction: by its receipt, or by the id of the request that made it."""

    hooks: Hooks
    receipt: str | None = field(default=None, repr=False)
    conversation_id: str | None = None
    remarks: str = "Status"


@dataclass(frozen=True, slots=True)
class Reversal:
    """Send one whole C2B payment back (`amount_minor` in Kenyan cents, as it came)."""

    hooks: Hooks
    receipt: str = field(repr=False)
    amount_minor: int
    remarks: str = "Refund"


@dataclass(frozen=True, slots=True)
class Payout:
    """Pay `amount_minor` (Kenyan cents, KES 10 to 250,000) to `phone` (E.164).

    A second request with the same `originator_conversation_id` is refused by Daraja, not paid.
    """

    hooks: Hooks
    originator_conversation_id: str
    amount_minor: int
    phone: str = field(repr=False)
    remarks: str = "Refund"
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Daraja took the request; its result comes to the hooks."""

    conversation_id: str
    originator_conversation_id: str


@dataclass(frozen=True, slots=True)
class AlreadySubmitted:
    """This OriginatorConversationID was there before: the first request's result is to come."""

    code: str


@dataclass(frozen=True, slots=True)
class Registered:
    """Daraja knows our addresses; `before`: it did already, and those of then stay."""

    before: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Proof that nothing was begun. `retry_after` in seconds, None: it would be refused again."""

    code: str
    message: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been begun: look it up, and never ask for the same money a second time."""

    reason: str


Outcome = Accepted | AlreadySubmitted | Refused | Unknown


class Meaning(StrEnum):
    """What a result code says about the request that it answers."""

    DONE = "done"
    FAILED = "failed"
    """Nothing was moved, and nothing will be."""
    REPEATED = "repeated"
    """This request was there before (15, R000001): its first result counts."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a transaction as Daraja words it, "254708374149 - Jane": number and name."""

    number: str | None = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OperatorResult:
    """A Result or a time-out, read; what it doesn't say is None. Instants are UTC.

    `receipt` is the transaction's own: for a status the one that was asked about, for a reversal
    the reversal's, with the payment's as `original_receipt`. `status` is Completed, Cancelled,
    Declined or Expired, in a status's result only.
    """

    result_code: str
    description: str
    meaning: Meaning
    conversation_id: str | None = None
    originator_conversation_id: str | None = None
    receipt: str | None = field(default=None, repr=False)
    original_receipt: str | None = field(default=None, repr=False)
    status: str | None = None
    amount_minor: int | None = None
    finished_at: datetime | None = None
    payer: Party | None = None
    receiver: Party | None = None
