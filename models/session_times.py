"""When what may be done with a session: one rule for the service that does it and for the words."""

from datetime import datetime, timedelta

from models.values import BookingStatus as S
from models.views import BookingView

#: A session may be started from so long before its time on.
START_EARLY = timedelta(minutes=30)
#: A client is waited for so long before the session may be marked as missed.
NO_SHOW_AFTER = timedelta(minutes=10)
#: Whoever runs late may say so from so long before the start until the end.
LATE_FROM = timedelta(minutes=60)
#: How it went is asked so long after the end of a session that nobody has ended.
ASK_AFTER = timedelta(hours=1)

#: Sessions that notes and proof may belong to: whatever was agreed on, however it went.
KEPT_RECORDS = frozenset(
    {S.CONFIRMED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW, S.LATE_CANCELLED, S.CANCELLED}
)
#: Sessions that are still to be held, or being held.
RUNNING = frozenset({S.CONFIRMED, S.IN_PROGRESS})


def start_from(booking: BookingView) -> datetime:
    return booking.starts_at - START_EARLY


def no_show_from(booking: BookingView) -> datetime:
    return booking.starts_at + NO_SHOW_AFTER


def late_from(booking: BookingView) -> datetime:
    return booking.starts_at - LATE_FROM


def actual_minutes(booking: BookingView) -> int | None:
    """How long it took from start to end, in whole minutes and at least one; None: not known."""
    if booking.started_at is None or booking.ended_at is None:
        return None
    return max(1, round((booking.ended_at - booking.started_at).total_seconds() / 60))
