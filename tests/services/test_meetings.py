"""A session's link as rows: given, wanted, claimed by one, moved, dropped, made again (B11)."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from models.database import count, row, rows
from models.values import MeetingKind, MeetingState
from services import meeting_work, meetings
from services.booking_views import view
from services.errors import Outdated
from services.meeting_work import LEASE
from services.meetings import AGAIN_AT_MOST, GoogleBusy, MadeTooOften
from services.transaction import transaction
from tests.people import NOW, Practice, hours
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")

JITSI = "https://meet.example"


async def session(here: Practice, at: float = 48, **changed: Any) -> int:
    return await book(here, at, "confirmed", **changed)


async def choose(here: Practice, kind: str, address: str | None = None) -> None:
    await count(
        "UPDATE psychologists SET meeting_kind = $2, meeting_address = $3 WHERE id = $1",
        here.psychologist,
        kind,
        address,
    )


async def grant(here: Practice) -> None:
    await row(
        """INSERT INTO google_grants (psychologist_id, refresh_token, granted_at)
           VALUES ($1, '', $2) RETURNING id""",
        here.psychologist,
        NOW,
    )


async def with_google(here: Practice) -> int:
    """A session whose Meet link is wanted."""
    await choose(here, "google")
    await grant(here)
    booking = await session(here)
    assert await wanted(booking) is None
    return booking


async def wanted(booking: int, *, offers_google: bool = True) -> str | None:
    async with transaction():
        return await meetings.wanted_link(booking, NOW, JITSI, offers_google=offers_google)


async def again(booking: int, kind: MeetingKind, now: datetime = NOW) -> bool:
    seen = await view(booking)
    async with transaction():
        return await meetings.make_again(seen, kind, None, now, JITSI)


async def meeting() -> Mapping[str, Any]:
    found = await row("SELECT * FROM meetings")
    assert found is not None
    return found


async def test_the_psychologists_choice_decides(here: Practice) -> None:
    await choose(here, "typed", "https://video.example.org/b")
    typed = await session(here)
    assert await wanted(typed) == "https://video.example.org/b"
    assert (await view(typed)).meeting_link == "https://video.example.org/b"
    for kind in ("jitsi", "typed"):
        await choose(here, kind)
        link = await wanted(await session(here, 60 if kind == "jitsi" else 70))
        assert link is not None
        assert link.startswith(f"{JITSI}/session-")
    assert await rows("SELECT id FROM meetings") == []


async def test_google_is_asked_only_where_it_can_be(here: Practice) -> None:
    await choose(here, "google")
    assert await wanted(await session(here)) is not None  # no consent
    await grant(here)
    assert await wanted(await session(here, 60), offers_google=False) is not None
    for column in ("broken_at", "revoke_at"):
        await count("UPDATE google_grants SET broken_at = NULL, revoke_at = NULL")
        await count(f"UPDATE google_grants SET {column} = $1", NOW)
        assert await wanted(await session(here, 70 if column == "broken_at" else 80)) is not None
    assert await rows("SELECT id FROM meetings") == []


async def test_asked_twice_is_wanted_once(here: Practice) -> None:
    booking = await with_google(here)
    before = await meeting()
    assert await wanted(booking) is None
    assert await meeting() == before


@pytest.mark.parametrize("medium", ["in_person", "chat", "phone"])
async def test_what_is_not_held_by_video_gets_none(here: Practice, medium: str) -> None:
    booking = await session(here, medium=medium)
    assert await wanted(booking) is None
    assert (await view(booking)).meeting_link is None
    with pytest.raises(Outdated):
        await again(booking, MeetingKind.JITSI)


async def test_a_link_that_is_there_stays(here: Practice) -> None:
    booking = await session(here, meeting_link="https://before.example/x")
    assert await wanted(booking) == "https://before.example/x"


async def test_due_work_is_claimed_by_one_and_again_after_the_lease(here: Practice) -> None:
    await with_google(here)
    claimed = await asyncio.gather(*(meeting_work.claim(NOW) for _ in range(6)))
    assert sorted(map(len, claimed)) == [0, 0, 0, 0, 0, 1]
    assert await meeting_work.claim(NOW + LEASE * 0.99) == []
    [later] = await meeting_work.claim(NOW + LEASE)
    assert later.attempts == 2


async def test_who_lost_the_lease_concludes_nothing(here: Practice) -> None:
    await with_google(here)
    [mine] = await meeting_work.claim(NOW)
    async with transaction():
        assert await meeting_work.hold(mine)
    await meeting_work.claim(NOW + LEASE)
    async with transaction():
        assert not await meeting_work.hold(mine)


@pytest.mark.parametrize("kind", [MeetingKind.JITSI, MeetingKind.TYPED])
async def test_what_changes_under_a_claim_ends_it(here: Practice, kind: MeetingKind) -> None:
    """A room was taken while Google was being asked: Google's answer counts no more."""
    booking = await with_google(here)
    [mine] = await meeting_work.claim(NOW)
    assert await again(booking, kind)
    async with transaction():
        assert not await meeting_work.hold(mine)
    # What Google may have made meanwhile is taken away once the claim is over.
    assert await meeting_work.claim(NOW) == []
    [tidy] = await meeting_work.claim(NOW + LEASE)
    assert (tidy.state, tidy.event_id) == (MeetingState.DROPPED, mine.request_id)


async def test_moved_under_a_claim_it_is_looked_for_at_the_new_time(here: Practice) -> None:
    old = await with_google(here)
    [mine] = await meeting_work.claim(NOW)
    new = await session(here, 60)
    async with transaction():
        await meetings.moved(old, new, NOW)
        assert not await meeting_work.hold(mine)
    assert await wanted(new) is None  # whoever calls it as well asks for nothing more
    [found] = await meeting_work.claim(NOW + LEASE)
    assert (found.booking_id, found.request_id, found.event_id) == (new, mine.request_id, None)
    assert found.starts_at == hours(60)


async def test_moved_with_a_link_only_the_time_is_put_right(here: Practice) -> None:
    old = await with_google(here)
    await _made(old)
    new = await session(here, 60)
    async with transaction():
        await meetings.moved(old, new, NOW)
    assert (await view(new)).meeting_link == "https://meet.google.com/x"
    [found] = await meeting_work.claim(NOW)
    assert (found.state, found.booking_id) == (MeetingState.MOVED, new)


async def test_moved_to_another_medium_the_link_stays_behind(here: Practice) -> None:
    await choose(here, "jitsi")
    old = await session(here)
    await wanted(old)
    new = await session(here, 60, medium="phone")
    async with transaction():
        await meetings.moved(old, new, NOW)
    assert (await view(new)).meeting_link is None


async def test_dropped_without_an_event_there_is_nothing_to_do(here: Practice) -> None:
    booking = await session(here)
    async with transaction():
        await meetings.drop(booking, NOW)
    await again(booking, MeetingKind.JITSI)
    async with transaction():
        await meetings.drop(booking, NOW)
    assert await meeting_work.claim(hours(1)) == []


async def test_dropped_with_an_event_it_is_taken_away(here: Practice) -> None:
    booking = await with_google(here)
    await _made(booking)
    async with transaction():
        await meetings.drop(booking, NOW)
        await meetings.drop(booking, NOW)
    [found] = await meeting_work.claim(NOW)
    assert found.state is MeetingState.DROPPED
    assert not found.is_wanted


async def test_made_again_at_google_keeps_the_old_event_in_mind(here: Practice) -> None:
    booking = await with_google(here)
    await _made(booking)
    before = await meeting()
    assert not await again(booking, MeetingKind.GOOGLE)
    [found] = await meeting_work.claim(NOW)
    assert found.event_id == before["event_id"]
    assert found.request_id != before["request_id"]


async def test_made_again_while_google_is_at_it_costs_no_try(here: Practice) -> None:
    booking = await with_google(here)
    for _ in range(AGAIN_AT_MOST + 1):
        with pytest.raises(GoogleBusy):
            await again(booking, MeetingKind.GOOGLE)
    assert (await meeting())["again_count"] is None
    assert await again(booking, MeetingKind.JITSI)


async def test_made_again_by_everybody_at_once_stays_within_the_limit(here: Practice) -> None:
    booking = await session(here)
    tried = await asyncio.gather(
        *(again(booking, MeetingKind.JITSI) for _ in range(8)), return_exceptions=True
    )
    assert sum(made is True for made in tried) == AGAIN_AT_MOST
    assert sum(isinstance(made, MadeTooOften) for made in tried) == 8 - AGAIN_AT_MOST
    assert (await view(booking)).calendar_sequence == AGAIN_AT_MOST
    assert await again(booking, MeetingKind.JITSI, hours(1))


@pytest.mark.parametrize("status", ["pending", "cancelled", "completed", "no_show", "expired"])
async def test_what_is_over_or_not_yet_gets_no_new_link(here: Practice, status: str) -> None:
    booking = await book(here, 48, status)
    with pytest.raises(Outdated):
        await again(booking, MeetingKind.JITSI)
    assert not await meetings.set_link(booking, "https://x.example/y", NOW)


@pytest.mark.parametrize("status", ["approved", "confirmed", "in_progress"])
async def test_what_is_coming_gets_one(here: Practice, status: str) -> None:
    assert await again(await book(here, 48, status), MeetingKind.JITSI)


async def test_a_cancelled_booking_wants_no_link_whoever_forgot_to_say_so(here: Practice) -> None:
    booking = await with_google(here)
    await count(
        "UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE id = $1", booking
    )
    [found] = await meeting_work.claim(NOW)
    assert not found.is_wanted


async def _made(booking: int) -> None:
    """As if Google had made it."""
    [task] = await meeting_work.claim(NOW)
    async with transaction():
        await meetings.set_link(booking, "https://meet.google.com/x", NOW)
        await meeting_work.conclude(task, MeetingState.MADE, task.request_id)
