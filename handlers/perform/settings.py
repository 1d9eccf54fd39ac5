"""Reading and changing one's own settings."""

from conversations.work.settings import (
    KeepLanguage,
    KeepName,
    KeepPhone,
    KeepTimezone,
    ReadSettings,
    RemovePhone,
    SettingsCommand,
    SettingsFound,
    SettingsKept,
    SettingsResult,
)
from handlers import announce_people
from handlers.sitting import Sitting
from services import preferences
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: SettingsCommand) -> SettingsResult:
    me = guest.person_id
    match command:
        case ReadSettings():
            return await _found(sitting, me)
        case KeepName(name=name):
            await preferences.call(me, name)
        case KeepLanguage(language=language):
            await preferences.speak(me, language)
            await announce_people.menu_changed(sitting, me)
        case KeepTimezone(timezone=timezone):
            await preferences.live_in(me, timezone, sitting.now)
        case KeepPhone(phone=phone, shared=shared):
            await preferences.be_called_on(me, phone, sitting.now, shared=shared)
        case RemovePhone():
            await preferences.forget_phone(me)
    return SettingsKept(await _found(sitting, me))


async def _found(sitting: Sitting, person_id: int) -> SettingsFound:
    mine = await preferences.of(person_id)
    return SettingsFound(mine, sitting.practice.policy.timezone, sitting.now)
