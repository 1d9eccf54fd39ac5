"""The practice's closed days, for admins (A3)."""

from datetime import date
from zoneinfo import ZoneInfo

from conversations.work.holidays import (
    CloseDay,
    DayDecided,
    HolidaysCommand,
    HolidaysFound,
    HolidaysResult,
    ListHolidays,
    OpenDay,
)
from handlers.sitting import Sitting
from models.values import Role
from services import practice_holidays
from services.access import require_role
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: HolidaysCommand) -> HolidaysResult:
    me, zone = guest.person_id, sitting.practice.policy.timezone
    await require_role(me, Role.ADMIN)
    today = sitting.now.astimezone(ZoneInfo(zone)).date()
    match command:
        case ListHolidays(page=page):
            return HolidaysFound(today, *await practice_holidays.coming(today, page))
        case CloseDay(day=day, name=name):
            await practice_holidays.close(day, name, me, today)
            return await _decided(sitting, day, is_closed=True)
        case OpenDay(day=day):
            await practice_holidays.open_up(day, me, today)
            return await _decided(sitting, day, is_closed=False)


async def _decided(sitting: Sitting, day: date, *, is_closed: bool) -> DayDecided:
    zone = sitting.practice.policy.timezone
    booked = await practice_holidays.booked_on(day, zone, sitting.now)
    return DayDecided(day, is_closed, booked)
