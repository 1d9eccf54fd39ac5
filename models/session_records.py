"""What a psychologist keeps of a session: notes, sealed, and proof that it took place (B10)."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant, public_id
from models.people import Person


class SessionNote(Model):
    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField("models.Booking", "notes")
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "notes")
    words = fields.BinaryField()
    written_at = instant()

    class Meta:
        table = "session_notes"


class SessionProof(Model):
    """A file that stays with Telegram; we keep its `file_id`."""

    id = fields.BigIntField(primary_key=True)
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField("models.Booking", "proofs")
    added_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "proofs")
    kind = fields.CharField(max_length=16)
    file_id = fields.CharField(max_length=200)
    name = fields.CharField(max_length=120, null=True)
    added_at = instant()

    class Meta:
        table = "session_proofs"
