"""Running late: who may say so, when, and how often (B10)."""

from datetime import timedelta
from typing import Any

import pytest

from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Role
from models.views import BookingView
from services import lateness, outbox, people
from services.booking_views import view
from services.errors import NotYours, Outdated
from services.outbox import Letter
from services.sessions import NotNow
from tests.people import NOW, Practice, hours, person
from tests.rows import book

SECOND = timedelta(seconds=1)
STARTS = hours(2)
ENDS = STARTS + timedelta(minutes=50)


async def session(here: Practice, status: str = "confirmed", **more: Any) -> BookingView:
    return await view(await book(here, 2, status, **more))


async def said(delay: lateness.Delay) -> None:
    await outbox.put([Letter(f"{delay.key}:0", "telegram", "tg:1", {"text": "late"})], NOW)


async def test_each_side_tells_the_other(here: Practice) -> None:
    booked = await session(here)
    theirs = await lateness.delay(booked.public_id, here.amina, STARTS)
    assert (theirs.side, theirs.other_id) == (Actor.CLIENT, here.brian)
    ours = await lateness.delay(booked.public_id, here.brian, STARTS)
    assert (ours.side, ours.other_id) == (Actor.PSYCHOLOGIST, here.amina)


async def test_x63_nobody_else_says_it_not_even_an_admin(here: Practice) -> None:
    booked = await session(here)
    admin = await person("Faith", 8)
    await people.grant(admin, Role.ADMIN, NOW)
    for somebody in (here.chidi, admin, 10**9):
        with pytest.raises(NotYours):
            await lateness.delay(booked.public_id, somebody, STARTS)


async def test_x24_from_an_hour_before_the_start_until_the_end(here: Practice) -> None:
    booked = await session(here)
    for at, key in ((STARTS - timedelta(hours=1), "late_too_early"), (ENDS, "late_too_late")):
        wrong, right = (at - SECOND, at) if key == "late_too_early" else (at, at - SECOND)
        with pytest.raises(NotNow) as refused:
            await lateness.delay(booked.public_id, here.amina, wrong)
        assert refused.value.key == key
        assert (await lateness.delay(booked.public_id, here.amina, right)).booking == booked


async def test_three_times_and_no_more_for_each_side(here: Practice) -> None:
    booked = await session(here)
    for _ in range(lateness.MOST):
        await said(await lateness.delay(booked.public_id, here.amina, STARTS))
    with pytest.raises(NotNow) as refused:
        await lateness.delay(booked.public_id, here.amina, STARTS)
    assert refused.value.key == "late_said_often"
    assert (await lateness.delay(booked.public_id, here.brian, STARTS)).side is Actor.PSYCHOLOGIST


@pytest.mark.parametrize("status", sorted(set(S) - {S.CONFIRMED, S.IN_PROGRESS, S.HELD}))
async def test_only_for_a_session_that_is_to_be_held(here: Practice, status: S) -> None:
    booked = await session(here, status)
    with pytest.raises(Outdated):
        await lateness.delay(booked.public_id, here.amina, STARTS)
