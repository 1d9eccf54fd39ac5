"""One request to the Bot API: its parameters, read as the real server reads them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from simulator.telegram.errors import bad_request

if TYPE_CHECKING:
    from simulator.telegram.bots import Bot
    from simulator.world import World

Perform = Callable[
    ["World", "Bot", str, dict[str, Any], dict[str, "Upload"]],
    Awaitable[tuple[int, dict[str, Any]]],
]
NAMES: dict[type, str] = {dict: "Object", list: "Array"}


@dataclass(slots=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    data: bytes
    mime: str | None


@dataclass(slots=True)
class Call:
    """`params` values are strings from forms, and any JSON value from JSON bodies."""

    world: World
    bot: Bot
    method: str
    params: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    # Runs another method by name, for those that come in webhook answers.
    perform: Perform | None = None

    def within(self, params: dict[str, Any]) -> Call:
        """The same request looking at an object inside it."""
        return replace(self, params=params)

    def text(self, name: str) -> str:
        """A string; "" when missing."""
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def boolean(self, name: str) -> bool:
        value = self.params.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer; the default when missing or not one, as the real server does."""
        try:
            return int(self.params.get(name, default))
        except (TypeError, ValueError):
            return default

    def json(self, name: str, kind: type) -> Any:
        """A JSON-serialised object or array; None when missing. Raises ApiError."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError as error:
                raise bad_request(f"can't parse {name} JSON object") from error
        if value is None:
            return None
        if not isinstance(value, kind):
            raise bad_request(f"{NAMES.get(kind, kind.__name__)} expected as {name}")
        return value
