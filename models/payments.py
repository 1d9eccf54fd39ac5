"""Attempts to be paid, the money that came in, and the ledger of where it belongs."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.people import Person
from models.values import MoneySource, PromptStatus, ProofState, Provider


class Payment(Model):
    """One attempt to be paid: the row is there before the push, and answers to `callback_token`.

    A pay link has no `phone` but a `checkout_url`; `callback_token` is its reference then.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "payments"
    )
    provider = fields.CharEnumField(Provider, max_length=16)
    attempt = fields.SmallIntField()
    status = fields.CharEnumField(PromptStatus, max_length=16)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    phone = fields.CharField(max_length=16, null=True)
    checkout_url = fields.CharField(max_length=300, null=True)
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


class MoneyIn(Model):
    """A sum that really came in, once, whoever told of it how often (M3).

    `code` is the receipt or reference of whom it came by; null while only a query said "paid".
    Without `person` it is unallocated. `account_typed` and `payer` are as they were sent: what a
    payer typed at a Paybill, and who they are, masked or not. `settled_at` is theirs, in UTC;
    `told_at` is when admins heard that it has no owner.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    provider = fields.CharEnumField(Provider, max_length=16)
    code = fields.CharField(max_length=64, null=True)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    source = fields.CharEnumField(MoneySource, max_length=16)
    payment: fields.OneToOneNullableRelation[Payment] = fields.OneToOneField(
        "models.Payment", "money", null=True
    )
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "money", null=True
    )
    booking: fields.ForeignKeyNullableRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "money", null=True
    )
    account_typed = fields.CharField(max_length=40, null=True)
    payer = fields.CharField(max_length=80, null=True)
    payer_phone = fields.CharField(max_length=16, null=True)
    settled_at = instant(null=True)
    received_at = instant()
    told_at = instant(null=True)
    allocated_at = instant(null=True)
    allocated_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "allocated_money", null=True
    )

    class Meta:
        table = "money_in"


class PaymentProof(Model):
    """What a client shows for having paid: a code, M-Pesa's message, or a picture (M5).

    `amount_minor` and `settled_at` are what the message says, a hint and no more. Why it was none
    is a code of ours (`note`) or somebody's words, sealed under its client's key (`reason`).
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "payment_proofs"
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "payment_proofs"
    )
    code = fields.CharField(max_length=16, null=True)
    amount_minor = fields.BigIntField(null=True)
    settled_at = instant(null=True)
    file_id = fields.CharField(max_length=200, null=True)
    file_kind = fields.CharField(max_length=16, null=True)
    state = fields.CharEnumField(ProofState, max_length=16)
    money_in: fields.ForeignKeyNullableRelation[MoneyIn] = fields.ForeignKeyField(
        "models.MoneyIn", "proofs", null=True
    )
    shown_at = instant()
    decided_at = instant(null=True)
    decided_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "decided_proofs", null=True
    )
    note = fields.CharField(max_length=200, null=True)
    reason = fields.BinaryField(null=True)

    class Meta:
        table = "payment_proofs"


class RefusedCallback(Model):
    """A callback that changed nothing, kept for good without its body (X44)."""

    id = fields.BigIntField(primary_key=True)
    source = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=64)
    payment_id = fields.BigIntField(null=True)
    digest = fields.CharField(max_length=64, null=True)
    came_at = instant()

    class Meta:
        table = "refused_callbacks"


class LedgerEntry(Model):
    """One side of a double entry, in signed minor units; rows are only ever added (H4)."""

    id = fields.BigIntField(primary_key=True)
    transaction = fields.CharField(max_length=64)
    account = fields.CharField(max_length=64)
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    booking_id = fields.BigIntField(null=True)
    payment_id = fields.BigIntField(null=True)
    money_in_id = fields.BigIntField(null=True)
    entered_at = instant()

    class Meta:
        table = "ledger_entries"
        unique_together = (("transaction", "account"),)


class ProviderToken(Model):
    """An access token that a provider allows only once, shared by all replicas (1.1).

    `failure`: how the last fetch failed; until `rests_until` nobody tries again.
    """

    id = fields.BigIntField(primary_key=True)
    provider = fields.CharField(max_length=32, unique=True)
    token = fields.CharField(max_length=200, null=True)
    expires_at = instant(null=True)
    rests_until = instant(null=True)
    failure = fields.CharField(max_length=120, null=True)
    failure_retry_after = fields.SmallIntField(null=True)

    class Meta:
        table = "provider_tokens"
