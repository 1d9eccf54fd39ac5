"""Whose data is read, how instants and amounts are written, and what the file may tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.database import row, rows
from services.vault import Vault


@dataclass(frozen=True, slots=True)
class Reading:
    """`with_intake`: what was told in confidence is opened for the file."""

    vault: Vault
    person_id: int
    zone: ZoneInfo
    with_intake: bool

    def at(self, instant: datetime | None) -> str | None:
        return instant.astimezone(self.zone).isoformat(timespec="seconds") if instant else None

    async def all(self, query: str, about: int | None = None) -> list[dict[str, Any]]:
        """Rows of a query, shown; $1 is the person, or what else it is `about`."""
        return self.shown(await rows(query, self.person_id if about is None else about))

    async def one(self, query: str) -> dict[str, Any]:
        found = await row(query, self.person_id)
        assert found is not None, "asked of what is there"
        return self.shown([found])[0]

    def shown(self, found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Instants by the person's clock; what is empty is left out."""
        return [
            {name: self.at(value) if isinstance(value, datetime) else value
             for name, value in each.items() if value is not None}
            for each in found
        ]  # fmt: skip
