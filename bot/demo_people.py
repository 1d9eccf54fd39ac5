"""The people of the demo: four psychologists, what they offer and when; made up, all of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from models.database import row
from models.values import Medium, Role, SessionFormat
from services import people
from services.transaction import transaction


@dataclass(frozen=True, slots=True)
class DemoService:
    slug: str
    title: str
    minutes: int
    shillings: int
    format: SessionFormat = SessionFormat.INDIVIDUAL
    medium: Medium = Medium.VIDEO
    needs_approval: bool = True


@dataclass(frozen=True, slots=True)
class DemoPsychologist:
    telegram_id: int
    phone: str
    slug: str
    name: str
    title: str
    bio: str
    specialties: tuple[str, ...]
    languages: tuple[str, ...]
    services: tuple[DemoService, ...]
    #: (days counted from Sunday = 0, start, end)
    hours: tuple[tuple[tuple[int, ...], str, str], ...]
    step: int = 30
    buffer_after: int = 10

    @property
    def card(self) -> dict[str, object]:
        """As the simulated world knows them."""
        return {"name": self.name, "phone": self.phone, "telegram_id": self.telegram_id,
                "email": f"{self.slug}@example.com"}  # fmt: skip


WEEKDAYS = (1, 2, 3, 4, 5)

PSYCHOLOGISTS = (
    DemoPsychologist(
        700_000_101, "+254722000101", "wanjiku", "Dr Wanjiku Kamau", "Clinical psychologist",
        "I work with people whose worry or low mood has started to run their days. We look at what"
        " keeps it going and try small changes between sessions.",
        ("Anxiety", "Depression", "Sleep"), ("English", "Kiswahili", "Gikuyu"),
        (DemoService("first", "First conversation", 30, 1500),
         DemoService("session", "Individual session", 50, 3500)),
        ((WEEKDAYS, "09:00", "12:30"), (WEEKDAYS, "14:00", "17:00")),
    ),
    DemoPsychologist(
        700_000_102, "+254733000102", "brian", "Brian Otieno", "Counselling psychologist",
        "Grief, separation, a move, a lost job: I keep people company while life changes, with"
        " patience and without ready answers.",
        ("Grief", "Life changes", "Men's mental health"), ("English", "Kiswahili", "Dholuo"),
        (DemoService("session", "Individual session", 50, 2500),
         DemoService("long", "Long session", 90, 4200)),
        (((1, 2, 4), "10:00", "18:00"), ((6,), "09:00", "13:00")),
    ),
    DemoPsychologist(
        700_000_103, "+254710000103", "amara", "Amara Hassan", "Couples and family therapist",
        "I see couples and families who talk past each other. Everybody is heard, and nobody is the"
        " problem.",
        ("Couples", "Families", "Parenting"), ("English", "Kiswahili", "Somali"),
        (DemoService("couple", "Couples session", 75, 5000, SessionFormat.COUPLES),
         DemoService("family", "Family session", 90, 6000, SessionFormat.FAMILY,
                     Medium.IN_PERSON)),
        (((2, 3, 4), "11:00", "19:00"),),
        buffer_after=15,
    ),
    DemoPsychologist(
        700_000_104, "+254114000104", "peter", "Peter Kiprono", "Trauma therapist",
        "After an accident, an attack or years that were too much: we go slowly, and you set the"
        " pace.",
        ("Trauma", "PTSD", "Young adults"), ("English", "Kiswahili"),
        (DemoService("chat", "Chat session", 30, 1000, medium=Medium.CHAT, needs_approval=False),
         DemoService("session", "Individual session", 60, 4000)),
        ((WEEKDAYS, "08:00", "11:00"), ((3,), "17:00", "20:00")),
    ),
)  # fmt: skip


async def settle_in(now: datetime) -> None:
    """Write them down, unless they are there from an earlier start."""
    for demo in PSYCHOLOGISTS:
        async with transaction():
            if await row("SELECT 1 FROM psychologists WHERE slug = $1", demo.slug) is None:
                await _write(demo, now)


async def _write(demo: DemoPsychologist, now: datetime) -> None:
    person = await row(
        """INSERT INTO people (public_id, telegram_id, name, phone, language, timezone, created_at)
           VALUES ($1, $2, $3, $4, 'en', 'Africa/Nairobi', $5)
           ON CONFLICT (telegram_id) DO UPDATE SET name = excluded.name RETURNING id""",
        uuid4(),
        demo.telegram_id,
        demo.name,
        demo.phone,
        now,
    )
    assert person is not None
    await people.grant(person["id"], Role.PSYCHOLOGIST, now)
    profile = await row(
        """INSERT INTO psychologists (public_id, slug, person_id, title, bio, specialties,
               languages, slot_step_minutes, buffer_before_minutes, buffer_after_minutes,
               notice_minutes, horizon_days, approved_at)
           VALUES ($1, $2, $3, $4, $5, to_jsonb($6::text[]), to_jsonb($7::text[]), $8, 0, $9,
                   1440, 30, $10) RETURNING id""",
        uuid4(), demo.slug, person["id"], demo.title, demo.bio, list(demo.specialties),
        list(demo.languages), demo.step, demo.buffer_after, now,
    )  # fmt: skip
    assert profile is not None
    for offer in demo.services:
        await row(
            """INSERT INTO services (public_id, psychologist_id, slug, title, format, medium,
                   duration_minutes, price_minor, currency, capacity, needs_approval, is_active)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'KES', 1, $9, true) RETURNING id""",
            uuid4(), profile["id"], offer.slug, offer.title, offer.format.value,
            offer.medium.value, offer.minutes, offer.shillings * 100, offer.needs_approval,
        )  # fmt: skip
    for days, start, end in demo.hours:
        for day in days:
            await row(
                """INSERT INTO availability_windows (psychologist_id, day_of_week, start_time,
                       end_time, is_active) VALUES ($1, $2, $3, $4, true) RETURNING id""",
                profile["id"], day, start, end,
            )  # fmt: skip
