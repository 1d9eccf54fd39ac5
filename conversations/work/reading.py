"""Reading what a client told before a session (I5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.intake_form import Answer
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class ReadTold:
    """-> ToldRead | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class ToldRead:
    """`answers` in the order of the form, a special request among them; None: nothing was told."""

    booking: BookingView
    answered_at: datetime | None
    answers: Mapping[str, Answer] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class BreakGlass:
    """-> GlassBroken | NotPossible"""

    booking: UUID
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GlassBroken:
    booking: BookingView


ReadingCommand = ReadTold | BreakGlass
ReadingResult = ToldRead | GlassBroken
