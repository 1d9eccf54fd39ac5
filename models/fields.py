"""Column kinds that several tables share."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.fields.base import Field


def public_id() -> Field[UUID]:
    """The name of a row outside the database: random, so that knowing one tells nothing of others."""
    return fields.UUIDField(unique=True)


def instant(*, null: bool = False, index: bool = False) -> Field[datetime]:
    """A UTC instant; always written by the program's clock, never by the database's."""
    return fields.DatetimeField(null=null, db_index=index)
