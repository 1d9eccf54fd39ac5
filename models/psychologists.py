"""Psychologists as clients see them, and what they offer."""

from tortoise import fields
from tortoise.models import Model

from models.fields import instant, public_id
from models.people import Person
from models.values import Medium, MeetingKind, Purpose, SessionFormat


class Psychologist(Model):
    """A profile and its scheduling rules; bookable once approved and while not paused (P3).

    An application is a profile with `submitted_at` that is neither approved nor declined.
    `meeting_address` is what somebody typed for `meeting_kind` "typed"; None means Jitsi (B11).
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    slug = fields.CharField(max_length=32, unique=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField("models.Person", "profile")
    title = fields.CharField(max_length=80)
    bio = fields.TextField()
    specialties: list[str] = fields.JSONField()
    languages: list[str] = fields.JSONField()
    slot_step_minutes = fields.SmallIntField()
    buffer_before_minutes = fields.SmallIntField()
    buffer_after_minutes = fields.SmallIntField()
    notice_minutes = fields.IntField()
    horizon_days = fields.SmallIntField()
    max_per_day = fields.SmallIntField(null=True)
    max_per_week = fields.SmallIntField(null=True)
    photo_file_id = fields.CharField(max_length=200, null=True)
    meeting_kind = fields.CharEnumField(MeetingKind, max_length=16, null=True)
    meeting_address = fields.CharField(max_length=200, null=True)
    submitted_at = instant(null=True)
    declined_at = instant(null=True)
    decline_reason = fields.CharField(max_length=500, null=True)
    approved_at = instant(null=True)
    approved_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", "approved_profiles", null=True
    )
    paused_at = instant(null=True)

    class Meta:
        table = "psychologists"


class Service(Model):
    """What can be booked: length in minutes, price in minor units (S1).

    `purpose` "emergency" makes it bookable within the notice, in hours opened for it (S2).
    `intake_rules`: what its intake asks otherwise than the form (models/intake_form.py).
    """

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "services"
    )
    slug = fields.CharField(max_length=32)
    title = fields.CharField(max_length=64)
    format = fields.CharEnumField(SessionFormat, max_length=16)
    medium = fields.CharEnumField(Medium, max_length=16)
    duration_minutes = fields.SmallIntField()
    price_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    capacity = fields.SmallIntField()
    needs_approval = fields.BooleanField()
    is_active = fields.BooleanField()
    purpose = fields.CharEnumField(Purpose, max_length=16, null=True)
    intake_rules: dict[str, str] | None = fields.JSONField(null=True)

    class Meta:
        table = "services"
        unique_together = (("psychologist", "slug"),)
