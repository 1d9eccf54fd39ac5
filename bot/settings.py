"""The settings, read once from the environment and `.env`; the only reader of the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.settings_base import Group
from bot.settings_crisis import CrisisLines
from bot.settings_daraja import Daraja, DarajaOperator
from bot.settings_groups import (
    AfricasTalking,
    Database,
    Google,
    Logs,
    Paystack,
    Practice,
    Server,
    Settings,
    Telegram,
    Vault,
)
from bot.settings_limits import Limits
from bot.settings_mail import WANTS as WANTS_MAIL
from bot.settings_mail import Mail
from bot.settings_problems import Problem, SettingsError, from_validation, misspelt
from bot.settings_retention import Retention
from bot.settings_rules import conflicts

__all__ = [
    "GROUPS",
    "AfricasTalking",
    "CrisisLines",
    "Daraja",
    "DarajaOperator",
    "Database",
    "Google",
    "Limits",
    "Logs",
    "Mail",
    "Paystack",
    "Practice",
    "Problem",
    "Retention",
    "Server",
    "Settings",
    "SettingsError",
    "Telegram",
    "Vault",
    "load",
]

SomeGroup = TypeVar("SomeGroup", bound=Group)

GROUPS: tuple[type[Group], ...] = (
    Database,
    Telegram,
    Server,
    Vault,
    Daraja,
    DarajaOperator,
    Paystack,
    AfricasTalking,
    Mail,
    Google,
    Practice,
    CrisisLines,
    Limits,
    Retention,
    Logs,
)


def load(env: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> Settings:
    """Read everything; `env` stands in for the process's environment and wins over the file.

    Raises SettingsError, which names every missing or wrong setting at once.
    """
    reader = _Reader(os.environ if env is None else env, dotenv)
    settings = reader.settings()
    if reader.problems or settings is None:
        raise SettingsError(reader.problems)
    return settings


class _Reader:
    """Reads group by group and keeps what is wrong until the end."""

    def __init__(self, env: Mapping[str, str], dotenv: Path | None) -> None:
        self.env = env
        self.dotenv = dotenv
        given = {**(dotenv_values(dotenv) if dotenv else {}), **env}
        self.given = {name for name, value in given.items() if value}
        known = [name for group in GROUPS for name in group.names()]
        self.problems = list(misspelt(self.given, known))

    def settings(self) -> Settings | None:
        """None where a group could not be read; `problems` says why, conflicts included."""
        wants_sms = not self.given.isdisjoint({"AFRICASTALKING_USERNAME", "AFRICASTALKING_API_KEY"})
        wants_google = not self.given.isdisjoint({"GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"})
        wants_operator = not self.given.isdisjoint(DarajaOperator.names())
        database, telegram, server = self._read(Database), self._read(Telegram), self._read(Server)
        vault = self._read(Vault)
        daraja, sms = self._read(Daraja), self._read(AfricasTalking) if wants_sms else None
        operator = self._read(DarajaOperator) if wants_operator else None
        mail = self._read(Mail) if WANTS_MAIL & self.given else None
        google = self._read(Google) if wants_google else None
        paystack = self._read(Paystack) if "PAYSTACK_SECRET_KEY" in self.given else None
        practice, limits, logs = self._read(Practice), self._read(Limits), self._read(Logs)
        crisis = self._read(CrisisLines)
        if not (database and telegram and server and vault and daraja and practice):
            return None
        retention = self._read(Retention)
        if not (limits and retention and logs and crisis):
            return None
        settings = Settings(
            database,
            telegram,
            server,
            vault,
            daraja,
            operator,
            paystack,
            sms,
            mail,
            google,
            practice,
            crisis,
            limits,
            retention,
            logs,
        )
        self.problems.extend(conflicts(settings))
        return settings

    def _read(self, group: type[SomeGroup]) -> SomeGroup | None:
        try:
            return group.read(self.env, self.dotenv)
        except ValidationError as error:
            self.problems.extend(from_validation(group, error))
            return None
