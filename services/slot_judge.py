"""Whether a session may start at an instant: the one judgement behind the list and the commit."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from models.calendar import Busy, Calendar, Rules, Unavailable, utc
from services.opening_hours import ONE_DAY, Span, spans, starts

LONGEST_SESSION_MINUTES = 24 * 60


def occupied(starts_at: datetime, duration_minutes: int, rules: Rules) -> tuple[datetime, datetime]:
    """The half-open range, in UTC, that a session takes with its buffers: what `during` stores."""
    start = utc(starts_at)
    return (
        start - timedelta(minutes=rules.buffer_before_minutes),
        start + timedelta(minutes=duration_minutes + rules.buffer_after_minutes),
    )


class Judge:
    """One calendar made ready for many questions about sessions of one length at one moment.

    `ignoring_group` names a session that is as good as gone (the asker's own hold, the booking
    that is being moved) or that is being joined. Raises ValueError on a duration of less than a
    minute or more than a day, and on a `now` without a time zone.
    """

    def __init__(
        self,
        calendar: Calendar,
        duration_minutes: int,
        now: datetime,
        ignoring_group: UUID | None = None,
    ) -> None:
        if not 1 <= duration_minutes <= LONGEST_SESSION_MINUTES:
            raise ValueError(f"a session lasts a minute to a day: {duration_minutes} minutes")
        self.calendar = calendar
        self.length = timedelta(minutes=duration_minutes)
        self.today = self.local_date(utc(now))
        self.last_day = self.today + timedelta(days=calendar.rules.horizon_days)
        self._earliest = utc(now) + timedelta(minutes=calendar.rules.notice_minutes)
        self._before = timedelta(minutes=calendar.rules.buffer_before_minutes)
        self._length_and_after = self.length + timedelta(
            minutes=calendar.rules.buffer_after_minutes
        )
        self._step = timedelta(minutes=calendar.rules.slot_step_minutes)
        self._spans: dict[date, tuple[Span, ...]] = {}
        busy = [each for each in calendar.busy if each.group_key != ignoring_group]
        self._booked = _Taken(each for each in busy if each.kind == "booked")
        self._held = _Taken(each for each in busy if each.kind == "held")
        self._caps = (calendar.rules.max_per_day, calendar.rules.max_per_week)
        self._count(busy)

    def reason(self, starts_at: datetime) -> Unavailable | None:
        """Why no session may start at this instant, or None when it may."""
        day = self.local_date(starts_at)
        for start, closes in self._candidates(day):
            if start == starts_at:
                return self._judged(start, closes, day)
        return Unavailable.CLOSED

    def states(self, day: date) -> Iterator[tuple[datetime, Unavailable | None]]:
        """Each start on the steps of a local date, with the reason why it isn't free."""
        for start, closes in self._candidates(day):
            yield start, self._judged(start, closes, day)

    def free(self, day: date) -> list[datetime]:
        """The free starts of a local date, in order."""
        return [start for start, reason in self.states(day) if reason is None]

    def days(self, first: date, last: date) -> list[date]:
        """Those dates, both ends included, that aren't past or beyond the horizon."""
        low, high = max(first, self.today), min(last, self.last_day)
        return [date.fromordinal(each) for each in range(low.toordinal(), high.toordinal() + 1)]

    def local_date(self, moment: datetime) -> date:
        """The psychologist's date at an instant."""
        return moment.astimezone(self.calendar.timezone).date()

    def _judged(self, start: datetime, closes: datetime, day: date) -> Unavailable | None:
        if start + self.length > closes:
            return Unavailable.CLOSED
        if start < self._earliest:
            return Unavailable.TOO_SOON
        if day > self.last_day:
            return Unavailable.TOO_FAR
        occupied_from, occupied_to = start - self._before, start + self._length_and_after
        if self._booked.meets(occupied_from, occupied_to):
            return Unavailable.BOOKED
        if self._held.meets(occupied_from, occupied_to):
            return Unavailable.HELD
        if self._full(day):
            return Unavailable.FULL
        return None

    def _candidates(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for span in self._spans_on(day):
            closes = self._closing(day, span)
            for start in starts(span, self.calendar.timezone, self._step):
                yield start, closes

    def _closing(self, day: date, span: Span) -> datetime:
        """When the hours end that begin with this span: at midnight only if the next day is shut.

        Two nights count, because the longest session can run over a day of 23 hours.
        """
        closes, enough = span.ends_at, span.ends_at + self.length
        for number in range(3):
            for later in self._spans_on(day + number * ONE_DAY):
                if later.starts_at == closes:
                    closes = later.ends_at
            if closes >= enough:
                break
        return closes

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        if day not in self._spans:
            self._spans[day] = spans(self.calendar, day)
        return self._spans[day]

    def _full(self, day: date) -> bool:
        per_day, per_week = self._caps
        return (per_day is not None and self._on_day[day] >= per_day) or (
            per_week is not None and self._in_week[_week(day)] >= per_week
        )

    def _count(self, busy: list[Busy]) -> None:
        capped = self._caps != (None, None)
        sessions = {
            (self.local_date(each.session_starts_at), each.group_key)
            for each in busy
            if capped and each.session_starts_at is not None
        }
        self._on_day = Counter(day for day, _ in sessions)
        self._in_week = Counter(_week(day) for day, _ in sessions)


def _week(day: date) -> date:
    """The Sunday that begins its week, as weekdays are counted from Sunday."""
    return date.fromordinal(day.toordinal() - day.isoweekday() % 7)


class _Taken:
    """Busy ranges, sorted once, that answer quickly whether a range meets any of them."""

    def __init__(self, busy: Iterable[Busy]) -> None:
        ranges = sorted((each.starts_at, each.ends_at) for each in busy)
        self._starts = [start for start, _ in ranges]
        self._ends_so_far = list(accumulate((end for _, end in ranges), max))

    def meets(self, start: datetime, end: datetime) -> bool:
        begun = bisect_left(self._starts, end)
        return begun > 0 and self._ends_so_far[begun - 1] > start
