"""Money that goes back: one refund a booking, however often it is asked for (H3)."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.people import Person
from models.values import RefundState


class Refund(Model):
    """An amount in minor units that is owed to the booking's client."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    booking: fields.OneToOneRelation[Booking] = fields.OneToOneField("models.Booking", "refund")
    amount_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    state = fields.CharEnumField(RefundState, max_length=16)
    reason = fields.CharField(max_length=32)
    asked_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "asked_refunds", null=True
    )
    asked_at = instant()
    changed_at = instant()

    class Meta:
        table = "refunds"
