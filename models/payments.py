"""STK pushes, each attempt a row, and the ledger of what they brought in."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.values import PromptStatus


class Payment(Model):
    """One attempt to be paid: the row is there before the push, and answers to `callback_token`."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "payments"
    )
    provider = fields.CharField(max_length=16)
    attempt = fields.SmallIntField()
    status = fields.CharEnumField(PromptStatus, max_length=16)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    phone = fields.CharField(max_length=16)
    callback_token = fields.CharField(max_length=48, unique=True)
    merchant_request_id = fields.CharField(max_length=64, null=True)
    checkout_request_id = fields.CharField(max_length=64, null=True, unique=True)
    receipt = fields.CharField(max_length=16, null=True, unique=True)
    paid_minor = fields.BigIntField(null=True)
    result_code = fields.CharField(max_length=16, null=True)
    result_description = fields.CharField(max_length=200, null=True)
    queries = fields.SmallIntField()
    next_query_at = instant(null=True)
    asked_at = instant()
    submitted_at = instant(null=True)
    concluded_at = instant(null=True)

    class Meta:
        table = "payments"


class LedgerEntry(Model):
    """One side of a double entry, in signed minor units; rows are only ever added (H4)."""

    id = fields.BigIntField(primary_key=True)
    transaction = fields.CharField(max_length=64)
    account = fields.CharField(max_length=64)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    booking_id = fields.BigIntField(null=True)
    payment_id = fields.BigIntField(null=True)
    entered_at = instant()

    class Meta:
        table = "ledger_entries"
        unique_together = (("transaction", "account"),)


class ProviderToken(Model):
    """An access token that a provider allows only once, shared by all replicas (1.1)."""

    id = fields.BigIntField(primary_key=True)
    provider = fields.CharField(max_length=32, unique=True)
    token = fields.CharField(max_length=200, null=True)
    expires_at = instant(null=True)

    class Meta:
        table = "provider_tokens"
