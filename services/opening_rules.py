"""A psychologist's own weekly hours and scheduling rules, as they change them (A1, A3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.calendar import Rules
from models.database import count, row, rows
from models.hours import Hours, joined
from models.opening_views import Rule, WeekView, WindowView
from models.values import Purpose, Role
from services import calendar_reading
from services.access import holds_role
from services.errors import Refused

#: More windows than this on one weekday don't fit a screen, and nobody's day.
MOST_A_DAY = 4

_COLUMNS = {
    Rule.STEP: ("slot_step_minutes", 5, 240),
    Rule.BEFORE: ("buffer_before_minutes", 0, 240),
    Rule.AFTER: ("buffer_after_minutes", 0, 240),
    Rule.NOTICE: ("notice_minutes", 0, 14 * 24 * 60),
    Rule.HORIZON: ("horizon_days", 1, 365),
    Rule.PER_DAY: ("max_per_day", 1, 50),
    Rule.PER_WEEK: ("max_per_week", 1, 200),
}
_CAPS = frozenset({Rule.PER_DAY, Rule.PER_WEEK})


class NoHoursOfYourOwn(Refused):
    """Hours belong to psychologists; asked at each action, never of a button."""

    key = "hours_staff_only"


class TooManyHours(Refused):
    key = "hours_too_many"


class RuleOutOfRange(Refused):
    key = "rule_out_of_range"


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose hours these are, and in which zone they are meant."""

    psychologist_id: int
    person_id: int
    timezone: ZoneInfo


async def profile(person_id: int) -> Profile:
    """The profile of somebody who holds the role; raises NoHoursOfYourOwn for anybody else."""
    if not await holds_role(person_id, Role.PSYCHOLOGIST):
        raise NoHoursOfYourOwn("not a psychologist")
    found = await row(
        """SELECT p.id, people.timezone FROM psychologists AS p
           JOIN people ON people.id = p.person_id WHERE p.person_id = $1""",
        person_id,
    )
    if found is None:
        raise NoHoursOfYourOwn("no profile")
    return Profile(found["id"], person_id, ZoneInfo(found["timezone"]))


async def lock(mine: Profile) -> None:
    """Hold the profile for this transaction: its hours change one after the other.

    Whoever takes a hold waits too, and judges it by the hours as they are afterwards.
    """
    await rows("SELECT 1 FROM psychologists WHERE id = $1 FOR NO KEY UPDATE", mine.psychologist_id)


async def week(mine: Profile) -> WeekView:
    rules = await row(
        """SELECT slot_step_minutes, buffer_before_minutes, buffer_after_minutes, notice_minutes,
               horizon_days, max_per_day, max_per_week FROM psychologists WHERE id = $1""",
        mine.psychologist_id,
    )
    assert rules is not None, "a profile that was just read"
    return WeekView(mine.timezone.key, await _windows(mine.psychologist_id), Rules(**rules))


async def _windows(psychologist_id: int) -> tuple[WindowView, ...]:
    found = await rows(
        """SELECT id, day_of_week, start_time, end_time, is_active, purpose
           FROM availability_windows WHERE psychologist_id = $1
           ORDER BY day_of_week, start_time, id""",
        psychologist_id,
    )
    return tuple(
        WindowView(
            window["id"], window["day_of_week"], Hours.of(window["start_time"], window["end_time"]),
            window["is_active"], window["purpose"] == Purpose.EMERGENCY,
        )
        for window in found
    )  # fmt: skip


async def add(mine: Profile, day: int, hours: Sequence[Hours], *, emergency: bool) -> None:
    """Open these hours each week, joined with those of the same kind that they meet or touch.

    Hours that were turned off and that the new ones meet are replaced. Raises TooManyHours.
    """
    windows = [each for each in await _windows(mine.psychologist_id) if each.day_of_week == day]
    same = [each for each in windows if each.emergency == emergency]
    merged = joined([*hours, *(each.hours for each in same if each.is_active)])
    off = [each for each in same if not each.is_active and not _meets(each.hours, hours)]
    others = len(windows) - len(same)
    if len(merged) + len(off) + others > MOST_A_DAY:
        raise TooManyHours("more windows than a day has room for")
    gone = [each.id for each in same if each not in off]
    await _replace(mine.psychologist_id, day, gone, merged, emergency=emergency)


async def _replace(
    psychologist_id: int, day: int, gone: list[int], hours: Sequence[Hours], *, emergency: bool
) -> None:
    await count("DELETE FROM availability_windows WHERE id = ANY($1::bigint[])", gone)
    for each in hours:
        await row(
            """INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time,
                   is_active, purpose) VALUES ($1, $2, $3, $4, true, $5) RETURNING id""",
            psychologist_id, day, each.starts, each.ends,
            Purpose.EMERGENCY.value if emergency else None,
        )  # fmt: skip


def _meets(one: Hours, others: Sequence[Hours]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


async def remove(mine: Profile, window_id: int) -> bool:
    """Whether there was anything to remove; somebody else's window never is."""
    return bool(
        await count(
            "DELETE FROM availability_windows WHERE id = $1 AND psychologist_id = $2",
            window_id,
            mine.psychologist_id,
        )
    )


async def switch(mine: Profile, window_id: int, *, on: bool) -> None:
    """Turn hours on or off; those that are on again join what they touch."""
    if on:
        found = [each for each in await _windows(mine.psychologist_id) if each.id == window_id]
        for window in found:
            await remove(mine, window.id)
            await add(mine, window.day_of_week, [window.hours], emergency=window.emergency)
        return
    await count(
        "UPDATE availability_windows SET is_active = false WHERE id = $1 AND psychologist_id = $2",
        window_id,
        mine.psychologist_id,
    )


async def clear(mine: Profile, day: int) -> None:
    """Close a weekday: all its hours are gone."""
    await count(
        "DELETE FROM availability_windows WHERE psychologist_id = $1 AND day_of_week = $2",
        mine.psychologist_id,
        day,
    )


async def copy(mine: Profile, day: int, others: Sequence[int]) -> None:
    """Make other weekdays exactly like this one."""
    targets = [each for each in others if each != day]
    await count(
        """DELETE FROM availability_windows
           WHERE psychologist_id = $1 AND day_of_week = ANY($2::smallint[])""",
        mine.psychologist_id,
        targets,
    )
    await rows(
        """INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time,
               is_active, purpose)
           SELECT psychologist_id, target, start_time, end_time, is_active, purpose
           FROM availability_windows, unnest($3::smallint[]) AS target
           WHERE psychologist_id = $1 AND day_of_week = $2 RETURNING id""",
        mine.psychologist_id,
        day,
        targets,
    )


async def set_rule(mine: Profile, rule: Rule, value: int | None) -> None:
    """One rule; None is no cap. Bookings that exist keep what they were made with (B7).

    Raises RuleOutOfRange for a number that makes no sense there.
    """
    column, least, most = _COLUMNS[rule]
    fits = rule in _CAPS if value is None else least <= value <= most
    if not fits:
        raise RuleOutOfRange("a number outside of its range")
    change = f"UPDATE psychologists SET {column} = $2 WHERE id = $1"  # noqa: S608 - of our table
    await count(change, mine.psychologist_id, value)
    if rule is Rule.HORIZON:
        await calendar_reading.read_anew(mine.person_id)
