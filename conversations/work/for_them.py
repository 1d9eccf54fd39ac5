"""Rights of a client whom no chat reaches: an admin does what they asked for (D2)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.rights_views import Farewell, Gone


class AskedBy(StrEnum):
    """How the practice was asked; it stands in the audit trail."""

    IN_PERSON = "in_person"
    CALL = "call"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class OpenRights:
    """Whether this admin may do it for them -> RightsOpened | NotPossible"""

    client: UUID


@dataclass(frozen=True, slots=True)
class RightsOpened:
    name: str


@dataclass(frozen=True, slots=True)
class HandOut:
    """Their data as a file in the admin's chat, for a while -> DataHandedOut | NotPossible

    `to_print`: it can be copied for that long.
    """

    client: UUID
    asked: AskedBy
    to_print: bool


@dataclass(frozen=True, slots=True)
class DataHandedOut:
    """`person_id` is whose secret the file is."""

    person: UUID
    person_id: int
    name: str
    to_print: bool


@dataclass(frozen=True, slots=True)
class LookAtTheirForgetting:
    """-> TheirFarewell | NotPossible"""

    client: UUID


@dataclass(frozen=True, slots=True)
class TheirFarewell:
    """`changed`: it isn't any more what was on the screen, and nothing was done."""

    name: str
    farewell: Farewell
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ForgetThem:
    """If it is still what was shown -> TheyAreForgotten | TheirFarewell | NotPossible"""

    client: UUID
    asked: AskedBy
    fingerprint: str
    gives_up: bool


@dataclass(frozen=True, slots=True)
class TheyAreForgotten:
    gone: Gone


ForThemCommand = OpenRights | HandOut | LookAtTheirForgetting | ForgetThem
ForThemResult = RightsOpened | DataHandedOut | TheirFarewell | TheyAreForgotten
