"""What Google's answer about a meeting leads to: a link, another try, or a room elsewhere (B11)."""

from datetime import timedelta

import structlog

from handlers import announce_meeting
from handlers.sitting import Sitting
from models.values import MeetingState
from services import google_grants, meeting_work, meetings
from services.booking_views import view
from services.gateways import jitsi
from services.gateways.google_errors import GoogleFailed, GrantBroken, Passing, Permanent
from services.gateways.google_values import Conference, Making
from services.google_grants import Sealed
from services.meeting_work import Task

log = structlog.get_logger()

#: Seconds between tries, growing; the last one repeats. A client waits for a link, a calendar not.
PAUSES = (2, 5, 10, 20, 30)
TIDY_PAUSES = (10, 60, 300, 1800, 3600)
MOST_TRIES, MOST_TRIES_TO_TIDY = 6, 12
#: This close to its start a session needs a room now rather than a Meet link.
SOON, TRIES_WHEN_SOON = timedelta(minutes=5), 3
#: The longest that we wait because Google says so; longer than that is "not today".
LONGEST_PAUSE = 60.0

#: None: the calendar is as it should be.
Outcome = Conference | GoogleFailed | None


async def apply(sitting: Sitting, task: Task, grant: Sealed | None, outcome: Outcome) -> None:
    """Inside a transaction; a task that was taken over or changed meanwhile is left alone."""
    broken = isinstance(outcome, GrantBroken) and grant is not None
    if not await meeting_work.hold(task):
        return
    if broken and grant is not None and await google_grants.broke(grant, sitting.now):
        log.warning("google_grant_broken", psychologist_id=task.psychologist_id)
        await announce_meeting.reconnect(sitting, grant.owner.person_id)
    if isinstance(outcome, Permanent):
        log.error("google_refused", booking_id=task.booking_id, error_code=outcome.code,
                  alarm=True)  # fmt: skip
    if not task.is_wanted:
        await _tidied(sitting, task, outcome)
        return
    match outcome:
        case Conference(making=Making.SUCCESS, link=str() as link):
            await _made(sitting, task, link)
        case Conference(making=Making.PENDING):
            await _later(sitting, task, task.request_id, "pending", 0.0)
        case Passing(code=code, retry_after=retry_after):
            await _later(sitting, task, task.event_id, code, retry_after or 0.0)
        case GoogleFailed(code=code):
            await _fall_back(sitting, task, code, tidy=not isinstance(outcome, GrantBroken))
        case _:
            await _fall_back(sitting, task, "failure", tidy=True)


async def _made(sitting: Sitting, task: Task, link: str) -> None:
    had_one = bool((await view(task.booking_id)).meeting_link)
    await meetings.set_link(task.booking_id, link, sitting.now)
    await meeting_work.conclude(task, MeetingState.MADE, task.request_id)
    await announce_meeting.ready(sitting, await view(task.booking_id), renewed=had_one)


async def _later(
    sitting: Sitting, task: Task, event_id: str | None, code: str, retry_after: float
) -> None:
    """Once more after a pause, as long as there is time for it."""
    soon = task.starts_at - sitting.now < SOON
    pause = max(PAUSES[0] if soon else _pause(PAUSES, task), retry_after)
    most = TRIES_WHEN_SOON if soon else MOST_TRIES
    if task.attempts >= most or pause > LONGEST_PAUSE:
        await _fall_back(sitting, task, code, tidy=True)
        return
    at = sitting.now + timedelta(seconds=pause)
    await meeting_work.look_again(task, MeetingState.WANTED, event_id, at, code)


async def _fall_back(sitting: Sitting, task: Task, code: str, *, tidy: bool) -> None:
    """A room that nobody has to be asked for. `tidy`: an event may be left in the calendar."""
    log.warning("meet_link_not_made", booking_id=task.booking_id, error_code=code,
                attempts=task.attempts)  # fmt: skip
    had_one = bool((await view(task.booking_id)).meeting_link)
    room = jitsi.room(sitting.practice.jitsi_url)
    await meetings.set_link(task.booking_id, room, sitting.now)
    state = MeetingState.FALLEN_BACK
    if tidy:
        await meeting_work.look_again(task, state, task.event_id, sitting.now, code, anew=True)
    else:
        await meeting_work.conclude(task, state, None, code)
    await announce_meeting.fell_back(sitting, await view(task.booking_id), renewed=had_one)


async def _tidied(sitting: Sitting, task: Task, outcome: Outcome) -> None:
    """The calendar's event was moved or taken away, or it isn't worth another try."""
    moved = task.state is MeetingState.MOVED and task.is_live
    over = MeetingState.FALLEN_BACK if task.state is MeetingState.FALLEN_BACK else (
        MeetingState.DROPPED)  # fmt: skip
    state = MeetingState.MADE if moved else over
    if isinstance(outcome, Passing) and task.attempts < MOST_TRIES_TO_TIDY:
        at = sitting.now + timedelta(seconds=_pause(TIDY_PAUSES, task))
        still = MeetingState.MOVED if moved else over
        await meeting_work.look_again(task, still, task.event_id, at, outcome.code)
        return
    code = outcome.code if isinstance(outcome, GoogleFailed) else None
    await meeting_work.conclude(task, state, task.event_id if moved else None, code)


def _pause(pauses: tuple[int, ...], task: Task) -> float:
    return float(pauses[min(task.attempts, len(pauses)) - 1])
