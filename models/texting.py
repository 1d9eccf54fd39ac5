"""SMS that left, what came of them, and where somebody stands who answers by SMS or USSD."""

from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.models import Model

from models.fields import instant
from models.people import Person
from models.values import SmsState


class SentSms(Model):
    """One SMS that was tried: its parts and cost, never its words or its number (R4).

    `outbox_id` is the letter that it was; a second try is counted in the same row. `person` is None
    where a number that is nobody's was answered. `booking_id` is what it was about. `cost` is in
    KES, None while nobody said. `reported_at` is when the newest delivery report came that counts.
    """

    id = fields.BigIntField(primary_key=True)
    outbox_id = fields.BigIntField(unique=True)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "sms", null=True
    )
    booking_id = fields.BigIntField(null=True)
    message_id = fields.CharField(max_length=64, null=True, unique=True)
    state = fields.CharEnumField(SmsState, max_length=12)
    attempts = fields.SmallIntField()
    parts = fields.SmallIntField()
    encoding = fields.CharField(max_length=8)
    cost: Decimal | None = fields.DecimalField(max_digits=10, decimal_places=4, null=True)
    failure = fields.CharField(max_length=64, null=True)
    tried_at = instant()
    reported_at = instant(null=True)

    class Meta:
        table = "sent_sms"


class SmsThread(Model):
    """What a phone was asked by SMS and has not answered yet; forgotten after a while.

    `asked` is what conversations/texting.py makes of it: ids and choices, no words of anybody.
    """

    id = fields.BigIntField(primary_key=True)
    phone = fields.CharField(max_length=16, unique=True)
    asked: dict[str, Any] = fields.JSONField()
    until = instant()

    class Meta:
        table = "sms_threads"


class UssdAnswer(Model):
    """What a step of a USSD session was answered: the same step asked again does nothing twice.

    `session` and `history` are hashes of what the network says. `asked` is where the session
    stands after the step, as conversations/ussd.py makes it: ids and choices.
    """

    id = fields.BigIntField(primary_key=True)
    session = fields.CharField(max_length=80)
    history = fields.CharField(max_length=182)
    answer = fields.CharField(max_length=200)
    asked: dict[str, Any] | None = fields.JSONField(null=True)
    answered_at = instant()

    class Meta:
        table = "ussd_answers"
        unique_together = (("session", "history"),)
