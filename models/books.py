"""The practice's books: numbered receipts, and what reconciling with the providers has found."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant, public_id
from models.payments import MoneyIn
from models.people import Person
from models.values import MismatchKind, Provider


class Receipt(Model):
    """Our own numbered receipt for a sum that came in; numbers have no gaps (M8)."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    number = fields.BigIntField(unique=True)
    money_in: fields.OneToOneRelation[MoneyIn] = fields.OneToOneField("models.MoneyIn", "receipt")
    issued_at = instant()

    class Meta:
        table = "receipts"


class Counter(Model):
    """A number that is counted up in the transaction that uses it, so that none is left out."""

    name = fields.CharField(max_length=16, primary_key=True)
    value = fields.BigIntField()

    class Meta:
        table = "counters"


class Reconciliation(Model):
    """One local day compared with one provider: what they have, and what we have, minor units."""

    id = fields.BigIntField(primary_key=True)
    provider = fields.CharEnumField(Provider, max_length=16)
    day = fields.DateField()
    their_count = fields.IntField(null=True)
    their_minor = fields.BigIntField(null=True)
    our_count = fields.IntField(null=True)
    our_minor = fields.BigIntField(null=True)
    started_at = instant()
    finished_at = instant(null=True)

    class Meta:
        table = "reconciliations"
        unique_together = (("provider", "day"),)


class PullCursor(Model):
    """How far a provider's list of payments has been read, and when it may be asked for next."""

    provider = fields.CharField(max_length=16, primary_key=True)
    seen_until = instant(null=True)
    next_at = instant()

    class Meta:
        table = "pull_cursors"


class Mismatch(Model):
    """A difference between a provider's list and ours, until a person has settled it."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    provider = fields.CharEnumField(Provider, max_length=16)
    day = fields.DateField()
    code = fields.CharField(max_length=64)
    kind = fields.CharEnumField(MismatchKind, max_length=16)
    their_minor = fields.BigIntField(null=True)
    our_minor = fields.BigIntField(null=True)
    found_at = instant()
    settled_at = instant(null=True)
    settled_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "settled_mismatches", null=True
    )
    note = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "mismatches"
        unique_together = (("provider", "code", "kind"),)
