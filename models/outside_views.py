"""What dialogues know of an outside calendar: never its address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutsideCalendarView:
    """`busy` counts the times that are taken in the next 30 days; `error` is one of FAILURES."""

    public_id: UUID
    name: str
    busy: int
    good_at: datetime | None
    error: str | None
