"""Reminders that are due: each claimed once, checked, told together or dropped (R3, X30, X31)."""

import asyncio
from datetime import timedelta

from models.database import rows
from services import reminders
from services.reminders import Reminding
from services.transaction import transaction
from tests.people import NOW, Practice, hours
from tests.services.test_reminder_plans import confirmed, plan, set_state

DAY_BEFORE = 30.0


async def claim(at: float, limit: int = reminders.BATCH) -> tuple[list[Reminding], dict[str, int]]:
    async with transaction():
        _, messages, dropped = await reminders.claim(hours(at), limit)
    return messages, dropped


def whom(messages: list[Reminding]) -> list[tuple[int, int]]:
    return sorted((one.contact.reader.person_id, len(one.due)) for one in messages)


async def states() -> dict[str, int]:
    found = await rows(
        "SELECT coalesce(why, state) AS state, count(*) AS n FROM reminders GROUP BY 1"
    )
    return {one["state"]: one["n"] for one in found}


async def test_x31_two_at_once_say_each_reminder_once(here: Practice) -> None:
    for number in range(60):
        await confirmed(here, 54 + number * 1.5, number)
    await plan()
    together = 54 + 60 * 1.5
    all_have_theirs = asyncio.Barrier(4)

    async def replica() -> list[int]:
        """None commits before all have claimed, so none may wait for another."""
        async with transaction():
            _, messages, _ = await reminders.claim(hours(together - 0.2), 20)
            async with asyncio.timeout(60):
                await all_have_theirs.wait()
        return [due.id for one in messages for due in one.due]

    claims = await asyncio.gather(*(replica() for _ in range(4)))
    told = [each for mine in claims for each in mine]
    assert len(told) == len(set(told))
    while any(more := await claim(together - 0.2)):
        told += [due.id for one in more[0] for due in one.due]
    assert len(told) == len(set(told))
    found = await rows("SELECT count(*) AS n FROM reminders WHERE state = 'said'")
    assert found[0]["n"] == len(told)
    assert "waiting" not in await states()


async def test_r1_sessions_within_an_hour_come_in_one_message(here: Practice) -> None:
    for number, at in enumerate((54.0, 54.9, 57.0)):
        await confirmed(here, at, number)
    await plan()
    messages, dropped = await claim(DAY_BEFORE)
    assert whom(messages) == [(here.amina, 2), (here.brian, 2)]
    assert dropped == {}
    assert await claim(DAY_BEFORE) == ([], {})
    messages, _ = await claim(DAY_BEFORE + 3)
    assert whom(messages) == [(here.amina, 1), (here.brian, 1)]


async def test_x30_cancelled_between_planning_and_saying_nothing_is_said(here: Practice) -> None:
    """Planning hasn't run yet, so the old reminders still wait."""
    booking = await confirmed(here, 54)
    await plan()
    await set_state(booking, "cancelled")
    messages, dropped = await claim(DAY_BEFORE)
    assert (messages, dropped) == ([], {"moved": 2})


async def test_x31_after_hours_of_downtime_only_what_is_still_of_use_is_said(
    here: Practice,
) -> None:
    await confirmed(here, 6.0, 1)
    await confirmed(here, 8.0, 2)
    await plan()
    messages, dropped = await claim(7.0)
    assert dropped == {"begun": 4}
    assert [(one.kind, one.starts_at) for each in messages for one in each.due] == [
        ("hours", hours(8.0))
    ] * 2
    messages, dropped = await claim(7.9)
    assert [one.kind for each in messages for one in each.due] == ["minutes"] * 2


async def test_x31_the_nearest_word_says_it_all(here: Practice) -> None:
    await confirmed(here, 54)
    await plan()
    messages, dropped = await claim(53.8)
    assert dropped == {"overtaken": 4}
    assert [one.kind for each in messages for one in each.due] == ["minutes"] * 2


async def test_x32_what_is_late_is_not_said_at_night(here: Practice) -> None:
    """NOW is 09:00 in Nairobi: due at 15:00, said at the first chance after 22:00 it is not."""
    await confirmed(here, 54)
    await plan()
    assert await claim(37.0) == ([], {})
    found = await rows("SELECT DISTINCT due_at FROM reminders WHERE kind = 'day'")
    assert [one["due_at"] for one in found] == [hours(46.0)]
    messages, _ = await claim(46.0)
    assert whom(messages) == [(here.amina, 1), (here.brian, 1)]


async def test_r3_at_the_moment_of_sending_it_is_asked_once_more(here: Practice) -> None:
    booking = await confirmed(here, 54)
    await plan()
    messages, _ = await claim(DAY_BEFORE)
    ids = [due.id for one in messages for due in one.due]
    assert await reminders.still_true(ids, hours(DAY_BEFORE))
    assert not await reminders.still_true(ids, hours(54))
    await set_state(booking, "cancelled")
    assert not await reminders.still_true(ids, hours(DAY_BEFORE))
    await reminders.wait_again(ids)
    assert await claim(DAY_BEFORE) == ([], {"moved": 2})


async def test_a_forgotten_second_is_no_reason_to_be_reminded_twice(here: Practice) -> None:
    await confirmed(here, 54)
    await plan()
    assert len((await claim(DAY_BEFORE))[0]) == 2
    await rows("UPDATE reminder_plans SET stale_since = $1 RETURNING id", NOW + timedelta(hours=1))
    await plan()
    assert await claim(DAY_BEFORE + 0.5) == ([], {})
