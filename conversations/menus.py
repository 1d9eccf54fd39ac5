"""The command menu of each role, as (command, description); Telegram shows it by the text field."""

from collections.abc import Set

from conversations.texts import text
from models.values import Role

CLIENT = ("book", "sessions", "credit", "reminders", "settings", "privacy", "cancel",
          "help")  # fmt: skip
PSYCHOLOGIST = ("today", "week", "pending", "availability", "clients", "calendar", "profile",
                "services", "settings", "help")  # fmt: skip
ADMIN = ("admin", "applications", "clients", "today", "book", "sessions", "settings", "cancel",
         "help")  # fmt: skip
#: For a psychologist who runs the practice too. No menu is longer than ten: nobody reads on.
BOTH = ("today", "week", "pending", "admin", "applications", "clients", "availability", "calendar",
        "settings", "help")  # fmt: skip

EVERY = frozenset((*CLIENT, *PSYCHOLOGIST, *ADMIN, *BOTH))


def commands(roles: Set[Role]) -> tuple[str, ...]:
    """The commands for somebody with these roles."""
    if Role.PSYCHOLOGIST in roles:
        return BOTH if Role.ADMIN in roles else PSYCHOLOGIST
    return ADMIN if Role.ADMIN in roles else CLIENT


def menu(roles: Set[Role], language: str) -> list[tuple[str, str]]:
    return [(name, text(f"command_{name}", language)) for name in commands(roles)]
