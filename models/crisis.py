"""Whom to call in a crisis, and who of the practice is told (I6)."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number that somebody answers. `checked_on`: when the practice last made sure of it."""

    name: str
    number: str
    languages: tuple[str, ...] = ()
    checked_on: date | None = None


#: The emergency services of Kenya, whose number every text that speaks of danger says.
EMERGENCY = "999 / 112"
#: Named in both languages, for they are shown to everybody as they stand here.
#: What was public in Kenya when this was written; unconfirmed until the practice has checked it.
KENYA = (
    CrisisLine("Emergency services (police, ambulance) · Dharura", EMERGENCY),
    CrisisLine("Kenya Red Cross, counselling · Ushauri nasaha", "1199"),
    CrisisLine("Befrienders Kenya", "+254 722 178 177"),
    CrisisLine("Niskize", "0900 620 800"),
    CrisisLine("Childline Kenya · Watoto", "116"),
    CrisisLine("Violence at home or sexual violence · Ukatili", "1195"),
)


@dataclass(frozen=True, slots=True)
class Crisis:
    """`on_call`: Telegram ids of those who are told; with none, every admin is."""

    lines: tuple[CrisisLine, ...] = KENYA
    on_call: frozenset[int] = field(default_factory=frozenset)

    @property
    def emergency(self) -> str:
        """The number for danger to life: that of the first line, in the order of the settings."""
        return self.lines[0].number if self.lines else EMERGENCY

    @property
    def unconfirmed(self) -> tuple[CrisisLine, ...]:
        """Numbers that nobody of the practice has said they have checked."""
        return tuple(line for line in self.lines if line.checked_on is None)
