"""Closing days over sessions: one decision for all of them, all of it or nothing (A2)."""

from datetime import timedelta

import pytest

from conversations.work import Command
from conversations.work import availability as week_work
from conversations.work import leave as work
from conversations.work.answer import NotPossible
from models.database import count, rows
from models.date_changes import DateChange, Decision
from models.hours import Hours
from models.moves import Actor
from models.opening_views import Rule
from models.values import BookingStatus
from models.views import BookingView
from services.booking_views import view
from tests.handlers.leave_desk import CLOSED, THURSDAY, Desk, exceptions, sessions
from tests.people import NOW, hold, hours
from tests.services.booking_steps import decline, requested, seen
from tests.services.change_steps import accept, approved, cancel, paid, refunds


async def test_a2_what_lies_inside_is_listed_with_its_money(desk: Desk) -> None:
    """Requests, approved and paid sessions of that day; not the day before or what has ended."""
    here = desk.here
    waiting, unpaid = await requested(here, 72), await approved(here, 74)
    ready = await paid(here, 76)
    await decline(await requested(here, 78), here.brian)
    await cancel(await approved(here, 80), here.amina, Actor.CLIENT)
    before, after = await requested(here, 60), await requested(here, 90)
    assert {before.starts_at.day, after.starts_at.day} == {9, 11}
    found = await desk.look()
    assert sessions(found) == [waiting.id, unpaid.id, ready.id]
    assert [met.refund.minor for met in found.leave.sessions] == [0, 0, 250_000]
    assert await exceptions() == 0


async def test_a2_a_session_counts_as_inside_when_it_overlaps_at_all(desk: Desk) -> None:
    """09:00 to 09:50 against hours that close at 09:49, 09:50; and hours that open."""
    asked = await requested(desk.here, 72)
    for closed, met in (((0, 541), 1), ((0, 540), 0), ((589, 600), 1), ((590, 600), 0)):
        change = DateChange(THURSDAY, THURSDAY, False, (Hours(*closed),))
        assert len(sessions(await desk.look((change,)))) == met, closed
    for opened, met in (((540, 590), 0), ((541, 700), 1), ((300, 589), 1)):
        change = DateChange(THURSDAY, THURSDAY, True, (Hours(*opened),))
        assert len(sessions(await desk.look((change,)))) == met, opened
    assert sessions(await desk.look((DateChange(THURSDAY, THURSDAY, True),))) == []
    assert (await seen(asked)).status is BookingStatus.PENDING


async def test_a2_cancel_all_gives_back_tells_and_closes_in_one_go(desk: Desk) -> None:
    unpaid, ready = await approved(desk.here, 74), await paid(desk.here, 76)
    done = await desk.decide(Decision.CANCEL, await desk.look())
    assert isinstance(done, work.DatesChanged)
    assert [each.id for each in done.told] == [unpaid.id, ready.id]
    assert {(await seen(each)).status for each in (unpaid, ready)} == {BookingStatus.CANCELLED}
    assert await refunds() == [(ready.id, 250_000)]
    assert await exceptions() == 1
    buttons = desk.told["tg:1"][0]["keyboard"]
    assert sum("book at." in button["data"] for row in buttons for button in row) == 3
    files = [payload["file"]["content"] for payload in desk.told["tg:1"] if "file" in payload]
    assert ["METHOD:CANCEL" in file for file in files] == [True]
    assert [payload["file"]["content"] for payload in desk.told["tg:3"]] != []
    heard = desk.amina_heard()
    assert ["You get all of your KES 2,500 back" in text for text in heard] == [False, True]
    assert all("These times near it are free" in text for text in heard)
    assert not any("private" in text for text in heard)


async def test_a2_move_all_offers_each_client_a_time_of_their_own_outside(desk: Desk) -> None:
    moved = [await approved(desk.here, 72 + n * 2) for n in range(4)]
    done = await desk.decide(Decision.MOVE, await desk.look())
    assert isinstance(done, work.DatesChanged)
    assert [each.id for each in done.told] == [each.id for each in moved]
    held = await rows("SELECT proposal_for_id, starts_at FROM bookings WHERE status = 'held'")
    assert {each["proposal_for_id"] for each in held} == {each.id for each in moved}
    assert len({each["starts_at"] for each in held}) == 4
    local = [(each["starts_at"] + timedelta(hours=3)).date() for each in held]
    assert THURSDAY not in local
    assert [(await seen(each)).status for each in moved] == [BookingStatus.APPROVED] * 4
    assert len(desk.amina_heard()) == 4
    assert "I keep <b>" in desk.amina_heard()[0]
    offered = await rows("SELECT id FROM bookings WHERE proposal_for_id = $1", moved[0].id)
    taken = await accept(await view(offered[0]["id"]), desk.here.amina)
    assert taken.view.starts_at.date() != THURSDAY


async def test_a2_keep_only_closes_for_new_ones(desk: Desk) -> None:
    asked = await requested(desk.here, 72)
    done = await desk.decide(Decision.KEEP, await desk.look())
    assert isinstance(done, work.DatesChanged)
    assert await seen(asked) == asked
    assert desk.amina_heard() == []
    taken = await hold(desk.here, desk.here.chidi, hours(75))
    assert not isinstance(taken, BookingView)
    assert taken.reason == "closed"


async def test_a2_who_has_no_chat_is_not_asked_but_to_be_called(desk: Desk) -> None:
    """A client known by phone only: nothing is offered into the air, and a cancel says so (P2)."""
    ready = await paid(desk.here, 72)
    await count("UPDATE chats SET person_id = $1 WHERE person_id = $2", desk.here.chidi,
                desk.here.amina)  # fmt: skip
    moved = await desk.decide(Decision.MOVE, await desk.look())
    assert isinstance(moved, work.DatesChanged)
    assert [each.id for each in moved.left] == [ready.id]
    ended = await desk.decide(Decision.CANCEL, await desk.look())
    assert isinstance(ended, work.DatesChanged)
    assert [each.id for each in ended.unheard] == [ready.id]
    assert (await seen(ready)).status is BookingStatus.CANCELLED


async def test_a2_nothing_to_offer_leaves_the_session_and_says_so(desk: Desk) -> None:
    """The whole horizon is closed: who can't be offered a time isn't told anything."""
    ready = await paid(desk.here, 72)
    everything = (DateChange(NOW.date(), NOW.date() + timedelta(days=90), opens=False),)
    done = await desk.decide(Decision.MOVE, await desk.look(everything))
    assert isinstance(done, work.DatesChanged)
    assert ([each.id for each in done.left], done.told) == ([ready.id], ())
    assert desk.amina_heard() == []


COMMANDS: tuple[Command, ...] = (
    week_work.OpenWeek(),
    week_work.AddHours((1,), (Hours(0, 60),)),
    week_work.RemoveHours(1),
    week_work.SwitchHours(1, on=False),
    week_work.CloseWeekdays((1,)),
    week_work.CopyHours(1, (2,)),
    week_work.SetRule(Rule.STEP, 5),
    week_work.FindDates(),
    week_work.UndoDates(1),
    work.AskToday(),
    work.LookAhead(CLOSED),
    work.ChangeDates(CLOSED, "", Decision.CANCEL),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
async def test_x63_nobody_but_a_psychologist_is_answered(desk: Desk, command: Command) -> None:
    before = [await rows(f"SELECT * FROM {table} ORDER BY id") for table in
              ("availability_windows", "psychologists", "bookings")]  # fmt: skip
    for person in (desk.here.amina, desk.here.chidi):
        assert await desk.do(person, command) == NotPossible("hours_staff_only")
    after = [await rows(f"SELECT * FROM {table} ORDER BY id") for table in
             ("availability_windows", "psychologists", "bookings")]  # fmt: skip
    assert before == after


async def test_a_week_is_changed_for_all_days_or_for_none(desk: Desk) -> None:
    """Monday to Friday, but Friday has no room left: Monday stays as it was."""
    await count("DELETE FROM availability_windows")
    for start in (1, 3, 5, 7):
        await desk.do(
            desk.here.brian, week_work.AddHours((5,), (Hours(start * 60, start * 60 + 60),))
        )
    command = week_work.AddHours((1, 2, 3, 4, 5), (Hours(1200, 1260),))
    assert await desk.do(desk.here.brian, command) == NotPossible("hours_too_many")
    assert await count("SELECT 1 FROM availability_windows") == 4
