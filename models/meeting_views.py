"""What the screens about video links show."""

from dataclasses import dataclass
from enum import StrEnum

from models.values import MeetingKind


class GoogleStanding(StrEnum):
    """How a psychologist stands with Google. `OFF`: this practice doesn't offer it."""

    OFF = "off"
    NONE = "none"
    CONNECTED = "connected"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """Where a psychologist's video sessions take place; `address` for a link of their own."""

    kind: MeetingKind
    address: str | None
    google: GoogleStanding
