"""When a psychologist works: weekly windows and the dates that differ from them."""

from tortoise import fields
from tortoise.models import Model

from models.people import Person
from models.psychologists import Psychologist
from models.values import Purpose


class AvailabilityWindow(Model):
    """Weekly hours by local wall time, "09:00" to "17:00" ("24:00" is midnight).

    `day_of_week` counts from Sunday = 0 (A1). `purpose` "emergency" opens it for those only (S2).
    """

    id = fields.BigIntField(primary_key=True)
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "windows"
    )
    day_of_week = fields.SmallIntField()
    start_time = fields.CharField(max_length=5)
    end_time = fields.CharField(max_length=5)
    is_active = fields.BooleanField()
    purpose = fields.CharEnumField(Purpose, max_length=16, null=True)

    class Meta:
        table = "availability_windows"


class AvailabilityException(Model):
    """A date or range of dates that is closed or has other hours (A2)."""

    id = fields.BigIntField(primary_key=True)
    psychologist: fields.ForeignKeyRelation[Psychologist] = fields.ForeignKeyField(
        "models.Psychologist", "exceptions"
    )
    first_date = fields.DateField()
    last_date = fields.DateField()
    is_available = fields.BooleanField()
    custom_start_time = fields.CharField(max_length=5, null=True)
    custom_end_time = fields.CharField(max_length=5, null=True)
    reason = fields.CharField(max_length=120)

    class Meta:
        table = "availability_exceptions"


class PracticeHoliday(Model):
    """A date on which the practice differs from Kenya's public holidays: closed, or open (A3)."""

    id = fields.BigIntField(primary_key=True)
    day = fields.DateField(unique=True)
    name = fields.CharField(max_length=80)
    is_closed = fields.BooleanField()
    made_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", "made_holidays"
    )

    class Meta:
        table = "practice_holidays"
