"""How dates, times and money read: "Tue 15 Jan, 10:00", "KES 1,500", in the reader's own zone.

In Kiswahili an instant is told by both clocks, so that nobody comes six hours early or late:
"Jumanne 15 Des, saa 4:00 asubuhi (10:00)". Where room is scarce, on a button among others, digits
stand alone; they are always those of 24 hours.
"""

from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from conversations import texts
from conversations.kiswahili import clock
from models.languages import LANGUAGES
from models.values import Money

#: The country that a language is ours in; Babel knows its names of days and months.
_COUNTRIES = {"sw": "sw_KE"}
#: Babel has no short names of days in Kiswahili; buttons need them. From Monday on.
_SHORT_DAYS = ("Jtt", "Jnn", "Jtn", "Alh", "Ijm", "Jms", "Jpl")


# A message says the same instant in the chat and in its brief words.
@lru_cache(maxsize=1024)
def when(
    instant: datetime, timezone: str, locale: str, practice_timezone: str, *, short: bool = False
) -> str:
    """An instant by the reader's clock; the zone is named where it isn't the practice's.

    `short`: for a button; in Kiswahili without the part of the day.
    """
    elsewhere = None if timezone == practice_timezone else zone_name(timezone, locale)
    if is_kiswahili(locale):
        return _by_both_clocks(instant, timezone, locale, elsewhere, short=short)
    text = format_datetime(instant, "EEE d MMM, HH:mm", ZoneInfo(timezone), _babel(locale))
    return f"{text} ({elsewhere})" if elsewhere else text


def _by_both_clocks(
    instant: datetime, timezone: str, locale: str, elsewhere: str | None, *, short: bool
) -> str:
    wall = instant.astimezone(ZoneInfo(timezone))
    time_said = clock.written(wall.time(), with_part=not short)
    there = f", {elsewhere}" if elsewhere else ""
    if short:
        day_and_month = format_date(wall.date(), "d MMM", _babel(locale))
        return f"{_SHORT_DAYS[wall.weekday()]} {day_and_month}, {time_said} ({wall:%H:%M}{there})"
    return f"{day(wall.date(), locale)}, {time_said} ({wall:%H:%M}{there})"


@cache
def _babel(locale: str) -> Locale:
    """Looked up by its name, Babel would take as long for it as for the date."""
    return Locale.parse(_COUNTRIES.get(locale, locale))


def is_kiswahili(locale: str) -> bool:
    return locale.partition("_")[0] == "sw"


def hour(
    instant: datetime, timezone: str, locale: str, *, with_day: bool = False, short: bool = True
) -> str:
    """10:00 or Tue 10:00, below a text which names day and zone.

    `short`: for a button, digits alone; else Kiswahili tells it by both clocks.
    """
    if is_kiswahili(locale):
        return _kiswahili_hour(instant.astimezone(ZoneInfo(timezone)), locale, with_day, short)
    pattern = "EEE HH:mm" if with_day else "HH:mm"
    return format_datetime(instant, pattern, ZoneInfo(timezone), _babel(locale))


def _kiswahili_hour(wall: datetime, locale: str, with_day: bool, short: bool) -> str:
    if short:
        return f"{_SHORT_DAYS[wall.weekday()]} {wall:%H:%M}" if with_day else f"{wall:%H:%M}"
    text = f"{clock.written(wall.time())} ({wall:%H:%M})"
    weekday = format_date(wall.date(), "EEEE", _babel(locale))
    return f"{weekday}, {text}" if with_day else text


def zone_name(timezone: str, locale: str) -> str:
    """Europe/Berlin -> Berlin time: what people call the zone that they live in."""
    return texts.text("zone_time", locale).format(city=city(timezone))


def city(timezone: str) -> str:
    """Europe/Berlin -> Berlin."""
    return timezone.rsplit("/", 1)[-1].replace("_", " ")


def day(value: date, locale: str) -> str:
    return format_date(value, "EEE d MMM", _babel(locale))


def month(value: date, locale: str) -> str:
    return format_date(value, "LLLL yyyy", _babel(locale))


def wall_clock(value: time, locale: str, *, short: bool = False) -> str:
    """A time that is no instant; in Kiswahili by both clocks, but on a button (`short`)."""
    if is_kiswahili(locale) and not short:
        return f"{clock.written(value)} ({value:%H:%M})"
    return clock_time(value)


def clock_time(value: time) -> str:
    """10:00 in every language: four of these stand in one row of buttons."""
    return f"{value:%H:%M}"


def language_names(code: str) -> list[str]:
    """A language's names in all languages that we speak: English, Kiingereza."""
    return [Locale(reader).languages[code] for reader in LANGUAGES]


def money(value: Money, locale: str) -> str:
    """Whole units without decimals, others with two."""
    whole, cents = divmod(value.minor, 100)
    number = format_decimal(whole, locale=_babel(locale)) + (f".{cents:02}" if cents else "")
    return f"{value.currency} {number}"


def phone(number: str) -> str:
    """+254712345678 -> 0712 345 678, as it is said in Kenya."""
    if number.startswith("+254") and len(number) == 13:
        return f"0{number[4:7]} {number[7:10]} {number[10:]}"
    return number
