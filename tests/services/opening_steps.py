"""Brian's hours in a transaction of its own each, as the shell changes them."""

from collections.abc import Sequence
from datetime import date, datetime

from models.database import count
from models.date_changes import DateChange
from models.hours import Hours
from models.opening_views import Rule
from models.values import Role
from services import day_changes, opening_rules, people
from services.opening_rules import Profile
from services.transaction import transaction
from tests.people import NOW, Practice


def at(*hours: tuple[float, float]) -> tuple[Hours, ...]:
    """Hours of a day from clock numbers: (9, 12.5) is 09:00-12:30."""
    return tuple(Hours(round(start * 60), round(end * 60)) for start, end in hours)


async def brians(here: Practice) -> Profile:
    """Brian, who holds the role and has no weekly hours yet."""
    async with transaction():
        await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
        await count("DELETE FROM availability_windows")
        return await opening_rules.profile(here.brian)


async def add(mine: Profile, day: int, hours: Sequence[Hours], *, emergency: bool = False) -> None:
    async with transaction():
        await opening_rules.lock(mine)
        await opening_rules.add(mine, day, hours, emergency=emergency)


async def week(mine: Profile, day: int) -> list[str]:
    """One weekday's hours, as "09:00–17:00", "… off" or "… emergency"."""
    async with transaction():
        windows = (await opening_rules.week(mine)).on(day)
    return [
        f"{window.hours}{'' if window.is_active else ' off'}"
        f"{' emergency' if window.emergency else ''}"
        for window in windows
    ]


async def rule(mine: Profile, which: Rule, value: int | None) -> None:
    async with transaction():
        await opening_rules.set_rule(mine, which, value)


async def apply(mine: Profile, *changes: DateChange, now: datetime = NOW) -> None:
    async with transaction():
        await opening_rules.lock(mine)
        await day_changes.apply(mine, changes, now)


def closed(first: date, last: date | None = None, *hours: Hours, reason: str = "") -> DateChange:
    return DateChange(first, last or first, False, hours, reason)


def opened(first: date, last: date | None = None, *hours: Hours) -> DateChange:
    return DateChange(first, last or first, True, hours)
