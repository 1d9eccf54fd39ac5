"""Running a session: who may, from when, and one winner (B10, X63)."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from models.database import rows
from models.session_times import actual_minutes
from models.values import BookingStatus as S
from models.values import Role
from models.views import BookingView
from services import people, sessions
from services.booking_views import view
from services.errors import NotYours, Outdated, Refused
from services.sessions import NotNow
from services.transaction import transaction
from tests.people import NOW, Practice, hours, person, psychologist
from tests.rows import book

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
STARTS = hours(48)
ENDS = STARTS + 50 * MINUTE
MOVES = (sessions.start, sessions.end, sessions.complete, sessions.no_show)


async def session(here: Practice, status: str = "confirmed", **more: Any) -> BookingView:
    """Amina's session with Brian in 48 hours, 50 minutes long."""
    return await view(await book(here, 48, status, **more))


async def running(here: Practice) -> BookingView:
    return await session(here, "in_progress", started_at=STARTS)


async def move(
    what: Any, of: BookingView, by: int, at: datetime, *, version: int | None = None
) -> BookingView:
    """One move in a transaction of its own, as the shell makes it."""
    async with transaction():
        moved = await what(of.public_id, of.version if version is None else version, by, at)
    assert isinstance(moved, BookingView)
    return moved


async def test_b10_start_and_end_are_kept_and_make_the_real_length(here: Practice) -> None:
    booked = await session(here)
    began = await move(sessions.start, booked, here.brian, STARTS + 3 * MINUTE)
    assert (began.status, began.started_at) == (S.IN_PROGRESS, STARTS + 3 * MINUTE)
    ended = await move(sessions.end, began, here.brian, STARTS + 50 * MINUTE)
    assert (ended.status, ended.ended_at) == (S.COMPLETED, STARTS + 50 * MINUTE)
    assert actual_minutes(ended) == 47
    moves = await rows("SELECT to_status, actor_id FROM booking_moves ORDER BY id")
    assert [(m["to_status"], m["actor_id"]) for m in moves][-2:] == [
        ("in_progress", here.brian), ("completed", here.brian)
    ]  # fmt: skip


async def test_an_admin_may_do_the_same(here: Practice) -> None:
    await people.grant(here.chidi, Role.ADMIN, NOW)
    began = await move(sessions.start, await session(here), here.chidi, STARTS)
    assert (await move(sessions.end, began, here.chidi, ENDS)).status is S.COMPLETED


@pytest.mark.parametrize("what", MOVES)
async def test_x63_nobody_else_runs_a_session(here: Practice, what: Any) -> None:
    colleague = await person("Wanjiku", 9)
    await psychologist(colleague, "wanjiku")
    await people.grant(colleague, Role.PSYCHOLOGIST, NOW)
    booked = await (running(here) if what is sessions.end else session(here))
    for somebody in (here.amina, here.chidi, colleague, 10**9):
        with pytest.raises(NotYours):
            await move(what, booked, somebody, STARTS + 20 * MINUTE)
    with pytest.raises(NotYours):
        async with transaction():
            await what(uuid4(), 1, here.brian, STARTS)
    assert await view(booked.id) == booked


@pytest.mark.parametrize(
    ("what", "opens", "key"),
    [
        (sessions.start, STARTS - 30 * MINUTE, "start_too_early"),
        (sessions.complete, STARTS, "complete_too_early"),
        (sessions.no_show, STARTS + 10 * MINUTE, "no_show_too_early"),
    ],
)
async def test_x24_each_is_possible_from_its_very_second_on(
    here: Practice, what: Any, opens: datetime, key: str
) -> None:
    booked = await session(here)
    with pytest.raises(NotNow) as refused:
        await move(what, booked, here.brian, opens - SECOND)
    assert (refused.value.key, refused.value.booking) == (key, booked)
    assert (await move(what, booked, here.brian, opens)).version == booked.version + 1


async def test_what_should_be_over_is_not_started(here: Practice) -> None:
    booked = await session(here)
    with pytest.raises(NotNow) as refused:
        await move(sessions.start, booked, here.brian, ENDS)
    assert refused.value.key == "start_too_late"
    assert (await move(sessions.start, booked, here.brian, ENDS - SECOND)).status is S.IN_PROGRESS


async def test_b10_completed_without_start_and_end_has_no_length(here: Practice) -> None:
    done = await move(sessions.complete, await session(here), here.brian, ENDS)
    assert (done.status, done.started_at, done.ended_at) == (S.COMPLETED, None, None)
    forgotten = await move(sessions.complete, await running(here), here.brian, ENDS + 90 * MINUTE)
    assert actual_minutes(forgotten) is None


async def test_what_was_not_started_is_not_ended(here: Practice) -> None:
    with pytest.raises(Outdated):
        await move(sessions.end, await session(here), here.brian, ENDS)


@pytest.mark.parametrize("what", MOVES)
@pytest.mark.parametrize("status", sorted(set(S) - {S.CONFIRMED, S.IN_PROGRESS, S.HELD}))
async def test_x10_from_any_other_state_it_is_refused(here: Practice, what: Any, status: S) -> None:
    over = await session(here, status)
    with pytest.raises(Outdated):
        await move(what, over, here.brian, STARTS + 20 * MINUTE)
    assert await view(over.id) == over


@pytest.mark.parametrize("what", MOVES)
async def test_x60_a_button_of_another_version_is_outdated(here: Practice, what: Any) -> None:
    booked = await (running(here) if what is sessions.end else session(here))
    for off in (-1, 1):
        with pytest.raises(Outdated):
            await move(what, booked, here.brian, STARTS + 20 * MINUTE, version=booked.version + off)


async def race(here: Practice, booked: BookingView, *whats: Any) -> list[str]:
    """All at once; the names of those that won."""
    results = await asyncio.gather(
        *(move(what, booked, here.brian, STARTS + 20 * MINUTE) for what in whats),
        return_exceptions=True,
    )
    for result in results:
        assert isinstance(result, BookingView | Refused), result
    return [
        what.__name__
        for what, result in zip(whats, results, strict=True)
        if isinstance(result, BookingView)
    ]


async def test_x10_end_and_no_show_at_once_have_one_winner(here: Practice) -> None:
    for _ in range(5):
        booked = await running(here)
        won = await race(here, booked, sessions.end, sessions.no_show, sessions.complete)
        assert len(won) == 1
        assert (await view(booked.id)).version == booked.version + 1


async def test_x60_a_double_tap_has_one_effect(here: Practice) -> None:
    booked = await session(here)
    assert await race(here, booked, *[sessions.start] * 4) == ["start"]
    history = await rows("SELECT 1 FROM booking_moves WHERE to_status = 'in_progress'")
    assert len(history) == 1


async def test_asking_whether_it_may_be_missed_changes_nothing(here: Practice) -> None:
    booked = await session(here)
    at = STARTS + 10 * MINUTE
    assert await sessions.may_be_missed(booked.public_id, booked.version, here.brian, at) == booked
    with pytest.raises(NotNow):
        await sessions.may_be_missed(booked.public_id, booked.version, here.brian, at - SECOND)
    with pytest.raises(Outdated):
        await sessions.may_be_missed(booked.public_id, booked.version + 1, here.brian, at)
    with pytest.raises(NotYours):
        await sessions.may_be_missed(booked.public_id, booked.version, here.amina, at)
    assert await view(booked.id) == booked


@pytest.mark.parametrize(
    ("after", "asked"),
    [(59, False), (60, True), (60 * 71, True), (60 * 72 + 1, False)],
)
async def test_forgotten_ends_are_found_for_three_days(
    here: Practice, after: int, *, asked: bool
) -> None:
    for status in ("confirmed", "in_progress"):
        booked = await session(here, status)
        found = await sessions.forgotten(ENDS + after * MINUTE, "how")
        assert [b.id for b in found] == ([booked.id] if asked else [])
        await move(sessions.complete, booked, here.brian, ENDS)
    assert await sessions.forgotten(ENDS + 60 * MINUTE, "how") == []
