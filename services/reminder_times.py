"""When a reminder is due: before a session, never in quiet hours, never after it began.

Pure: instants, zones and wishes in, an instant out (R1, X32).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from models.values import ReminderKind

BEFORE: Final = {
    ReminderKind.DAY: timedelta(hours=24),
    ReminderKind.HOURS: timedelta(hours=2),
    ReminderKind.MINUTES: timedelta(minutes=15),
}
#: What is shifted to the end of the quiet hours still leaves so long to get ready.
LEAST_NOTICE: Final = timedelta(minutes=10)
#: What comes before the quiet hours comes so long before, where that can still be.
BEFORE_QUIET: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one wall time to another in a person's own zone; over midnight where it is later."""

    since: time
    until: time

    @classmethod
    def read(cls, since: str | None, until: str | None) -> "Quiet | None":
        if since is None or until is None:
            return None
        return cls(time.fromisoformat(since), time.fromisoformat(until))

    def around(self, instant: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """The quiet hours that this instant lies in, as UTC instants; None outside of them."""
        today = instant.astimezone(zone).date()
        for day in (today - timedelta(days=1), today):
            last = day if self.since < self.until else day + timedelta(days=1)
            begins = datetime.combine(day, self.since, zone).astimezone(instant.tzinfo)
            ends = datetime.combine(last, self.until, zone).astimezone(instant.tzinfo)
            if begins <= instant < ends:
                return begins, ends
        return None


#: Of whoever has said nothing about it.
DEFAULT_QUIET: Final = Quiet(time(21), time(7))


def after_quiet(
    now: datetime, starts_at: datetime, quiet: Quiet | None, timezone: str
) -> datetime | None:  # fmt: skip
    """When to say what is late and would fall into quiet hours; None: now, it can't wait (X31)."""
    around = quiet.around(now, ZoneInfo(timezone)) if quiet else None
    if around is None or around[1] + LEAST_NOTICE > starts_at:
        return None
    return around[1]


def silent_from(now: datetime, quiet: Quiet | None, timezone: str) -> datetime | None:
    """When what is said now, and still waits, must be decided anew; None: it may leave whenever."""
    zone = ZoneInfo(timezone)
    if quiet is None or quiet.around(now, zone) is not None:
        return None
    today = now.astimezone(zone).date()
    begins = (
        datetime.combine(today + timedelta(days=days), quiet.since, zone).astimezone(now.tzinfo)
        for days in (0, 1, 2)
    )
    return next((at for at in begins if at > now), None)


def due(
    starts_at: datetime, kind: ReminderKind, quiet: Quiet | None, timezone: str,
    known_since: datetime,
) -> datetime | None:  # fmt: skip
    """The instant of a reminder; None where it would tell somebody what they have just arranged.

    In quiet hours it waits for their end, if that is early enough before the session; else it comes
    before they begin: the evening before, for one early in the morning. Who arranges a session in
    their quiet hours for those same hours is told the last word then, because they are up for it.
    """
    natural = starts_at - BEFORE[kind]
    if natural <= known_since:
        return None
    around = quiet.around(natural, ZoneInfo(timezone)) if quiet else None
    if around is None:
        return natural
    begins, ends = around
    if ends + LEAST_NOTICE <= starts_at:
        return ends
    if begins > known_since:
        early = begins - BEFORE_QUIET
        return early if early > known_since else begins
    return natural if kind is ReminderKind.MINUTES else None
