"""Everything to outside, rendered and waiting, and the budget under which it leaves."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.fields import instant
from models.values import OutboxState


class OutboxRow(Model):
    """One message on one channel. A fence (booking and version) drops it when the booking moved."""

    id = fields.BigIntField(primary_key=True)
    dedupe_key = fields.CharField(max_length=96, unique=True)
    channel = fields.CharField(max_length=16)
    lane = fields.CharField(max_length=80)
    payload: dict[str, Any] | None = fields.JSONField(null=True)
    state = fields.CharEnumField(OutboxState, max_length=8)
    attempts = fields.SmallIntField()
    due_at = instant()
    put_at = instant()
    sent_at = instant(null=True)
    draft_id = fields.BigIntField(null=True)
    fence_booking_id = fields.BigIntField(null=True)
    fence_version = fields.IntField(null=True)
    error = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "outbox"


class SendingBudget(Model):
    """One bucket of the sending budget: the instant until which its capacity is spoken for."""

    key = fields.CharField(max_length=48, primary_key=True)
    spoken_until = instant()

    class Meta:
        table = "sending_budget"
