"""Sessions that staff arrange for a client: now, or at a free time (B10)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.session_views import Arrangement, OwnClient
from models.views import BookingView, PaymentView, ServiceCard


@dataclass(frozen=True, slots=True)
class FindOwnClients:
    """One's clients who have a chat, page by page from 0 -> OwnClientsFound | NotPossible"""

    page: int


@dataclass(frozen=True, slots=True)
class OwnClientsFound:
    clients: tuple[OwnClient, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class FindInstantServices:
    """One's own services by video -> InstantServicesFound | NotPossible"""

    client: UUID


@dataclass(frozen=True, slots=True)
class InstantServicesFound:
    client: OwnClient
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True, slots=True)
class LookAtInstant:
    """-> InstantSeen | NotPossible"""

    client: UUID
    service_id: int


@dataclass(frozen=True, slots=True)
class InstantSeen:
    """The same session with and without a charge, which start at different times."""

    free: Arrangement
    charged: Arrangement


@dataclass(frozen=True, slots=True)
class MakeInstant:
    """-> Arranged | NotPossible"""

    client: UUID
    service_id: int
    charge: bool


@dataclass(frozen=True, slots=True)
class OpenClient:
    """-> ClientOpened | NotPossible"""

    client: UUID


@dataclass(frozen=True, slots=True)
class ClientOpened:
    """`psychologist_id` is one's own profile; None: an admin chooses whose session it is."""

    client: OwnClient
    psychologist_id: int | None


@dataclass(frozen=True, slots=True)
class LookAtArrangement:
    """-> ArrangementSeen | NotPossible"""

    client: UUID
    service_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class ArrangementSeen:
    plan: Arrangement


@dataclass(frozen=True, slots=True)
class BookForClient:
    """-> Arranged | SlotTaken | NotPossible"""

    client: UUID
    service_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Arranged:
    """It is made; `client` says whether they could be told, or be asked on their phone."""

    booking: BookingView
    client: OwnClient


@dataclass(frozen=True, slots=True)
class SendPrompt:
    """Ask a client without a chat to pay, on their phone -> PromptSent | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class PromptSent:
    booking: BookingView
    payment: PaymentView


ArrangedCommand = (
    FindOwnClients | FindInstantServices | LookAtInstant | MakeInstant | OpenClient
    | LookAtArrangement | BookForClient | SendPrompt
)  # fmt: skip
ArrangedResult = (
    OwnClientsFound | InstantServicesFound | InstantSeen | ClientOpened | ArrangementSeen
    | Arranged | PromptSent
)  # fmt: skip
