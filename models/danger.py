"""Signs of danger to life, and who looks after them; never the words themselves (I6)."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant, public_id
from models.people import Person


class DangerAlert(Model):
    """Somebody wrote what suggests danger. `rule` is the id of what matched, not what was said."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    version = fields.IntField()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "alerts")
    channel = fields.CharField(max_length=16)
    rule = fields.CharField(max_length=48)
    noticed_at = instant()
    last_noticed_at = instant()
    taken_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "alerts_taken", null=True
    )
    taken_at = instant(null=True)
    repeated_at = instant(null=True)

    class Meta:
        table = "danger_alerts"
