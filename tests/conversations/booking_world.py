"""A practice of five, for the booking dialogue: cards, kinds, and bookings to have again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from conversations.work import Command, Result
from conversations.work import booking as work
from models.values import BookingStatus, Medium, Money, Purpose, SessionFormat
from models.views import BookingView, KindCard, PsychologistCard, ServiceCard, SessionKind
from tests.dialog import BRIAN, DAYS, SLOTS, Chat, booking, outside

PEOPLE = (
    (2, "brian", "Brian Otieno", ("Grief", "Men's mental health"), ("English", "Dholuo")),
    (3, "wanjiku", "Dr Wanjiku Kamau", ("Anxiety", "Sleep"), ("English", "Kiswahili")),
    (4, "amara", "Amara Hassan", ("Couples", "Grief"), ("Kiswahili", "Somali")),
    (5, "peter", "Peter Kiprono", ("Trauma",), ("English", "Kiswahili")),
    (6, "brianna", "Brianna Wafula", ("Anxiety",), ("English",)),
)
CARDS = tuple(
    replace(BRIAN, id=id_, slug=slug, name=name, specialties=specialties, languages=languages)
    for id_, slug, name, specialties, languages in PEOPLE
)
URGENT = ServiceCard(9, "Urgent talk", 30, Money(300_000), Medium.VIDEO, False,
                     purpose=Purpose.EMERGENCY)  # fmt: skip
VIDEO_50 = SessionKind(SessionFormat.INDIVIDUAL, Medium.VIDEO, 50)
KINDS = tuple(
    KindCard(kind, Money(price))
    for kind, price in [
        (VIDEO_50, 250_000),
        (SessionKind(SessionFormat.COUPLES, Medium.IN_PERSON, 75), 500_000),
        (SessionKind(SessionFormat.INDIVIDUAL, Medium.CHAT, 30), 100_000),
    ]
)
CLOCKS = (time(10), time(11), time(12))
TIMES = work.TimesFound(date(2026, 9, 15), SLOTS, CLOCKS)


def card(id_: int) -> PsychologistCard | None:
    return next((card for card in CARDS if card.id == id_), None)


def held(**changed: Any) -> work.SlotHeld:
    return work.SlotHeld(booking(status=BookingStatus.HELD, reference=None, **changed))


def again(**changed: Any) -> work.AgainFound:
    """Amina's last session, and three times around its weekday and hour."""
    past: BookingView = booking(
        status=BookingStatus.COMPLETED, starts_at=datetime(2026, 9, 1, 7, tzinfo=UTC)
    )
    days = (date(2026, 9, 15),) * 3
    found = work.AgainFound(past, BRIAN, True, date(2026, 9, 7), SLOTS, days, CLOCKS)
    return replace(found, **changed)


def many(command: Command) -> Result:
    """Everything goes well, with five psychologists to choose from."""
    match command:
        case work.FindPsychologists():
            return work.PsychologistsFound(CARDS)
        case work.OpenPsychologist(key=key):
            found = next((each for each in CARDS if key in {each.id, each.slug}), None)
            return work.PsychologistFound(found) if found else work.NobodyFound()
        case work.FindKinds():
            return work.KindsFound(KINDS)
        case work.FindDaysOfAny():
            return DAYS
        case work.FindTimesOfAny(day=day):
            return replace(TIMES, day=day)
        case work.HoldAny():
            return held()
        case work.FindAgain():
            return again()
        case _:
            return outside(command)


def chat() -> Chat:
    return Chat(world=many)
