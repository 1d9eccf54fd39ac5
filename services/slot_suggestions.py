"""Which of the free slots to show first (V4): near the client's usual hour, tight for the day."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import cache

from models.calendar import Calendar, Interval, Slot
from services.opening_hours import opening
from services.slot_judge import occupied

#: What a gap left in the psychologist's day weighs, as minutes away from the client's usual hour.
GAP_MINUTES = 30
DAY_MINUTES = 24 * 60


def suggest(
    slots: Sequence[Slot], calendar: Calendar, usual: time | None, count: int = 3
) -> list[Slot]:
    """The best of these slots, best first, of equals the earliest.

    `usual` is when this client's sessions tend to start, by the psychologist's wall clock; without
    it only the gaps count. A gap is a step or more of idle time between the session and what is
    next to it: another session, opening or closing. Raises nothing; fewer slots give fewer.
    """
    weighed = costs(slots, calendar, usual)
    return sorted(slots, key=lambda slot: (weighed[slot], slot.starts_at))[:count]


def costs(slots: Sequence[Slot], calendar: Calendar, usual: time | None) -> dict[Slot, int]:
    """What speaks against each slot, in minutes away from the usual hour; less is better."""

    @cache
    def hours(day: date) -> tuple[Interval, ...]:
        return opening(calendar, day)

    def cost(slot: Slot) -> int:
        local = slot.starts_at.astimezone(calendar.timezone)
        gaps = _gaps(slot, calendar, hours(local.date()))
        return minutes_apart(local.time(), usual) + GAP_MINUTES * gaps

    return {slot: cost(slot) for slot in slots}


def minutes_apart(start: time, usual: time | None) -> int:
    """By the clock, the shorter way around it; none without a usual time."""
    if usual is None:
        return 0
    apart = abs(start.hour * 60 + start.minute - usual.hour * 60 - usual.minute)
    return min(apart, DAY_MINUTES - apart)


def _gaps(slot: Slot, calendar: Calendar, hours: tuple[Interval, ...]) -> int:
    """How many sides of the slot, none to two, leave a step or more idle."""
    minutes = (slot.ends_at - slot.starts_at) // timedelta(minutes=1)
    start, end = occupied(slot.starts_at, minutes, calendar.rules)
    step = timedelta(minutes=calendar.rules.slot_step_minutes)
    before = [each.ends_at for each in calendar.busy if each.ends_at <= start]
    after = [each.starts_at for each in calendar.busy if each.starts_at >= end]
    before += [each.starts_at for each in hours if each.starts_at <= slot.starts_at]
    after += [each.ends_at for each in hours if each.ends_at >= slot.ends_at]
    idle = (
        start - max(before, default=start),
        min(after, default=end) - end,
    )
    return sum(gap >= step for gap in idle)
