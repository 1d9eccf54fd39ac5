"""A psychologist's own profile: making it, changing it, sending it for approval (P3)."""

from dataclasses import dataclass
from enum import StrEnum

from models.profile_views import ProfileView


class Written(StrEnum):
    """What is written freely; `SLUG` is the end of the link."""

    TITLE = "title"
    BIO = "bio"
    PHOTO = "photo"
    SLUG = "slug"


class Listed(StrEnum):
    SPECIALTIES = "specialties"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class LookAtProfile:
    """-> ProfileFound | NoProfile"""


@dataclass(frozen=True, slots=True)
class MakeProfile:
    """-> ProfileFound"""


@dataclass(frozen=True, slots=True)
class UseInvitation:
    """-> Invited | ProfileFound for who has a profile already | NotPossible"""

    token: str


@dataclass(frozen=True, slots=True)
class WriteProfile:
    """`value` None takes a photo away -> ProfileFound | NotPossible"""

    what: Written
    value: str | None


@dataclass(frozen=True, slots=True)
class ToggleWord:
    """-> ProfileFound | NotPossible"""

    what: Listed
    word: str


@dataclass(frozen=True, slots=True)
class AddWords:
    """-> ProfileFound | NotPossible"""

    what: Listed
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PauseProfile:
    """Take no new bookings, or take them again -> ProfileFound | NotPossible"""

    paused: bool


@dataclass(frozen=True, slots=True)
class SubmitProfile:
    """-> ProfileFound | NotPossible"""


@dataclass(frozen=True, slots=True)
class ProfileFound:
    """`link` opens the bot at this psychologist."""

    profile: ProfileView
    link: str


@dataclass(frozen=True, slots=True)
class NoProfile:
    pass


@dataclass(frozen=True, slots=True)
class Invited:
    """`label` is what the invitation says whom it is for."""

    label: str
    name: str


ProfileCommand = (
    LookAtProfile | MakeProfile | UseInvitation | WriteProfile | ToggleWord | AddWords
    | PauseProfile | SubmitProfile
)  # fmt: skip
ProfileResult = ProfileFound | NoProfile | Invited
