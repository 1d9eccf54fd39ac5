"""The screens of /settings."""

from collections.abc import Sequence

from conversations.formats import city
from conversations.words import Button, ContactKeys, Keyboard, Say
from conversations.work.settings import SettingsFound
from conversations.zones import COMMON
from models.languages import LANGUAGES

_NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))


def menu(found: SettingsFound) -> Say:
    mine = found.mine
    args = {
        "name": mine.name,
        "language": LANGUAGES[mine.language],
        "city": city(mine.timezone),
        "now": found.now,
        "number": Say("number_is", {"phone": mine.phone}) if mine.phone else Say("no_number"),
    }
    rows = (
        (Button("change_name", value="sname"), Button("change_language", value="slanguage")),
        (Button("change_zone", value="szone"), Button("change_phone", value="sphone")),
        (Button("change_reminders", command="reminders"),),
        (Button("done", value="cancel"),),
    )
    return Say("settings_menu", args, rows)


def name(found: SettingsFound) -> Say:
    return Say("settings_name", {"name": found.mine.name}, (_NAVIGATION,))


def language(found: SettingsFound) -> Say:
    choices = tuple(
        Button(label, plain=True, value=f"l{code}",
               style="success" if code == found.mine.language else None)
        for code, label in LANGUAGES.items()
    )  # fmt: skip
    return Say("settings_language", {}, (choices, _NAVIGATION))


def zone(found: SettingsFound, offered: Sequence[str]) -> Say:
    """The common zones, or the few that what was typed may have meant."""
    usual = dict.fromkeys((found.practice_timezone, *COMMON))
    rows = _grid([_zone(name, found) for name in offered or usual])
    hours = Say("zone_moves_hours") if found.mine.keeps_hours else ""
    key = "settings_zone_which" if offered else "settings_zone"
    args = {"city": city(found.mine.timezone), "now": found.now, "hours": hours}
    return Say(key, args, (*rows, _NAVIGATION))


def _zone(timezone: str, found: SettingsFound) -> Button:
    is_mine = timezone == found.mine.timezone
    return Button(city(timezone), plain=True, value=f"z{timezone}",
                  style="success" if is_mine else None)  # fmt: skip


def phone(found: SettingsFound) -> Say:
    words = ("remove_number", "back", "cancel") if found.mine.phone else ("back", "cancel")
    number = Say("number_is", {"phone": found.mine.phone}) if found.mine.phone else Say("no_number")
    keys = ContactKeys("share_number", words)
    return Say("settings_phone", {"number": number}, keys=keys)


def _grid(buttons: list[Button]) -> Keyboard:
    """Two to a row: names of cities are short."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
