"""A person's own feed, and the outside calendars of a psychologist."""

from conversations.work.calendar import (
    AddCalendar,
    CalendarCommand,
    CalendarReading,
    CalendarRefused,
    CalendarResult,
    CalendarsShown,
    CheckCalendar,
    OpenCalendars,
    RemoveCalendar,
    RenameCalendar,
    RenewFeed,
)
from handlers.sitting import Sitting
from models.values import Role
from services import audit, feeds, outside_calendars
from services.errors import UnreadableCalendar
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: CalendarCommand) -> CalendarResult:
    me, now = guest.person_id, sitting.now
    match command:
        case OpenCalendars():
            return await _shown(sitting, guest)
        case RenewFeed():
            await feeds.renew(me)
            await audit.record("feed_renewed", "feed", now=now, person_id=me, actor=me)
            return await _shown(sitting, guest)
        case AddCalendar(typed=typed):
            return await _add(sitting, guest, typed)
        case CheckCalendar(calendar=calendar):
            await outside_calendars.check_now(me, calendar, now)
            sitting.wakes.add("calendars")
            return CalendarReading(calendar)
        case RenameCalendar(calendar=calendar, name=name):
            await outside_calendars.rename(me, calendar, name)
            return await _shown(sitting, guest)
        case RemoveCalendar(calendar=calendar):
            await outside_calendars.remove(me, calendar)
            return await _shown(sitting, guest)


async def _shown(sitting: Sitting, guest: Guest) -> CalendarsShown:
    me = guest.person_id
    token = await feeds.token(me)
    await audit.record("feed_shown", "feed", now=sitting.now, person_id=me, actor=me)
    outside = None
    if Role.PSYCHOLOGIST in guest.roles:
        outside = await outside_calendars.mine(me, sitting.now)
    return CalendarsShown(f"{sitting.practice.public_url}/feeds/{token}", outside)


async def _add(sitting: Sitting, guest: Guest, typed: str) -> CalendarReading | CalendarRefused:
    practice = sitting.practice
    try:
        added = await outside_calendars.add(
            guest.person_id, typed, practice.vault, sitting.now, simulated=practice.simulated
        )
    except UnreadableCalendar as unreadable:
        return CalendarRefused(unreadable.code)
    sitting.wakes.add("calendars")
    return CalendarReading(added.public_id)
