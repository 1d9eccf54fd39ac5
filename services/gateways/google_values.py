"""What goes to Google and what comes back, as values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

#: The one scope that is asked for: to write events, not to read everything.
SCOPE = "https://www.googleapis.com/auth/calendar.events"


@dataclass(frozen=True, slots=True)
class GoogleSettings:
    """Addresses without a slash at the end; `redirect_uri` is ours, as Google has it on file."""

    client_id: str
    client_secret: str = field(repr=False)
    accounts_url: str
    token_url: str
    calendar_url: str
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Access:
    """What opens the calendar until `expires_at` (UTC)."""

    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """A psychologist's consent: good for new access tokens until it is taken back."""

    refresh_token: str = field(repr=False)
    access: Access


@dataclass(frozen=True, slots=True)
class MeetEvent:
    """An event with a conference. `id` is ours, 5 to 1024 of a-v and 0-9; also the request's id.

    `title` names nobody: calendars are shared and synced.
    """

    id: str
    title: str
    starts_at: datetime
    ends_at: datetime


class Making(StrEnum):
    """How far Google is with the conference of an event."""

    PENDING = "pending"
    SUCCESS = "success"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Conference:
    """`link` is there exactly when it was made."""

    making: Making
    link: str | None = None
