"""Values that every room shares: states, roles, money and phone numbers, free of the ORM."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    CLIENT = "client"
    PSYCHOLOGIST = "psychologist"
    ADMIN = "admin"


class BookingStatus(StrEnum):
    """The states of a booking (B4). `HELD` is the hold of B2: a slot taken, nothing asked yet."""

    HELD = "held"
    PENDING = "pending"
    APPROVED = "approved"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    LATE_CANCELLED = "late_cancelled"
    NO_SHOW = "no_show"


class Channel(StrEnum):
    """What made the program act, in the audit trail; `SYSTEM` where nothing says so."""

    CHAT = "chat"
    PAGE = "page"
    MPESA = "mpesa"
    PAYSTACK = "paystack"
    SMS = "sms"
    USSD = "ussd"
    CLOCK = "clock"
    CLI = "cli"
    SYSTEM = "system"


#: States in which a booking occupies its psychologist's time (H1).
OCCUPYING = (
    BookingStatus.HELD,
    BookingStatus.PENDING,
    BookingStatus.APPROVED,
    BookingStatus.CONFIRMED,
    BookingStatus.IN_PROGRESS,
)


class PaymentStatus(StrEnum):
    """What a booking's money looks like (B4)."""

    PENDING = "pending"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    PARTLY_PAID = "partly_paid"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"


class PromptStatus(StrEnum):
    """One STK push, from the row before it to its end. `UNKNOWN`: the answer was lost."""

    WAITING = "waiting"
    SUBMITTING = "submitting"
    PROMPTED = "prompted"
    UNKNOWN = "unknown"
    PAID = "paid"
    FAILED = "failed"


#: A prompt that may still ask the payer for a PIN: one a booking and one a phone (H3).
LIVE_PROMPTS = (PromptStatus.WAITING, PromptStatus.SUBMITTING, PromptStatus.PROMPTED,
                PromptStatus.UNKNOWN)  # fmt: skip


class InboxState(StrEnum):
    OPEN = "open"
    DONE = "done"
    BURIED = "buried"


class OutboxState(StrEnum):
    DUE = "due"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


class SessionFormat(StrEnum):
    INDIVIDUAL = "individual"
    COUPLES = "couples"
    FAMILY = "family"
    GROUP = "group"


class Medium(StrEnum):
    VIDEO = "video"
    IN_PERSON = "in_person"
    CHAT = "chat"
    PHONE = "phone"


class Purpose(StrEnum):
    INITIAL = "initial"
    FOLLOW_UP = "follow_up"
    EMERGENCY = "emergency"


class MeetingKind(StrEnum):
    """Where the link of a video session comes from (B11)."""

    GOOGLE = "google"
    JITSI = "jitsi"
    TYPED = "typed"


class MeetingState(StrEnum):
    """Making a Google Meet link: asked for, made, or given up for a Jitsi room.

    `MOVED`: made, and its event has to go to another time. `DROPPED`: no longer needed.
    """

    WANTED = "wanted"
    MADE = "made"
    FALLEN_BACK = "fallen_back"
    MOVED = "moved"
    DROPPED = "dropped"


class Provider(StrEnum):
    """Who asks a payer, and where money comes from; in the ledger an account of this name."""

    MPESA = "mpesa"
    PAYSTACK = "paystack"
    PAYSTACK_MPESA = "paystack_mpesa"
    HAND = "hand"

    @property
    def account(self) -> str:
        """Whose balance the money is in: M-Pesa through Paystack ends up at Paystack."""
        return "paystack" if self is Provider.PAYSTACK_MPESA else self.value


class MoneySource(StrEnum):
    """What told us first of money that came in."""

    CALLBACK = "callback"
    QUERY = "query"
    C2B = "c2b"
    PULL = "pull"
    STATUS = "status"
    PAYSTACK = "paystack"
    HAND = "hand"


class RefundState(StrEnum):
    """The way back of money (M6). `UNKNOWN`: sent, and nobody could say what became of it.

    `WITHDRAWN`: it did not leave, and is its person's credit instead.
    """

    DUE = "due"
    SENDING = "sending"
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    DONE = "done"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class RefundMethod(StrEnum):
    REVERSAL = "reversal"
    B2C = "b2c"
    PAYSTACK = "paystack"
    HAND = "hand"


class RequestKind(StrEnum):
    """What we ask of Daraja and hear about later (3-protocols 1.8)."""

    STATUS = "status"
    REVERSAL = "reversal"
    B2C = "b2c"


class RequestState(StrEnum):
    """One asynchronous request, from the row before it to its result."""

    WAITING = "waiting"
    SUBMITTING = "submitting"
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"


class ProofState(StrEnum):
    """What a client says they have paid: being looked up, waiting for a person, or decided."""

    CHECKING = "checking"
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class IntakeState(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"


class IntakeWay(StrEnum):
    """Where it was filled in: in the chat, or on the page that posts straight to us (I3)."""

    CHAT = "chat"
    PAGE = "page"


class ConsentKind(StrEnum):
    """What is asked before a first session (I1, step four)."""

    TREATMENT = "treatment"
    CONFIDENTIALITY = "confidentiality"
    DATA_PROCESSING = "data_processing"
    TERMS = "terms"


class MismatchKind(StrEnum):
    """What a reconciliation found: known to one side only, or not alike."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 currency."""

    minor: int
    currency: str = "KES"


class ReminderKind(StrEnum):
    """How long before a session one is reminded: 24 hours, 2 hours, 15 minutes (R1)."""

    DAY = "day"
    HOURS = "hours"
    MINUTES = "minutes"


class ReminderState(StrEnum):
    WAITING = "waiting"
    SAID = "said"
    DROPPED = "dropped"


class SmsWish(StrEnum):
    """Whether a person wants SMS: beside the chat, only where the chat can't reach them, never."""

    ALWAYS = "always"
    INSTEAD = "instead"
    NEVER = "never"


class DigestKind(StrEnum):
    """A psychologist's day, or the practice's money and what needs somebody (R7)."""

    AGENDA = "agenda"
    REPORT = "report"


class SmsState(StrEnum):
    """`SENDING` may have gone out; `SENT` was taken over; the last three are from its report."""

    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"
