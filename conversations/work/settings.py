"""One's own settings (P4, P5)."""

from dataclasses import dataclass
from datetime import datetime

from models.views_people import Preferences


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """-> SettingsFound"""


@dataclass(frozen=True, slots=True)
class KeepName:
    """-> SettingsKept | NotPossible"""

    name: str


@dataclass(frozen=True, slots=True)
class KeepLanguage:
    """-> SettingsKept"""

    language: str


@dataclass(frozen=True, slots=True)
class KeepTimezone:
    """An IANA name -> SettingsKept | NotPossible"""

    timezone: str


@dataclass(frozen=True, slots=True)
class KeepPhone:
    """As typed, or `shared` by Telegram's contact button -> SettingsKept | NotPossible"""

    phone: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class RemovePhone:
    """-> SettingsKept"""


@dataclass(frozen=True, slots=True)
class SettingsFound:
    """`practice_timezone` is where the practice is, `now` the present."""

    mine: Preferences
    practice_timezone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class SettingsKept:
    """Changed, and how they are now."""

    found: SettingsFound


SettingsCommand = ReadSettings | KeepName | KeepLanguage | KeepTimezone | KeepPhone | RemovePhone
SettingsResult = SettingsFound | SettingsKept
