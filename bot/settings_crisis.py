"""Whom people in danger can call, and who of the practice is told (I6)."""

import json
from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator
from pydantic_settings import NoDecode

from bot import settings_types as types
from bot.settings_base import Group, setting
from models.crisis import KENYA, Crisis, CrisisLine

_KEYS = {"name", "number", "languages", "checked_on"}
_SHAPE = "should be a JSON list of objects with name and number, perhaps languages and checked_on"


def _lines(value: object) -> tuple[CrisisLine, ...]:
    try:
        given = json.loads(str(value))
    except ValueError:
        raise ValueError(_SHAPE) from None
    if not isinstance(given, list) or not given:
        raise ValueError(_SHAPE)
    return tuple(_line(each) for each in given)


def _line(given: Any) -> CrisisLine:
    if not isinstance(given, dict) or not given.keys() <= _KEYS:
        raise ValueError(_SHAPE)
    name, number = str(given.get("name", "")), str(given.get("number", ""))
    if not (_is_short(name) and _is_short(number)):
        raise ValueError("should give each line a name and a number, as text of up to 64 letters")
    languages = given.get("languages", [])
    if not isinstance(languages, list) or not all(_is_short(each) for each in languages):
        raise ValueError("should give languages as a list of words")
    checked_on = given.get("checked_on")
    return CrisisLine(name, number, tuple(languages), _day(checked_on) if checked_on else None)


def _is_short(word: Any) -> bool:
    return isinstance(word, str) and 0 < len(word.strip()) <= 64


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("should be a date such as 2026-09-01") from None


Lines = Annotated[tuple[CrisisLine, ...], NoDecode, PlainValidator(_lines)]
Day = Annotated[date, NoDecode, PlainValidator(_day)]


class CrisisLines(Group):
    """Numbers for people in danger, and who is told of them."""

    lines: Lines | None = setting(
        "CRISIS_LINES",
        "the numbers that people in danger are shown, the emergency services first, whom other"
        " texts name, too; Kenya's public ones if it isn't set",
        '[{"name": "Befrienders Kenya", "number": "+254 722 178 177"}]',
        None,
    )
    checked_on: Day | None = setting(
        "CRISIS_LINES_CHECKED_ON",
        "the day on which you last called these numbers; until it is set they are unconfirmed",
        "2026-09-01",
        None,
    )
    on_call: types.TelegramIds | None = setting(
        "ON_CALL_TELEGRAM_IDS",
        "Telegram user ids of those who are told when somebody may be in danger; every admin if it"
        " isn't set",
        "123456789, 987654321",
        None,
    )

    @property
    def crisis(self) -> Crisis:
        lines = tuple(
            CrisisLine(one.name, one.number, one.languages, one.checked_on or self.checked_on)
            for one in self.lines or KENYA
        )
        return Crisis(lines, self.on_call or frozenset())
