"""The Kiswahili clock: counted from six, and named with the part of the day (X25).

How a time is written, by the hour in which it lies (as CLDR's Kiswahili and Kenyan papers name the
parts; 19:00 is read as "saa moja jioni" just as well):

| wall clock  | written                          |
|-------------|----------------------------------|
| 00:00-03:59 | saa 6:00 usiku … saa 9:59 usiku  |
| 04:00-05:59 | saa 10:00 alfajiri … 11:59       |
| 06:00-11:59 | saa 12:00 asubuhi … saa 5:59     |
| 12:00-14:59 | saa 6:00 mchana … saa 8:59       |
| 15:00-15:59 | saa 9:00 alasiri … saa 9:59      |
| 16:00-18:59 | saa 10:00 jioni … saa 12:59      |
| 19:00-23:59 | saa 1:00 usiku … saa 5:59 usiku  |
"""

from dataclasses import dataclass, replace
from datetime import time
from itertools import pairwise

DAY, HALF = 24 * 60, 12 * 60

_WRITTEN = ((0, "usiku"), (4, "alfajiri"), (6, "asubuhi"), (12, "mchana"), (15, "alasiri"),
            (16, "jioni"), (19, "usiku"), (24, ""))  # fmt: skip

#: For each part of the day, in minutes that may pass 24:00: when it surely is; what is called so
#: when the hour is in words, thus by this clock for certain; what else may be meant by it.
_PARTS = {
    "alfajiri": ((180, 360), (120, 420), (120, 420)),
    "asubuhi": ((360, 720), (300, 720), (240, 720)),
    "adhuhuri": ((720, 840), (690, 840), (660, 900)),
    "mchana": ((690, 960), (660, 1020), (600, 1080)),
    "alasiri": ((840, 1080), (840, 1110), (780, 1140)),
    "jioni": ((960, 1200), (900, 1230), (900, 1380)),
    "usiku": ((1140, 1740), (1110, 1800), (1080, 1800)),
    "manane": ((1440, 1740), (1380, 1740), (1320, 1800)),
}


def written(wall: time, *, with_part: bool = True) -> str:
    """10:00 -> saa 4:00 asubuhi; without the part of the day only beside digits that tell it."""
    hour = (wall.hour - 6) % 12 or 12
    part = next(name for (since, name), (until, _) in pairwise(_WRITTEN)
                if since <= wall.hour < until)  # fmt: skip
    return f"saa {hour}:{wall.minute:02} {part}" if with_part else f"saa {hour}:{wall.minute:02}"


@dataclass(frozen=True, slots=True)
class Said:
    """A time as it was typed: its hour, the minutes added to it or taken away, and what helps.

    `saa`: said with that word; `in_words`: the hour was no digit, so it is by this clock for sure;
    `part`: of the day; `half`: "a" or "p" of am and pm; `echo`: minutes of 24-hour digits beside
    it; `vague`: how the minutes are meant isn't sure.
    """

    hour: int
    minutes: int = 0
    saa: bool = True
    in_words: bool = False
    part: str | None = None
    half: str | None = None
    echo: int | None = None
    vague: bool = False

    def of(self, part: str | None) -> "Said":
        """The same, in the part of the day that was named elsewhere, if none was named here."""
        return self if self.part or self.half else replace(self, part=part)

    @property
    def is_bare(self) -> bool:
        return self.part is None and self.half is None and self.echo is None


@dataclass(frozen=True, slots=True)
class Meant:
    """What a time can mean, in minutes since midnight, likely ones first; `sure`: this one."""

    readings: tuple[int, ...]
    sure: bool = False


def meant(said: Said) -> Meant:
    """By both clocks where both can be meant; sure only where one of them is."""
    if said.hour > 12 or said.hour == 0:
        return _of_24_hours(said)
    by_six, by_twelve = _by_six(said), _by_twelve(said)
    either = tuple(dict.fromkeys((*by_six, *by_twelve)))
    if said.echo is not None:
        sure = said.echo in either
        return Meant((said.echo,) if sure else (said.echo, *by_six), sure)
    if said.half:
        within = tuple(at for at in either if (at < HALF) is (said.half == "a"))
        return Meant(within, sure=not said.saa and len(within) == 1)
    if said.part is None:
        return Meant(by_six if said.in_words else either)
    surely, in_words, perhaps = _PARTS[said.part]
    right = tuple(at for at in by_six if _within(at, in_words if said.in_words else surely))
    if said.saa and len(right) == 1:
        return Meant(right, sure=not said.vague)
    near = tuple(at for at in either if _within(at, perhaps))
    return Meant(near or either, sure=not said.saa and len(near) == 1)


def _of_24_hours(said: Said) -> Meant:
    if said.hour > 24 or (said.hour == 24 and said.minutes):
        return Meant(())
    at = (said.hour * 60 + said.minutes) % DAY
    fits = said.part is None or _within(at, _PARTS[said.part][1])
    return Meant((at,), sure=fits and not said.in_words and not said.vague and said.half is None)


def _by_six(said: Said) -> tuple[int, ...]:
    """By the Kiswahili clock, the one in daylight first."""
    at = ((said.hour + 6) * 60 + said.minutes) % HALF
    return tuple(sorted((at, at + HALF), key=lambda each: not 6 * 60 <= each < 18 * 60))


def _by_twelve(said: Said) -> tuple[int, ...]:
    at = (said.hour * 60 + said.minutes) % HALF
    return tuple(sorted((at, at + HALF), key=lambda each: not 6 * 60 <= each < 18 * 60))


def _within(at: int, window: tuple[int, int]) -> bool:
    return window[0] <= at < window[1] or window[0] <= at + DAY < window[1]


def lies_in(at: int, part: str) -> bool:
    """Whether people may call that time so."""
    return _within(at, _PARTS[part][1])


def meant_range(first: Said, last: Said) -> tuple[Meant, Meant]:
    """Two times, one to the other: where one is sure, the other is near it by the same clock."""
    since, until = meant(first), meant(last)
    if until.sure and not since.sure and _follows(last, first):
        at = min(_by_six(first), key=lambda each: (until.readings[0] - each) % DAY or DAY)
        since = Meant((at,), sure=True)
    elif since.sure and not until.sure and _follows(first, last):
        at = min(_by_six(last), key=lambda each: (each - since.readings[0]) % DAY or DAY)
        until = Meant((at,), sure=True)
    return since, until


def _follows(known: Said, bare: Said) -> bool:
    """Whether a time without a part of the day is by the Kiswahili clock because the other is."""
    by_this_clock = known.saa and 1 <= known.hour <= 12 and known.part is not None
    return by_this_clock and bare.saa and bare.is_bare and 1 <= bare.hour <= 12 and not bare.vague


def clock_digits(minutes: int, *, as_end: bool = False) -> str:
    """600 -> 10:00; the midnight that ends a range is 24:00."""
    if as_end and minutes == 0:
        return "24:00"
    return f"{minutes // 60:02}:{minutes % 60:02}"


def wall(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
