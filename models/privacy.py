"""What protects people's data: erasures, opened seals, visits of the page, visitors' budgets."""

from typing import Any

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.people import Person


class Erasure(Model):
    """Somebody asked to be forgotten: redacted at once, deleted after the retention time (D2)."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "erasures")
    asked_at = instant()
    redacted_at = instant(null=True)
    delete_after = instant()
    deleted_at = instant(null=True)
    counts: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "erasures"


class BreakGlass(Model):
    """An admin opened what is not theirs to read; the reason is sealed under the client's key."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    admin: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "glass")
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField("models.Booking", "glass")
    reason = fields.BinaryField()
    opened_at = instant()
    closes_at = instant()

    class Meta:
        table = "break_glass"


class PageSession(Model):
    """A visit of the Mini App: one for each `initData`, so none is of use a second time (I3)."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    init_hash = fields.CharField(max_length=64, unique=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "visits")
    booking: fields.ForeignKeyNullableRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "visits", null=True, on_delete=OnDelete.SET_NULL
    )
    opened_at = instant()
    expires_at = instant()
    sent_at = instant(null=True)

    class Meta:
        table = "page_sessions"


class VisitorBudget(Model):
    """How much somebody, or an address, may still ask of us; the key tells no address (D4)."""

    key = fields.CharField(max_length=64, primary_key=True)
    spoken_until = instant()
    warned_at = instant(null=True)

    class Meta:
        table = "visitor_budget"
