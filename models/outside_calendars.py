"""Calendars that psychologists keep elsewhere, and the busy times read from them (A7)."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.fields import instant, public_id
from models.psychologists import Psychologist

#: Why a calendar could not be read, as `error` keeps it.
FAILURES = (
    "not_https",
    "not_public",
    "not_found",
    "not_allowed",
    "no_answer",
    "too_slow",
    "too_large",
    "too_many_redirects",
    "not_a_calendar",
    "too_many_events",
    "repeats_too_often",
)


class OutsideCalendar(Model):
    """A secret .ics address, sealed. `good_at`: when it was last read whole; `error` is a code."""

    id = fields.BigIntField(primary_key=True)
    public_id = public_id()
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "outside_calendars"
    )
    name = fields.CharField(max_length=80)
    address = fields.BinaryField()
    etag = fields.CharField(max_length=200, null=True)
    last_modified = fields.CharField(max_length=64, null=True)
    good_at = instant(null=True)
    failures = fields.SmallIntField()
    error = fields.CharField(max_length=64, null=True)
    told_at = instant(null=True)
    due_at = instant()
    added_at = instant()

    class Meta:
        table = "outside_calendars"


class OutsideEvent(Model):
    """Time that an outside calendar says is taken; nothing else of the event is kept."""

    id = fields.BigIntField(primary_key=True)
    calendar: fields.ForeignKeyRelation[OutsideCalendar] = fields.ForeignKeyField(
        "models.OutsideCalendar", "events"
    )
    starts_at = instant()
    ends_at = instant()

    class Meta:
        table = "outside_events"
        indexes = (Index(fields=("calendar_id", "starts_at")),)
