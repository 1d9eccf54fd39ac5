"""Time zones as people say them: "berlin", "Europe/Berlin", "Germany"."""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

#: What most of our clients mean, as buttons.
COMMON = (
    "Africa/Nairobi", "Africa/Kampala", "Africa/Dar_es_Salaam", "Europe/London", "Europe/Berlin",
    "Asia/Dubai", "America/New_York", "Australia/Sydney",
)  # fmt: skip
#: More than these are no help as buttons.
MOST = 6
#: A day of each half of the year: where clocks change, they differ between these.
_DAYS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
_REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
     "Indian", "Pacific"}
)  # fmt: skip
#: People say these and no zone is called so.
_SAID = {"utc": "UTC", "gmt": "UTC", "uk": "Europe/London", "england": "Europe/London",
         "uae": "Asia/Dubai", "mombasa": "Africa/Nairobi", "kisumu": "Africa/Nairobi",
         "munich": "Europe/Berlin", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata",
         "boston": "America/New_York", "washington": "America/New_York",
         "san francisco": "America/Los_Angeles", "melbourne": "Australia/Melbourne"}  # fmt: skip


def is_zone(name: str) -> bool:
    """Whether this is the name of a zone that somebody may live in."""
    return name in _names()


def known(said: str) -> str | None:
    """The zone that is surely meant: by its name, its city, or a country with one clock."""
    words = _plain(said).removesuffix(" time")
    if words in _SAID:
        return _SAID[words]
    for name in _names():
        if words in {_plain(name), _plain(_city(name))}:
            return name
    of_country = _different(_countries().get(words, ()))
    return of_country[0] if len(of_country) == 1 else None


def like(said: str) -> tuple[str, ...]:
    """A few zones that may be meant: their city begins with these letters, three or more."""
    words = _plain(said)
    begun = [name for name in _names() if len(words) >= 3 and _plain(_city(name)).startswith(words)]
    found = _different(begun)
    return found if len(found) <= MOST else ()


def _different(names: Iterable[str]) -> tuple[str, ...]:
    """One of each clock: two places that always show the same time are no choice."""
    clocks: dict[tuple[timedelta | None, ...], str] = {}
    for name in names:
        clocks.setdefault(tuple(day.astimezone(ZoneInfo(name)).utcoffset() for day in _DAYS), name)
    return tuple(clocks.values())


@cache
def _names() -> tuple[str, ...]:
    """Places that people live in; older names of the same place come last."""
    canonical = {zone for zones in get_global("territory_zones").values() for zone in zones}
    places = [n for n in available_timezones() if n == "UTC" or n.partition("/")[0] in _REGIONS]
    return tuple(sorted(places, key=lambda name: (name not in canonical, name)))


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Kenya -> its zones, for the countries of the world."""
    zones, names = get_global("territory_zones"), Locale("en").territories
    return {
        _plain(names[code]): tuple(filter(is_zone, found))
        for code, found in zones.items()
        if code in names
    }


def _city(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _plain(words: str) -> str:
    """Without case, accents and underscores: São Paulo -> sao paulo."""
    letters = unicodedata.normalize("NFKD", words.replace("_", " ").casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
