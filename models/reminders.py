"""Reminders that wait for their time, what people wish about them, and reports of the day."""

from tortoise import fields
from tortoise.models import Model

from models.bookings import Booking
from models.fields import instant
from models.people import Person
from models.values import DigestKind, ReminderKind, ReminderState, SmsWish


class Wishes(Model):
    """How one person wants to be reached and reminded (R1); who has no row has the defaults.

    `quiet_from` to `quiet_to` ("21:00", "07:00") is in their own zone, and goes over midnight where
    it is later; both NULL: no quiet hours. `shares_phone`: others read along, so even less is said
    (R5). `digest`: a psychologist's agenda or an admin's report is wanted (R7).
    """

    id = fields.BigIntField(primary_key=True)
    person: fields.OneToOneRelation[Person] = fields.OneToOneField("models.Person", "wishes")
    by_chat = fields.BooleanField()
    by_sms = fields.CharEnumField(SmsWish, max_length=8)
    by_email = fields.BooleanField()
    day_before = fields.BooleanField()
    hours_before = fields.BooleanField()
    minutes_before = fields.BooleanField()
    quiet_from = fields.CharField(max_length=5, null=True)
    quiet_to = fields.CharField(max_length=5, null=True)
    shares_phone = fields.BooleanField()
    digest = fields.BooleanField()

    class Meta:
        table = "wishes"


class ReminderPlan(Model):
    """A booking whose reminders are planned; `stale_since` is set by a trigger when it moves.

    So no way of changing a booking can forget its reminders: planning runs after the commit, on
    rows that the database itself has marked.
    """

    id = fields.BigIntField(primary_key=True)
    booking: fields.OneToOneRelation[Booking] = fields.OneToOneField(
        "models.Booking", "reminder_plan"
    )
    stale_since = instant(null=True)

    class Meta:
        table = "reminder_plans"


class Reminder(Model):
    """One word to one person before one session, true while that stands and starts then (R3).

    `why` says what kept a dropped one from being said.
    """

    id = fields.BigIntField(primary_key=True)
    booking: fields.ForeignKeyRelation[Booking] = fields.ForeignKeyField(
        "models.Booking", "reminders"
    )
    starts_at = instant()
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "reminders")
    kind = fields.CharEnumField(ReminderKind, max_length=8)
    due_at = instant()
    state = fields.CharEnumField(ReminderState, max_length=8)
    why = fields.CharField(max_length=16, null=True)
    decided_at = instant(null=True)

    class Meta:
        table = "reminders"
        unique_together = (("booking", "starts_at", "person", "kind"),)


class Digest(Model):
    """A report that a person had for a day, theirs once however many replicas there are (R7)."""

    id = fields.BigIntField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("models.Person", "digests")
    kind = fields.CharEnumField(DigestKind, max_length=8)
    day = fields.DateField()
    put_at = instant()

    class Meta:
        table = "digests"
        unique_together = (("person", "kind", "day"),)
