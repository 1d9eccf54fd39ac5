"""Pictures of reminders, for the words that are made of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.values import Medium, ReminderKind


@dataclass(frozen=True, slots=True)
class DueReminder:
    """What one person is to be told about one session; `is_client` says from which side."""

    id: int
    booking_id: int
    public_id: UUID
    version: int
    reference: str
    kind: ReminderKind
    starts_at: datetime
    is_client: bool
    other_name: str
    service_title: str
    medium: Medium
    meeting_link: str | None
    coming_at: datetime | None
