"""Clients as staff see them (P2)."""

from dataclasses import dataclass
from uuid import UUID

from models.views import BookingView
from models.views_people import ClientCard


@dataclass(frozen=True, slots=True)
class FindClients:
    """One's own, or everybody's for an admin -> ClientsFound | NotPossible"""

    said: str
    page: int


@dataclass(frozen=True, slots=True)
class ClientsFound:
    clients: tuple[ClientCard, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OpenClient:
    """-> ClientFound | NotPossible"""

    client: UUID


@dataclass(frozen=True, slots=True)
class ClientFound:
    """`admin`: seen by one."""

    client: ClientCard
    admin: bool = False


@dataclass(frozen=True, slots=True)
class FindSessionsOf:
    """Those that the reader may see, the latest first -> SessionsOfClient | NotPossible"""

    client: UUID
    page: int


@dataclass(frozen=True, slots=True)
class SessionsOfClient:
    client: ClientCard
    bookings: tuple[BookingView, ...]
    page: int
    more: bool
    admin: bool


@dataclass(frozen=True, slots=True)
class AddClient:
    """Somebody without Telegram -> ClientAdded | ClientBooksAlone | NotPossible

    `language`: in which they are written to.
    """

    name: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True)
class GiveNumber:
    """Of a client without Telegram -> NumberGiven | ClientBooksAlone | NotPossible"""

    client: UUID
    phone: str


@dataclass(frozen=True, slots=True)
class NumberGiven:
    client: ClientCard


@dataclass(frozen=True, slots=True)
class ClientAdded:
    """`is_new` is false when the number was known: there is one person a number."""

    client: ClientCard
    is_new: bool


@dataclass(frozen=True, slots=True)
class ClientBooksAlone:
    """The number belongs to somebody in Telegram; `link` opens the bot for them."""

    link: str


ClientsCommand = FindClients | OpenClient | FindSessionsOf | AddClient | GiveNumber
ClientsResult = (
    ClientsFound | ClientFound | SessionsOfClient | ClientAdded | ClientBooksAlone | NumberGiven
)
