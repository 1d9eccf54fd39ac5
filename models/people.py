"""People, the roles they hold and the chats they are reached in."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant, public_id
from models.values import Role


class Person(Model):
    """Somebody known by their Telegram id, or by a phone number only (P2).

    `is_minor`: what they said of themselves; a guardian agrees for whoever is under 18 (I4).
    `forgotten_at`: redacted; the row stays as long as the ledger speaks of it (D2).
    `feed_token` is the secret in the address of their private calendar feed (A7).
    `phone_confirmed_at`: Telegram said that the number is theirs; one that was only typed is told
    things, but nobody acts for them from it (R6). `email_confirmed_at`: they typed the code that
    was sent there. `sms_stopped_at`: they wrote STOP, or Africa's Talking says so;
    `sms_dead_since`: no SMS can reach this number (R4). `wrong_phone`: was theirs in our books
    until whoever has it wrote that it is a wrong number; nothing goes there.
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    telegram_id = fields.BigIntField(null=True, unique=True)
    name = fields.CharField(max_length=128)
    phone = fields.CharField(max_length=16, null=True, db_index=True)
    phone_confirmed_at = instant(null=True)
    wrong_phone = fields.CharField(max_length=16, null=True)
    language = fields.CharField(max_length=8)
    timezone = fields.CharField(max_length=64)
    unreachable_since = instant(null=True)
    email = fields.CharField(max_length=254, null=True)
    email_confirmed_at = instant(null=True)
    sms_stopped_at = instant(null=True)
    sms_dead_since = instant(null=True)
    feed_token = fields.CharField(max_length=48, null=True, unique=True)
    added_by: fields.ForeignKeyNullableRelation["Person"] = fields.ForeignKeyField(
        "models.Person", "added", null=True
    )
    is_minor = fields.BooleanField(null=True)
    forgotten_at = instant(null=True)
    created_at = instant()

    class Meta:
        table = "people"


class RoleGrant(Model):
    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "grants")
    role = fields.CharEnumField(Role, max_length=16)
    granted_at = instant()

    class Meta:
        table = "role_grants"
        unique_together = (("person", "role"),)


class Invitation(Model):
    """A one-time link (`/start inv_…`) to a role; only the token's SHA-256 is kept (P3)."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    role = fields.CharEnumField(Role, max_length=16)
    label = fields.CharField(max_length=80)
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "invitations"
    )
    made_at = instant()
    expires_at = instant()
    used_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "used_invitations", null=True
    )
    used_at = instant(null=True)

    class Meta:
        table = "invitations"


class CaseloadEntry(Model):
    """A client whom a psychologist or admin added by hand, before any booking (P2)."""

    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "caseload")
    client: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "caseload_of"
    )
    added_at = instant()

    class Meta:
        table = "caseload_entries"
        unique_together = (("person", "client"),)


class Chat(Model):
    """A private chat in Telegram; its row is the lock under which one person's updates run.

    `has_reply_keys`: a keyboard of ours stands in place of the phone's own, to be put away.
    """

    id = fields.BigIntField(primary_key=True)
    telegram_chat_id = fields.BigIntField(unique=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "chats")
    dialogue = fields.CharField(max_length=16, null=True)
    has_reply_keys = fields.BooleanField(null=True)

    class Meta:
        table = "chats"
