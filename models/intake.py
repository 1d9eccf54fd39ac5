"""What clients tell before a session: the form as it was filled in, each answer sealed (I1, I2)."""

from tortoise import fields
from tortoise.fields.base import OnDelete
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.people import Person
from models.values import IntakeState, IntakeWay


class Intake(Model):
    """One filling-in of the form. A client has one open at most; complete ones are not changed.

    `booking` is the session that it was filled in for: a hold may vanish, the form stays.
    `based_on` is the earlier one whose answers it began with.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    client: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "intakes")
    booking: fields.ForeignKeyNullableRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "intakes", null=True, on_delete=OnDelete.SET_NULL
    )
    based_on: fields.ForeignKeyNullableRelation["Intake"] = fields.ForeignKeyField(
        "models.Intake", "later", null=True, on_delete=OnDelete.SET_NULL
    )
    state = fields.CharEnumField(IntakeState, max_length=8)
    way = fields.CharEnumField(IntakeWay, max_length=8)
    started_at = instant()
    completed_at = instant(null=True)

    class Meta:
        table = "intakes"


class IntakeAnswer(Model):
    """One answer, sealed JSON under the client's key; no row means not answered."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    intake: fields.ForeignKeyRelation[Intake] = fields.ForeignKeyField("models.Intake", "answers")
    question = fields.CharField(max_length=32)
    answer = fields.BinaryField()
    answered_at = instant()

    class Meta:
        table = "intake_answers"
        unique_together = (("intake", "question"),)
