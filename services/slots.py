"""The free times of one psychologist, and why a time isn't free (A4, A5).

Everything here is asked of the same `Judge`, so what is listed can be booked and nothing else can.
The rules are data: a psychologist who may overrule them asks with other ones, for example
`replace(calendar, rules=replace(calendar.rules, notice_minutes=0))` for an emergency (S2), or with
`slot_step_minutes=1` for a time between two steps. Durations are minutes, instants are UTC, dates
and steps are the psychologist's own. `ignoring_group` leaves one session out of account: the
asker's own hold, the booking being moved, the group session being joined.
All raise ValueError on a duration outside a minute to a day and on instants without a time zone.
"""

from datetime import date, datetime
from itertools import islice
from uuid import UUID

from models.calendar import Calendar, Slot, SlotState, Unavailable, utc
from services.opening_hours import opening
from services.slot_judge import Judge, occupied
from services.slot_suggestions import suggest

__all__ = [
    "free_days",
    "free_slots",
    "nearest_free",
    "next_free",
    "occupied",
    "opening",
    "slots_on",
    "suggest",
    "why_not",
]


def why_not(
    calendar: Calendar,
    starts_at: datetime,
    duration_minutes: int,
    now: datetime,
    *,
    ignoring_group: UUID | None = None,
) -> Unavailable | None:
    """Why no session may start at this instant, or None when it may.

    Of several reasons the most lasting is told: closed, too soon, too far, booked, held, full.
    Exactly the notice before the start is in time (X24).
    """
    return Judge(calendar, duration_minutes, now, ignoring_group).reason(utc(starts_at))


def slots_on(
    calendar: Calendar,
    day: date,
    duration_minutes: int,
    now: datetime,
    *,
    ignoring_group: UUID | None = None,
) -> list[SlotState]:
    """Each start on the steps of that local date, free or with its reason; none on a closed day."""
    judge = Judge(calendar, duration_minutes, now, ignoring_group)
    return [SlotState(start, start + judge.length, reason) for start, reason in judge.states(day)]


def free_slots(
    calendar: Calendar,
    first_day: date,
    last_day: date,
    duration_minutes: int,
    now: datetime,
    *,
    ignoring_group: UUID | None = None,
) -> list[Slot]:
    """The free slots that start on those local dates, both included, in order."""
    judge = Judge(calendar, duration_minutes, now, ignoring_group)
    days = judge.days(first_day, last_day)
    return [Slot(start, start + judge.length) for day in days for start in judge.free(day)]


def free_days(
    calendar: Calendar,
    first_day: date,
    last_day: date,
    duration_minutes: int,
    now: datetime,
    *,
    ignoring_group: UUID | None = None,
) -> dict[date, int]:
    """How many slots are free on each of those local dates; dates without any are left out."""
    judge = Judge(calendar, duration_minutes, now, ignoring_group)
    counts = {day: len(judge.free(day)) for day in judge.days(first_day, last_day)}
    return {day: count for day, count in counts.items() if count}


def next_free(
    calendar: Calendar,
    duration_minutes: int,
    now: datetime,
    *,
    ignoring_group: UUID | None = None,
) -> Slot | None:
    """The first free slot up to the horizon."""
    soonest = nearest_free(
        calendar, now, duration_minutes, now, count=1, ignoring_group=ignoring_group
    )
    return soonest[0] if soonest else None


def nearest_free(
    calendar: Calendar,
    wanted: datetime,
    duration_minutes: int,
    now: datetime,
    count: int = 3,
    *,
    ignoring_group: UUID | None = None,
) -> list[Slot]:
    """The free slots that start closest to an instant, closest first, of two as close the earlier.

    Looks both ways up to the horizon; for whoever lost the race for a slot (B2).
    """
    judge = Judge(calendar, duration_minutes, now, ignoring_group)
    middle = utc(wanted)
    day = judge.local_date(middle)
    after = (s for d in judge.days(day, judge.last_day) for s in judge.free(d) if s >= middle)
    before = (
        start
        for earlier in reversed(judge.days(judge.today, day))
        for start in reversed(judge.free(earlier))
        if start < middle
    )
    near = [*islice(before, count), *islice(after, count)]
    near.sort(key=lambda start: (abs(start - middle), start))
    return [Slot(start, start + judge.length) for start in near[:count]]
