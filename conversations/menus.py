"""The command menu of each role, as (command, description)."""

from conversations.texts import text

CLIENT = ("book", "sessions", "cancel", "help")
STAFF = ("pending", "today", *CLIENT)


def client(language: str) -> list[tuple[str, str]]:
    return _menu(CLIENT, language)


def staff(language: str) -> list[tuple[str, str]]:
    return _menu(STAFF, language)


def _menu(names: tuple[str, ...], language: str) -> list[tuple[str, str]]:
    return [(name, text(f"command_{name}", language)) for name in names]
