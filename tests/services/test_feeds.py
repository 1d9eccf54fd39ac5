"""Whose sessions are in whose feed, for how long, and how a move looks in it (A7, X75)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from models.values import BookingStatus as S
from models.views import BookingView
from services import feeds
from services.calendar_files import feed
from tests import rfc5545
from tests.people import NOW, Practice
from tests.rows import book

#: In hours, as `book` counts.
DAY = 24.0


async def seen(person_id: int) -> tuple[BookingView, ...]:
    found = await feeds.find(await feeds.token(person_id), NOW)
    assert found is not None
    return found.sessions


async def test_each_side_sees_it_and_nobody_else(here: Practice) -> None:
    made = await book(here, status="confirmed")
    for person, expected in ((here.amina, [made]), (here.brian, [made]), (here.chidi, [])):
        assert [session.id for session in await seen(person)] == expected


@pytest.mark.parametrize(
    ("status", "at", "there"),
    [
        ("confirmed", 10, True),
        ("confirmed", 300, True),
        ("completed", -29, True),
        ("completed", -31, False),
        ("pending", 1, True),
        ("approved", 1, True),
        ("held", 1, False),
        ("declined", 1, False),
        ("expired", 1, False),
        ("cancelled", 1, True),
        ("late_cancelled", 1, True),
    ],
)
async def test_what_is_in_it(here: Practice, status: str, at: int, there: bool) -> None:
    made = await book(here, at * DAY, status)
    assert [session.id for session in await seen(here.amina)] == ([made] if there else [])


async def test_a_cancelled_session_leaves_after_thirty_days(here: Practice) -> None:
    await book(here, 40 * DAY, "cancelled", changed_at=NOW - timedelta(days=31))
    assert await seen(here.amina) == ()


async def test_x75_a_moved_session_is_one_event_where_it_is_now(here: Practice) -> None:
    uid = uuid4()
    first = await book(here, 2 * DAY, "cancelled", calendar_uid=uid)
    second = await book(here, 3 * DAY, "cancelled", calendar_uid=uid, calendar_sequence=1,
                        rescheduled_from_id=first)  # fmt: skip
    third = await book(here, 4 * DAY, "confirmed", calendar_uid=uid, calendar_sequence=2,
                       rescheduled_from_id=second)  # fmt: skip
    sessions = await seen(here.amina)
    assert [session.id for session in sessions] == [third]
    event = rfc5545.read(feed("A", [(each, "Appointment") for each in sessions])).events[0]
    assert (event.one("UID"), event.one("SEQUENCE")) == (f"{uid}@smiling-steps", "2")


async def test_x75_a_move_that_waits_for_an_answer_changes_nothing_yet(here: Practice) -> None:
    uid = uuid4()
    first = await book(here, 2 * DAY, "confirmed", calendar_uid=uid)
    await book(here, 3 * DAY, "held", calendar_uid=uid, rescheduled_from_id=first)
    assert [(session.id, session.status) for session in await seen(here.amina)] == [
        (first, S.CONFIRMED)
    ]


async def test_a_token_is_made_once_and_renewed_on_request(here: Practice) -> None:
    first = await feeds.token(here.amina)
    assert await feeds.token(here.amina) == first
    assert len(first) == 43
    second = await feeds.renew(here.amina)
    assert second != first
    assert await feeds.find(first, NOW) is None
    assert await feeds.find(second, NOW) is not None
    assert await feeds.find("", NOW) is None
