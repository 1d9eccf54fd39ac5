"""A psychologist's week, rules and dates: the role is asked for at each action."""

from conversations.work.availability import (
    AddHours,
    AvailabilityCommand,
    AvailabilityResult,
    CloseWeekdays,
    CopyHours,
    DatesFound,
    FindDates,
    OpenWeek,
    RemoveHours,
    SetRule,
    SwitchHours,
    UndoDates,
    WeekFound,
)
from handlers.sitting import Sitting
from services import day_changes, opening_rules
from services.opening_rules import Profile
from services.people import Guest
from services.transaction import savepoint


async def perform(
    sitting: Sitting, guest: Guest, command: AvailabilityCommand
) -> AvailabilityResult:
    mine = await opening_rules.profile(guest.person_id)
    if isinstance(command, OpenWeek):
        return WeekFound(await opening_rules.week(mine))
    if isinstance(command, FindDates):
        return DatesFound(await day_changes.coming(mine, sitting.now))
    await opening_rules.lock(mine)
    if isinstance(command, UndoDates):
        await day_changes.undo(mine, command.exception_id)
        return DatesFound(await day_changes.coming(mine, sitting.now))
    async with savepoint():  # of "mon-fri 9-17" all days or none, when one of them is too full
        await _change_week(mine, command)
    return WeekFound(await opening_rules.week(mine))


async def _change_week(
    mine: Profile,
    command: AddHours | RemoveHours | SwitchHours | CloseWeekdays | CopyHours | SetRule,
) -> None:
    match command:
        case AddHours():
            await _add(mine, command)
        case RemoveHours(window_id=window_id):
            await opening_rules.remove(mine, window_id)
        case SwitchHours(window_id=window_id, on=on):
            await opening_rules.switch(mine, window_id, on=on)
        case CloseWeekdays(days=days):
            for day in days:
                await opening_rules.clear(mine, day)
        case CopyHours(day=day, others=others):
            await opening_rules.copy(mine, day, others)
        case SetRule(rule=rule, value=value):
            await opening_rules.set_rule(mine, rule, value)


async def _add(mine: Profile, command: AddHours) -> None:
    for day in command.days:
        await opening_rules.add(mine, day, command.hours, emergency=command.emergency)
        if command.next_day:
            after = (day + 1) % 7
            await opening_rules.add(mine, after, command.next_day, emergency=command.emergency)
