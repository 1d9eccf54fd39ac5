"""One's own data: having it sent, seeing what forgetting would do, and being forgotten (D2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.rights_views import Farewell, Gone
from models.trail_views import TrailPage


@dataclass(frozen=True, slots=True)
class AskForData:
    """-> DataComes | NotPossible"""

    with_intake: bool


@dataclass(frozen=True, slots=True)
class DataComes:
    """The files are made when they are sent."""

    person: UUID
    with_intake: bool


@dataclass(frozen=True, slots=True)
class LookAtForgetting:
    """-> FarewellSeen"""


@dataclass(frozen=True, slots=True)
class FarewellSeen:
    """`changed`: it isn't any more what was on the screen, and nothing was done."""

    farewell: Farewell
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """If it is still what was shown -> Forgotten | FarewellSeen"""

    fingerprint: str
    gives_up: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    gone: Gone
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadTrail:
    """A page of one's own trail, from before this position on -> TrailRead"""

    before: int | None


@dataclass(frozen=True, slots=True)
class TrailRead:
    page: TrailPage


PrivacyCommand = AskForData | LookAtForgetting | ForgetMe | ReadTrail
PrivacyResult = DataComes | FarewellSeen | Forgotten | TrailRead
