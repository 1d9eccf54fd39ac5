"""/settings: name, language, time zone and phone number of whoever asks (P4, P5)."""

from enum import StrEnum

from conversations import formats, texts, zones
from conversations import settings_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Contact, Tap, Text
from conversations.understanding import pick
from conversations.words import Draft, Event, Say, Turn
from conversations.work import Command
from conversations.work.answer import NotPossible
from conversations.work.settings import (
    KeepLanguage,
    KeepName,
    KeepPhone,
    KeepTimezone,
    ReadSettings,
    RemovePhone,
    SettingsFound,
    SettingsKept,
)
from models.languages import LANGUAGES

NAME = "settings"
ENTRANCE = Entrance(commands=frozenset({"settings"}))


class Step(StrEnum):
    MENU = "menu"
    NAME = "name"
    LANGUAGE = "language"
    ZONE = "zone"
    PHONE = "phone"


FRAME = Frame(Step, left="settings_left", hints={Step.NAME: "name_hint", Step.PHONE: "phone_hint"})

#: As the menu offers them; they may be typed, too.
_CHANGES = (Step.NAME, Step.LANGUAGE, Step.ZONE, Step.PHONE)


def show(draft: Draft) -> Turn:
    """Every step shows how things are now, so every step reads them."""
    return Turn(draft, do=ReadSettings())


def back(draft: Draft) -> Draft | None:
    return None if draft.step == Step.MENU else _menu(draft)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            return show(_menu(draft) if about not in _CHANGES else draft.at(Step(about)))
        case _, SettingsFound():
            return Turn(draft, (_screen(draft, event),))
        case _, SettingsKept(found=found):
            kept = _menu(draft).noting(_kept(draft, found))
            return Turn(kept, (screens.menu(found),))
        case _, NotPossible(key=key):
            return show(draft.noting(key))
        case Step.PHONE, Contact(own=False):
            return show(draft.noting("contact_not_own"))
        case Step.PHONE, Contact(phone=phone):
            return Turn(draft, do=KeepPhone(phone, shared=True))
        case _, Text(text=text):
            return _typed(draft, text)
        case _, Tap(value=value):
            return _tapped(draft, value)
        case _:
            return None


def _menu(draft: Draft) -> Draft:
    return draft.at(Step.MENU, offered=None)


def _screen(draft: Draft, found: SettingsFound) -> Say:
    match draft.step:
        case Step.NAME:
            return screens.name(found)
        case Step.LANGUAGE:
            return screens.language(found)
        case Step.ZONE:
            return screens.zone(found, draft.answers.get("offered", ()))
        case Step.PHONE:
            return screens.phone(found)
        case _:
            return screens.menu(found)


def _kept(draft: Draft, found: SettingsFound) -> str:
    gone = draft.step == Step.PHONE and found.mine.phone is None
    return "phone_removed" if gone else f"{draft.step}_kept"


def _tapped(draft: Draft, value: str) -> Turn | None:
    kind, rest = value[:1], value[1:]
    match draft.step, kind:
        case Step.MENU, "s" if rest in _CHANGES:
            return show(draft.at(Step(rest)))
        case Step.LANGUAGE, "l" if rest in LANGUAGES:
            return Turn(draft, do=KeepLanguage(rest))
        case Step.ZONE, "z" if zones.is_zone(rest):
            return Turn(draft, do=KeepTimezone(rest))
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    match draft.step:
        case Step.MENU:
            chosen = texts.picked(text, [f"change_{step}" for step in _CHANGES])
            return None if chosen is None else show(draft.at(_CHANGES[chosen]))
        case Step.LANGUAGE:
            return _typed_language(draft, text)
        case Step.ZONE:
            return _typed_zone(draft, text)
        case _:
            return Turn(draft, do=_kept_as_typed(draft, text))


def _kept_as_typed(draft: Draft, text: str) -> Command:
    if draft.step == Step.NAME:
        return KeepName(text)
    return RemovePhone() if texts.means(text, "remove_number") else KeepPhone(text)


def _typed_language(draft: Draft, text: str) -> Turn | None:
    chosen = pick(text, [" ".join(formats.language_names(code)) for code in LANGUAGES])
    return None if chosen is None else Turn(draft, do=KeepLanguage(list(LANGUAGES)[chosen]))


def _typed_zone(draft: Draft, text: str) -> Turn:
    known = zones.known(text[:60])
    if known is not None:
        return Turn(draft, do=KeepTimezone(known))
    offered = list(zones.like(text[:60]))
    if offered:
        return show(draft.at(Step.ZONE, offered=offered))
    return show(draft.at(Step.ZONE, offered=None).noting("zone_unknown"))
