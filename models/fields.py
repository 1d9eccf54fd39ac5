"""Column kinds that several tables share."""

from datetime import datetime
from typing import Any, Literal, overload
from uuid import UUID

from tortoise import fields
from tortoise.fields import DatetimeField
from tortoise.fields.base import Field


def public_id() -> Field[UUID]:
    """The name of a row outside the database: random, so one tells nothing of others."""
    return fields.UUIDField(unique=True)


@overload
def instant(*, null: Literal[False] = ...) -> DatetimeField[datetime]: ...


@overload
def instant(*, null: Literal[True]) -> DatetimeField[datetime | None]: ...


def instant(*, null: bool = False) -> Any:
    """A UTC instant; always written by the program's clock, never by the database's."""
    return DatetimeField(null=True) if null else DatetimeField()
