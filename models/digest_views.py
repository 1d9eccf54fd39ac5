"""A psychologist's day and the practice's day, as they are told (R7)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from models.values import BookingStatus, Medium, Money, PaymentStatus, Provider


@dataclass(frozen=True, slots=True)
class AgendaSession:
    """One session of the day. `coming_at`: its client said that they will come."""

    public_id: UUID
    version: int
    status: BookingStatus
    payment_status: PaymentStatus
    starts_at: datetime
    client_name: str
    service_title: str
    medium: Medium
    price: Money
    coming_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """`waiting` requests, the first of which lapses at `first_due`; `noteless` sessions of late."""

    day: date
    sessions: tuple[AgendaSession, ...]
    waiting: int
    first_due: datetime | None
    noteless: int

    @property
    def has_anything(self) -> bool:
        return bool(self.sessions or self.waiting or self.noteless)


@dataclass(frozen=True, slots=True)
class MoneyOfDay:
    """By currency: what came by whom, what went back, what became credit and was paid from it."""

    received: tuple[tuple[Provider, Money], ...]
    sent_back: tuple[Money, ...]
    kept: tuple[Money, ...]
    used: tuple[Money, ...]

    @property
    def totals(self) -> tuple[Money, ...]:
        """Of what came in, one for each currency that came by more than one of them."""
        currencies = [money.currency for _, money in self.received]
        return tuple(
            Money(sum(m.minor for _, m in self.received if m.currency == currency), currency)
            for currency in dict.fromkeys(currencies) if currencies.count(currency) > 1
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exceptions:
    """How many of what needs somebody; each is nothing on a good day.

    `unsaid`: sessions that are over and nobody has said how they went. `undelivered` SMS and `dead`
    letters are those of the day.
    """

    unallocated: int
    mismatches: int
    refunds: int
    proofs: int
    applications: int
    alerts: int
    unsaid: int
    undelivered: int
    dead: int

    @property
    def has_anything(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class DayReport:
    """From one report to the next: `since` to `until`.

    `sms_cost` is the month's, in KES; `is_tight`: little of its budget is left, or nothing.
    """

    day: date
    since: datetime
    until: datetime
    money: MoneyOfDay
    completed: int
    cancelled: int
    missed: int
    exceptions: Exceptions
    sms_cost: Decimal
    sms_budget: Decimal | None
    is_tight: bool

    @property
    def has_anything(self) -> bool:
        money = self.money
        moved = money.received or money.sent_back or money.kept or money.used
        sessions = self.completed + self.cancelled + self.missed
        return bool(moved or sessions or self.exceptions.has_anything or self.is_tight)
