"""The keys under which people's secrets are sealed (I2)."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant
from models.people import Person


class DataKey(Model):
    """One person's own key, wrapped by a master key; without it nothing of theirs opens.

    `version` counts their keys: once one is destroyed, the next has another number.
    """

    id = fields.BigIntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField("models.Person", "data_key")
    wrapped = fields.BinaryField(null=True)
    version = fields.SmallIntField(db_default=1)
    master_version = fields.SmallIntField()
    created_at = instant()
    destroyed_at = instant(null=True)

    class Meta:
        table = "data_keys"
