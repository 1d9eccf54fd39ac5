"""What services tell conversations: frozen pictures of rows, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.crisis import EMERGENCY
from models.values import (
    BookingStatus,
    Medium,
    Money,
    PaymentStatus,
    PromptStatus,
    Provider,
    Purpose,
    SessionFormat,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a text: their language and IANA time zone (P5)."""

    person_id: int
    name: str
    language: str
    timezone: str


@dataclass(frozen=True, slots=True)
class House:
    """The practice as its texts speak of it: its name, and the zone that needs no naming (P5).

    `pages` is the address in front of our pages, where Telegram can open them (I3). `emergency` is
    whom to call in danger, the first of the crisis lines (I6).
    """

    name: str
    timezone: str
    pages: str | None = None
    emergency: str = EMERGENCY


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """`purpose` is set where the service is for one purpose only (S2)."""

    id: int
    title: str
    minutes: int
    price: Money
    medium: Medium
    needs_approval: bool
    format: SessionFormat = SessionFormat.INDIVIDUAL
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class SessionKind:
    """What several psychologists may offer alike: format, medium and length (B1)."""

    format: SessionFormat
    medium: Medium
    minutes: int

    @property
    def key(self) -> str:
        """As buttons and drafts carry it: "individual-in_person-50"."""
        return f"{self.format}-{self.medium}-{self.minutes}"

    @classmethod
    def read(cls, key: str) -> "SessionKind | None":
        """None for what is no such key."""
        match key.split("-"):
            case [format_, medium, minutes] if minutes.isdecimal() and len(minutes) <= 4:
                known = format_ in list(SessionFormat) and medium in list(Medium)
                return cls(SessionFormat(format_), Medium(medium), int(minutes)) if known else None
            case _:
                return None


@dataclass(frozen=True, slots=True)
class KindCard:
    """A kind of session and the lowest price at which anybody offers it."""

    kind: SessionKind
    price: Money


@dataclass(frozen=True, slots=True)
class PsychologistCard:
    id: int
    slug: str
    name: str
    title: str
    bio: str
    specialties: tuple[str, ...]
    languages: tuple[str, ...]
    services: tuple[ServiceCard, ...]
    next_free: datetime | None
    photo: str | None = None


@dataclass(frozen=True, slots=True)
class BookingView:
    """One booking; `moved_to` is the start of the session that replaced it, if one did (B9).

    `coming_at`: when its client answered a reminder with "I'll be there" (R6).
    """

    id: int
    public_id: UUID
    version: int
    status: BookingStatus
    payment_status: PaymentStatus
    reference: str | None
    client_id: int
    client_name: str
    psychologist_id: int
    psychologist_person_id: int
    psychologist_name: str
    psychologist_slug: str
    service_id: int
    service_title: str
    medium: Medium
    starts_at: datetime
    ends_at: datetime
    minutes: int
    price: Money
    cancel_notice_minutes: int
    held_until: datetime | None
    answer_due_at: datetime | None
    payment_due_at: datetime | None
    meeting_link: str | None
    calendar_uid: UUID
    calendar_sequence: int
    needs_approval: bool
    purpose: Purpose
    format: SessionFormat
    rescheduled_from_id: int | None
    moved_to: datetime | None
    proposal_for_id: int | None
    waiver_asked_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    changed_at: datetime
    coming_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One attempt to be paid; `words` names the text of its result, if it has one.

    A pay link has no phone, and a `checkout_url` once Paystack has given it one.
    """

    id: int
    booking_id: int
    status: PromptStatus
    amount: Money
    phone: str | None
    receipt: str | None
    words: str | None
    provider: Provider = Provider.MPESA
    checkout_url: str | None = None
