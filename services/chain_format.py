"""How rows and links are hashed, without the database's functions (docs/audit.md)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

#: What the first link follows.
BEFORE_ALL: Final = bytes(32)

#: The columns of each chained table that its digest is made of, in their order, after its name.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "booking_moves": (
        "id", "booking_id", "from_status", "to_status", "version", "actor_id", "moved_at",
    ),
    "ledger_entries": (
        "id", "transaction", "account", "amount_minor", "currency", "booking_id", "payment_id",
        "money_in_id", "entered_at",
    ),
    "audit_log": (
        "id", "public_id", "at", "actor_id", "actor_role", "channel", "action", "subject",
        "subject_id", "person_id", "before", "after", "detail",
    ),
}  # fmt: skip

_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def row_hash(source: str, values: Sequence[Any]) -> bytes:
    """The SHA-256 of a row; `values` are those of its COLUMNS, `detail` as PostgreSQL's text."""
    fields = [source, *(_plain(value) for value in values)]
    return sha256(_JSON(fields).encode()).digest()


def link_hash(previous: bytes, position: int, row: bytes) -> bytes:
    return sha256(previous + position.to_bytes(8, "big") + row).digest()


def _plain(value: Any) -> str | int | None:
    """Instants become microseconds since 1970, in UTC."""
    match value:
        case datetime():
            return (value - _EPOCH) // _MICROSECOND
        case UUID():
            return str(value)
        case None | str() | int():
            return value
        case _:
            raise TypeError(f"no column of a chained row: {type(value).__name__}")
