"""The services that a psychologist offers, as their owner changes them (S1, S2)."""

from dataclasses import dataclass
from enum import StrEnum

from models.intake_form import Asked, Rules
from models.profile_views import OwnService
from models.values import Medium, Money, SessionFormat


class Changed(StrEnum):
    """What of a service is changed, and to what kind of value."""

    TITLE = "title"
    PRICE = "price"  # minor units
    MINUTES = "minutes"
    PLACES = "places"
    FORMAT = "format"
    MEDIUM = "medium"
    APPROVAL = "approval"  # True: each request is answered by hand
    EMERGENCY = "emergency"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class ListServices:
    """-> ServicesListed | NotPossible"""


@dataclass(frozen=True, slots=True)
class LookAtService:
    """-> ServiceFound | NotPossible"""

    service_id: int


@dataclass(frozen=True, slots=True)
class AddService:
    """-> ServiceFound | NotPossible"""

    title: str
    format: SessionFormat
    medium: Medium
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True)
class ChangeService:
    """-> ServiceFound | NotPossible"""

    service_id: int
    what: Changed
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class ReadQuestions:
    """-> QuestionsFound | NotPossible"""

    service_id: int


@dataclass(frozen=True, slots=True)
class ChangeQuestion:
    """-> QuestionsFound | NotPossible"""

    service_id: int
    question: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class ServicesListed:
    services: tuple[OwnService, ...]


@dataclass(frozen=True, slots=True)
class ServiceFound:
    service: OwnService


@dataclass(frozen=True, slots=True)
class QuestionsFound:
    """What the intake of a service asks."""

    title: str
    rules: Rules


CatalogueCommand = (
    ListServices | LookAtService | AddService | ChangeService | ReadQuestions | ChangeQuestion
)
CatalogueResult = ServicesListed | ServiceFound | QuestionsFound
