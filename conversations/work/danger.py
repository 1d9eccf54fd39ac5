"""Looking after somebody who may be in danger (I6)."""

from dataclasses import dataclass
from uuid import UUID

from models.danger_views import Alert


@dataclass(frozen=True, slots=True)
class TakeCare:
    """-> CareTaken | NotPossible"""

    alert: UUID


@dataclass(frozen=True, slots=True)
class CareTaken:
    """By whoever asked, or by somebody who was quicker."""

    alert: Alert
    by_you: bool


DangerCommand = TakeCare
DangerResult = CareTaken
