"""The keys under which people's secrets are sealed (I2)."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant
from models.people import Person


class DataKey(Model):
    """One person's own key, wrapped by a master key; without this row nothing of theirs opens."""

    id = fields.BigIntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField("models.Person", "data_key")
    wrapped = fields.BinaryField()
    master_version = fields.SmallIntField()
    created_at = instant()

    class Meta:
        table = "data_keys"
