"""The settings of e-mail: the account that mails are sent from, and how its server is spoken to."""

from collections.abc import Iterator
from typing import Final, Literal

from pydantic import SecretStr

from bot import settings_types as types
from bot.settings_base import Group, setting
from bot.settings_problems import Problem

#: Ports that only speak one way.
STARTTLS_PORT: Final = 587
TLS_PORT: Final = 465


class Mail(Group):
    """E-mail, by any SMTP server that has an account for the practice."""

    host: types.Host = setting(
        "SMTP_HOST", "the mail server's name", "smtp.example.org"
    )  # fmt: skip
    sender: types.EmailAddress = setting(
        "SMTP_FROM", "the address that mails come from", "appointments@example.org"
    )
    port: types.Port = setting(
        "SMTP_PORT", "its port: 587 for starttls, 465 for tls", "587", STARTTLS_PORT
    )
    security: Literal["starttls", "tls", "none"] = setting(
        "SMTP_SECURITY",
        "starttls, tls from the start, or none for a server on this machine",
        "starttls",
        "starttls",
    )
    username: str | None = setting(
        "SMTP_USERNAME", "the account's user name, often its address", "appointments", None
    )
    password: SecretStr | None = setting(
        "SMTP_PASSWORD", "the account's password, or one made for this program", "secret", None
    )

    @property
    def url(self) -> str:
        """Where the server is, as an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"smtp://{host}:{self.port}"


#: One of these, and e-mail is meant to be on.
WANTS: Final = frozenset({"SMTP_HOST", "SMTP_FROM", "SMTP_USERNAME", "SMTP_PASSWORD"})


def problems(mail: Mail) -> Iterator[Problem]:
    """What doesn't go together."""
    if (mail.username is None) != (mail.password is None):
        name = "SMTP_USERNAME" if mail.username is None else "SMTP_PASSWORD"
        yield Problem(name, "is missing: user name and password go together")
    if mail.security == "none" and not types.is_loopback(mail.url):
        yield Problem(
            "SMTP_SECURITY",
            "should be starttls or tls: only a server on this machine may do without",
        )
    if mail.security == "starttls" and mail.port == TLS_PORT:
        yield Problem("SMTP_SECURITY", "should be tls: port 465 speaks nothing else")
    if mail.security == "tls" and mail.port == STARTTLS_PORT:
        yield Problem("SMTP_PORT", "should be 465: 587 is for SMTP_SECURITY=starttls")
