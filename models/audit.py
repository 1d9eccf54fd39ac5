"""Who did what, when: rows that are only ever added, chained by hash (D1, H4)."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.fields import instant, public_id


class AuditEntry(Model):
    """One deed, without anybody's words: ids, codes, states, amounts in minor units.

    `person_id` is whose data it is about; `subject` and `subject_id` name the row outside.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    at = instant()
    actor_id = fields.BigIntField(null=True)
    actor_role = fields.CharField(max_length=16, null=True)
    channel = fields.CharField(max_length=16)
    action = fields.CharField(max_length=48)
    subject = fields.CharField(max_length=32)
    subject_id = fields.CharField(max_length=64, null=True)
    person_id = fields.BigIntField(null=True)
    before = fields.CharField(max_length=200, null=True)
    after = fields.CharField(max_length=200, null=True)
    detail: dict[str, Any] | None = fields.JSONField(null=True)

    class Meta:
        table = "audit_log"
        indexes = (Index(fields=("person_id", "id")),)


class ChainLink(Model):
    """A row of `source` with the hash of everything before it, in the order of the commits."""

    id = fields.BigIntField(primary_key=True)
    source = fields.CharField(max_length=16)
    row_id = fields.BigIntField()
    row_hash = fields.BinaryField()
    previous = fields.BinaryField()
    hash = fields.BinaryField()

    class Meta:
        table = "chain_links"
        unique_together = (("source", "row_id"),)
