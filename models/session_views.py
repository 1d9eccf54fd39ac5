"""What services tell conversations of a session's records, and of sessions that are arranged."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.views import ServiceCard


@dataclass(frozen=True, slots=True)
class Note:
    """One note, opened; `position` counts from 1, the oldest first."""

    words: str = field(repr=False)
    written_at: datetime
    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Proof:
    """`kind` is "photo" or "document"; `name` is the document's file name, if it has one."""

    id: int
    kind: str
    file_id: str
    name: str | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class OwnClient:
    """A client as their psychologist knows them; `in_chat`: they can be written to here."""

    id: int
    public_id: UUID
    name: str
    in_chat: bool
    has_phone: bool


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a session would be that somebody arranges for a client, before it is made."""

    client: OwnClient
    psychologist_id: int
    psychologist_name: str
    service: ServiceCard
    starts_at: datetime
