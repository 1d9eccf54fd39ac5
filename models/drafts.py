"""Unfinished dialogues: where a chat stands and what it has answered."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.fields import instant
from models.people import Chat


class Draft(Model):
    """Where a chat stands in one dialogue; the answers of a private one are `sealed` instead."""

    id = fields.BigIntField(primary_key=True)
    chat: fields.ForeignKeyRelation[Chat] = fields.ForeignKeyField("models.Chat", "drafts")
    dialogue = fields.CharField(max_length=16)
    step = fields.CharField(max_length=32)
    rev = fields.IntField()
    answers: dict[str, Any] = fields.JSONField()
    sealed = fields.BinaryField(null=True)
    live_message_id = fields.BigIntField(null=True)
    updated_at = instant()

    class Meta:
        table = "drafts"
        unique_together = (("chat", "dialogue"),)
