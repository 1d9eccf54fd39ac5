"""Money that goes back, and what we ask of Daraja to send it or to look after it."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.payments import MoneyIn, PaymentProof
from models.people import Person
from models.values import RefundMethod, RefundState, RequestKind, RequestState


class Refund(Model):
    """An amount in minor units that is owed out of one sum that came in, to its person if known.

    `cause` says what it is owed for, so that asking twice is owing once (H3). `method` is null
    until it is sent. `provider_code` is the receipt or id of the refund itself.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    cause = fields.CharField(max_length=96, unique=True)
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "refunds", null=True
    )
    booking: fields.ForeignKeyNullableRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "refunds", null=True
    )
    money_in: fields.ForeignKeyNullableRelation[MoneyIn] = fields.ForeignKeyField(
        "models.MoneyIn", "refunds", null=True
    )
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    state = fields.CharEnumField(RefundState, max_length=16)
    method = fields.CharEnumField(RefundMethod, max_length=16, null=True)
    reason = fields.CharField(max_length=32)
    attempts = fields.SmallIntField(null=True)
    provider_code = fields.CharField(max_length=64, null=True)
    note = fields.CharField(max_length=200, null=True)
    next_look_at = instant(null=True)
    asked_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "asked_refunds", null=True
    )
    done_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "done_refunds", null=True
    )
    asked_at = instant()
    changed_at = instant()

    class Meta:
        table = "refunds"


class MpesaRequest(Model):
    """One asynchronous request to Daraja: the row is there before the request (1.8).

    `token` is in its ResultURL and QueueTimeOutURL. `about_code` is the receipt or conversation
    that it is about; `phone` whom a B2C goes to.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(RequestKind, max_length=16)
    state = fields.CharEnumField(RequestState, max_length=16)
    token = fields.CharField(max_length=48, unique=True)
    originator_conversation_id = fields.CharField(max_length=64, null=True, unique=True)
    conversation_id = fields.CharField(max_length=64, null=True, unique=True)
    refund: fields.ForeignKeyNullableRelation[Refund] = fields.ForeignKeyField(
        "models.Refund", "requests", null=True
    )
    proof: fields.ForeignKeyNullableRelation[PaymentProof] = fields.ForeignKeyField(
        "models.PaymentProof", "requests", null=True
    )
    about_code = fields.CharField(max_length=64, null=True)
    amount_minor = fields.BigIntField(null=True)
    phone = fields.CharField(max_length=16, null=True)
    result_code = fields.CharField(max_length=16, null=True)
    result_description = fields.CharField(max_length=200, null=True)
    result_receipt = fields.CharField(max_length=16, null=True)
    asked_at = instant()
    submitted_at = instant(null=True)
    concluded_at = instant(null=True)
    next_look_at = instant(null=True)

    class Meta:
        table = "mpesa_requests"
