"""What people have agreed to: which text, when, who; rows are only ever added (I4)."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant, public_id
from models.people import Person
from models.values import ConsentKind


class Consent(Model):
    """One word on one text: given, or taken back. The newest of each kind counts.

    `text_sha256` is of the words as they were shown. `given_by` differs from `person` where a
    guardian agreed in a chat of their own; `guardian` is their name, sealed under the client's key.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "consents")
    kind = fields.CharEnumField(ConsentKind, max_length=16)
    version = fields.CharField(max_length=16)
    language = fields.CharField(max_length=8)
    text_sha256 = fields.CharField(max_length=64)
    is_given = fields.BooleanField()
    given_at = instant()
    given_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "consents_for"
    )
    guardian = fields.BinaryField(null=True)

    class Meta:
        table = "consents"


class GuardianLink(Model):
    """A one-time link (`/start gdn_…`) by which a parent or guardian agrees in their own chat."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    client: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "guardian_links"
    )
    made_at = instant()
    expires_at = instant()
    used_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "used_guardian_links", null=True
    )
    used_at = instant(null=True)

    class Meta:
        table = "guardian_links"
