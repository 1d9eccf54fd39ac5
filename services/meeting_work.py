"""The queue of what is to be done at Google about meetings: claimed, done once, tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import count, row, rows
from models.values import BookingStatus, MeetingState
from services.meetings import LIVE

#: Longer than all the calls that one piece of work may make, each until its time-out.
LEASE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Task:
    """One claimed row; `lease` is the `due_at` that says it is still ours.

    `language` is its psychologist's, whose calendar it is about.
    """

    id: int
    booking_id: int
    state: MeetingState
    request_id: str
    event_id: str | None
    attempts: int
    lease: datetime
    psychologist_id: int
    reference: str
    starts_at: datetime
    ends_at: datetime
    is_live: bool
    language: str

    @property
    def is_wanted(self) -> bool:
        """A link is to be made; everything else only tidies the calendar."""
        return self.state is MeetingState.WANTED and self.is_live


async def claim(now: datetime, limit: int = 5) -> list[Task]:
    """What is due; each by one process until its lease ends, and counted before it is tried."""
    claimed = await rows(
        """UPDATE meetings AS m SET attempts = m.attempts + 1, due_at = $2
           FROM bookings AS b JOIN psychologists AS p ON p.id = b.psychologist_id
               JOIN people ON people.id = p.person_id
           WHERE b.id = m.booking_id AND m.id IN (
               SELECT id FROM meetings WHERE due_at <= $1 ORDER BY due_at, id LIMIT $3
               FOR UPDATE SKIP LOCKED)
           RETURNING m.id, m.booking_id, m.state, m.request_id, m.event_id, m.attempts,
               m.due_at AS lease, b.psychologist_id, coalesce(b.reference, '') AS reference,
               b.starts_at, b.ends_at, b.status, people.language""",
        now,
        now + LEASE,
        limit,
    )
    return [_task(dict(found)) for found in claimed]


def _task(found: dict[str, object]) -> Task:
    status, state = found.pop("status"), found.pop("state")
    return Task(**found, state=MeetingState(state), is_live=BookingStatus(status) in LIVE)  # type: ignore[arg-type]


async def hold(task: Task) -> bool:
    """Lock its booking, then itself; False when it is no longer ours to conclude.

    In this order, because whoever moves a booking has that lock first.
    """
    await row("SELECT id FROM bookings WHERE id = $1 FOR UPDATE", task.booking_id)
    found = await row(
        """SELECT id FROM meetings WHERE id = $1 AND booking_id = $2 AND state = $3
               AND request_id = $4 AND due_at = $5 FOR UPDATE""",
        task.id,
        task.booking_id,
        task.state.value,
        task.request_id,
        task.lease,
    )
    return found is not None


async def conclude(
    task: Task, state: MeetingState, event_id: str | None, error: str | None = None
) -> None:
    """Nothing is left to do."""
    await _write(task, state, event_id, None, error)


async def look_again(
    task: Task, state: MeetingState, event_id: str | None, at: datetime, error: str | None = None,
    *, anew: bool = False,
) -> None:  # fmt: skip
    """More is to be done, at this instant; `anew` begins to count the tries."""
    await _write(task, state, event_id, at, error)
    if anew:
        await count("UPDATE meetings SET attempts = 0 WHERE id = $1", task.id)


async def _write(
    task: Task, state: MeetingState, event_id: str | None, due_at: datetime | None,
    error: str | None,
) -> None:  # fmt: skip
    await count(
        """UPDATE meetings SET state = $2, event_id = $3, due_at = $4, error = $5 WHERE id = $1""",
        task.id,
        state.value,
        event_id,
        due_at,
        error[:64] if error else None,
    )
