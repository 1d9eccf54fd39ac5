"""How dates, times and money read: "Tue 15 Jan, 10:00", "KES 1,500", in the reader's own zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from conversations import texts
from models.languages import LANGUAGES
from models.values import Money


def when(instant: datetime, timezone: str, locale: str, practice_timezone: str) -> str:
    """An instant by the reader's clock; the zone is named where it isn't the practice's."""
    text = format_datetime(instant, "EEE d MMM, HH:mm", ZoneInfo(timezone), locale)
    return text if timezone == practice_timezone else f"{text} ({zone_name(timezone, locale)})"


def hour(instant: datetime, timezone: str, locale: str, *, with_day: bool = False) -> str:
    """10:00 or Tue 10:00: for buttons that stand below a text which names day and zone."""
    pattern = "EEE HH:mm" if with_day else "HH:mm"
    return format_datetime(instant, pattern, ZoneInfo(timezone), locale)


def zone_name(timezone: str, locale: str) -> str:
    """Europe/Berlin -> Berlin time: what people call the zone that they live in."""
    return texts.text("zone_time", locale).format(city=city(timezone))


def city(timezone: str) -> str:
    """Europe/Berlin -> Berlin."""
    return timezone.rsplit("/", 1)[-1].replace("_", " ")


def day(value: date, locale: str) -> str:
    return format_date(value, "EEE d MMM", locale)


def month(value: date, locale: str) -> str:
    return format_date(value, "LLLL yyyy", locale)


def clock_time(value: time) -> str:
    return f"{value:%H:%M}"


def language_names(code: str) -> list[str]:
    """A language's names in all languages that we speak: English, Kiingereza."""
    return [Locale(reader).languages[code] for reader in LANGUAGES]


def money(value: Money, locale: str) -> str:
    """Whole units without decimals, others with two."""
    whole, cents = divmod(value.minor, 100)
    number = format_decimal(whole, locale=locale) + (f".{cents:02}" if cents else "")
    return f"{value.currency} {number}"


def phone(number: str) -> str:
    """+254712345678 -> 0712 345 678, as it is said in Kenya."""
    if number.startswith("+254") and len(number) == 13:
        return f"0{number[4:7]} {number[7:10]} {number[10:]}"
    return number
