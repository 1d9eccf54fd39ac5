"""Everything from outside, as it came, before anything is decided about it."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.fields import instant
from models.values import InboxState


class InboxRow(Model):
    """One update, callback or report. `lane` keeps the order: rows of one lane run one by one."""

    id = fields.BigIntField(primary_key=True)
    source = fields.CharField(max_length=16)
    external_id = fields.CharField(max_length=128)
    lane = fields.CharField(max_length=80)
    position = fields.BigIntField()
    payload = fields.BinaryField()
    state = fields.CharEnumField(InboxState, max_length=8)
    attempts = fields.SmallIntField()
    due_at = instant()
    received_at = instant()
    finished_at = instant(null=True)
    outcome = fields.CharField(max_length=64, null=True)

    class Meta:
        table = "inbox"
        unique_together = (("source", "external_id"),)
        indexes = (Index(fields=("state", "due_at")),)
