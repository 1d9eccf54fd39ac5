"""Closing days over sessions: one decision for all of them, for what was seen and nothing else."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from conversations.work import Command, Result
from conversations.work import availability as week_work
from conversations.work import leave as work
from conversations.work.answer import NotPossible
from handlers.perform import perform
from handlers.sitting import Practice as House
from handlers.sitting import Sitting
from models.database import count, rows
from models.date_changes import DateChange, Decision
from models.hours import Hours
from models.moves import Actor
from models.opening_views import Rule
from models.values import BookingStatus, PaymentStatus, Role
from models.views import BookingView
from services import bookings, changes, people
from services.booking_views import view
from services.errors import Outdated
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, POLICY, Practice, hold, hours, practice
from tests.rows import insert
from tests.services.booking_steps import approve, decline, requested, seen
from tests.services.change_steps import accept, approved, cancel, paid, refunds

#: Thursday; sessions from 06:00 UTC on are from 09:00 on in Nairobi.
THURSDAY = date(2026, 9, 10)
CLOSED = (DateChange(THURSDAY, THURSDAY, opens=False, reason="private"),)


@dataclass(slots=True)
class Desk:
    """Brian's and Amina's chats, and what each was told so far, without what is for later."""

    here: Practice
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    turns: int = 0

    async def do(self, person: int, command: Command, now: Any = NOW) -> Result:
        """One command in a transaction of its own, as the shell does it."""
        self.turns += 1
        house = House("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
                      takes_payments=True)  # fmt: skip
        async with transaction():
            guest = await people.lock_chat_of(person)
            assert guest is not None
            sitting = Sitting(house, now, f"turn{self.turns}")
            result = await perform(sitting, guest, command)
            await sitting.post()
        for letter in [each for each in sitting.letters if each.due_at is None]:
            self.told.setdefault(letter.lane, []).append(dict(letter.payload))
        return result

    async def look(self, changes: tuple[DateChange, ...] = CLOSED) -> work.Foreseen:
        found = await self.do(self.here.brian, work.LookAhead(changes))
        assert isinstance(found, work.Foreseen)
        return found

    async def decide(
        self, decision: Decision, looked: work.Foreseen, *, at_once: bool = False
    ) -> Result:
        leave = looked.leave
        command = work.ChangeDates(leave.changes, leave.fingerprint, decision, at_once)
        return await self.do(self.here.brian, command)

    def amina_heard(self) -> list[str]:
        return [payload["text"] for payload in self.told.get("tg:1", [])]


@pytest.fixture
async def desk(db: str) -> Desk:
    assert db
    here = await practice()
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    for chat, person in ((1, here.amina), (2, here.chidi), (3, here.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return Desk(here)


def sessions(found: work.Foreseen) -> list[int]:
    return [met.booking.id for met in found.leave.sessions]


async def exceptions() -> int:
    return await count("SELECT 1 FROM availability_exceptions")


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
    heard = desk.amina_heard()
    assert ["You get all of your KES 2,500 back" in text for text in heard] == [False, True]
    assert all("Free times near it" in text for text in heard)
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


async def test_a2_a_pending_client_who_is_offered_a_time_may_cancel_instead(desk: Desk) -> None:
    """To offer another time is an answer: buttons of the request's version before are dead."""
    asked = await requested(desk.here, 72)
    await desk.decide(Decision.MOVE, await desk.look())
    present = await seen(asked)
    (offer,) = desk.told["tg:1"]
    buttons = [button["data"] for line in offer["keyboard"] for button in line]
    assert f"do:cx:{present.public_id.hex}:{present.version}" in buttons


async def test_b5_an_offered_time_is_brought_up_again_while_it_is_open(desk: Desk) -> None:
    await paid(desk.here, 72)
    await desk.decide(Decision.MOVE, await desk.look())
    due = "SELECT payload FROM outbox WHERE state = 'due' AND due_at > $1 AND payload IS NOT NULL"
    assert len([one for one in await rows(due, hours(1)) if "still waits" in str(one)]) == 2


async def test_x75_what_leave_cancels_goes_out_of_the_clients_calendar(desk: Desk) -> None:
    await approved(desk.here, 74)
    await paid(desk.here, 76)
    await desk.decide(Decision.CANCEL, await desk.look())
    files = [payload.get("file", {}).get("content", "") for payload in desk.told["tg:1"]]
    assert ["METHOD:CANCEL" in file for file in files] == [False, True]


async def test_p2_whoever_cant_be_written_to_is_named(desk: Desk) -> None:
    """They can't be asked, and don't know of a cancel unless somebody calls them."""
    ready = await paid(desk.here, 72)
    await count("UPDATE people SET unreachable_since = $2 WHERE id = $1", desk.here.amina, NOW)
    asked = await desk.decide(Decision.MOVE, await desk.look())
    assert isinstance(asked, work.DatesChanged)
    assert ([each.id for each in asked.left], asked.told) == ([ready.id], ())
    done = await desk.decide(Decision.CANCEL, await desk.look())
    assert isinstance(done, work.DatesChanged)
    assert [each.id for each in done.unheard] == [ready.id]


async def test_a2_keep_only_closes_for_new_ones(desk: Desk) -> None:
    asked = await requested(desk.here, 72)
    done = await desk.decide(Decision.KEEP, await desk.look())
    assert isinstance(done, work.DatesChanged)
    assert await seen(asked) == asked
    assert desk.amina_heard() == []
    taken = await hold(desk.here, desk.here.chidi, hours(75))
    assert not isinstance(taken, BookingView)
    assert taken.reason == "closed"


CHANGES_MEANWHILE = ("booked", "cancelled", "approved", "paid", "payment begun")


@pytest.mark.parametrize("meanwhile", CHANGES_MEANWHILE)
@pytest.mark.parametrize("decision", Decision)
async def test_a2_what_changed_since_the_preview_is_shown_again(
    desk: Desk, meanwhile: str, decision: Decision
) -> None:
    here = desk.here
    waiting, unpaid = await requested(here, 72), await approved(here, 74)
    looked = await desk.look()
    match meanwhile:
        case "booked":
            await requested(here, 76)
        case "cancelled":
            await cancel(waiting, here.amina, Actor.CLIENT)
        case "approved":
            await approve(waiting, here.brian)
        case "paid":
            async with transaction():
                assert await bookings.confirm(unpaid.id, None, NOW)
        case _:
            await bookings.mark_payment(unpaid.id, PaymentStatus.PROCESSING, NOW)
    before = await rows("SELECT id, status, version FROM bookings ORDER BY id")
    again = await desk.decide(decision, looked)
    assert isinstance(again, work.Foreseen)
    assert again.again
    assert again.leave.fingerprint != looked.leave.fingerprint
    assert await rows("SELECT id, status, version FROM bookings ORDER BY id") == before
    assert (await exceptions(), desk.amina_heard()) == (0, [])
    assert isinstance(await desk.decide(decision, again), work.DatesChanged)
    assert await exceptions() == 1


@pytest.mark.parametrize("decision", Decision)
async def test_x60_two_devices_decide_at_once_with_one_effect(
    desk: Desk, decision: Decision
) -> None:
    for number in range(3):
        await paid(desk.here, 72 + number * 2)
    looked = await desk.look()
    done = await asyncio.gather(desk.decide(decision, looked), desk.decide(decision, looked))
    assert sum(isinstance(each, work.DatesChanged) for each in done) == (
        2 if decision is Decision.KEEP else 1
    )
    assert len(desk.amina_heard()) == (0 if decision is Decision.KEEP else 3)
    assert await exceptions() == 1
    assert len(await refunds()) == (3 if decision is Decision.CANCEL else 0)
    held = await rows("SELECT id FROM bookings WHERE status = 'held'")
    assert len(held) == (3 if decision is Decision.MOVE else 0)


async def test_a2_a_client_who_cancels_in_the_same_moment_is_cancelled_once(desk: Desk) -> None:
    """Either the client was first and Brian looks again, or Brian was first and the client is."""
    for turn in range(6):
        day = THURSDAY + timedelta(days=turn)
        ready = await paid(desk.here, 72 + 24 * turn)
        looked = await desk.look((DateChange(day, day, opens=False),))
        done, refused = await asyncio.gather(
            desk.decide(Decision.CANCEL, looked),
            cancel(ready, desk.here.amina, Actor.CLIENT),
            return_exceptions=True,
        )
        assert isinstance(done, work.Foreseen) != isinstance(refused, Outdated)
        assert len(await refunds()) == turn + 1
        assert (await seen(ready)).status is BookingStatus.CANCELLED


async def test_a2_no_request_comes_of_a_hold_that_races_with_the_closing_of_its_day(
    desk: Desk,
) -> None:
    """Most holds are let go or refused; one that neither side could see ends when it is used."""
    here = desk.here
    for turn in range(8):
        day = THURSDAY + timedelta(days=turn)
        change = (DateChange(day, day, opens=False),)
        looked = await desk.look(change)
        holds = [hold(here, client, hours(72 + 24 * turn + n))
                 for n, client in enumerate((here.amina, here.chidi))]  # fmt: skip
        _, *held = await asyncio.gather(desk.decide(Decision.KEEP, looked), *holds)
        for each in held:
            if isinstance(each, BookingView):
                async with transaction():
                    asked = await bookings.request(each.id, each.client_id, POLICY, NOW)
                assert asked is None


async def test_a2_a_hold_that_nobody_could_see_becomes_no_request(desk: Desk) -> None:
    """Taken in the moment in which the day was closed: it ends like one that has run out."""
    here = desk.here
    held = await hold(here, here.chidi, hours(75))
    assert isinstance(held, BookingView)
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": THURSDAY, "last_date": THURSDAY,
        "is_available": False, "reason": "",
    })  # fmt: skip
    async with transaction():
        assert await bookings.request(held.id, here.chidi, POLICY, NOW) is None
    await count("UPDATE availability_exceptions SET first_date = first_date + 1, last_date = $1",
                THURSDAY + timedelta(days=9))  # fmt: skip
    async with transaction():
        assert await bookings.request(held.id, here.chidi, POLICY, NOW) is not None


async def test_a2_what_is_refused_halfway_has_neither_happened_nor_been_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of three can't be cancelled after all: none is, and nobody hears of it."""
    for number in range(3):
        await paid(desk.here, 72 + number * 2)
    looked, done = await desk.look(), 0
    really = changes.cancel

    async def third_time(*args: Any) -> Any:
        nonlocal done
        done += 1
        if done == 3:
            raise Outdated("gone")
        return await really(*args)

    monkeypatch.setattr(changes, "cancel", third_time)
    refused = await desk.decide(Decision.CANCEL, looked)
    assert isinstance(refused, work.Foreseen)
    assert refused.again
    assert (await exceptions(), await refunds(), desk.amina_heard()) == (0, [], [])
    found = await rows("SELECT DISTINCT status FROM bookings")
    assert [each["status"] for each in found] == ["confirmed"]


async def five_sessions(here: Practice) -> dict[str, BookingView]:
    """Today's: a request, an approved one, one that is being paid, a paid one, one under way."""
    await count("UPDATE psychologists SET notice_minutes = 0")
    today = {
        "waiting": await requested(here, 2),
        "unpaid": await approved(here, 4),
        "paying": await approved(here, 6),
        "ready": await paid(here, 8),
        "running": await paid(here, 0.5),
    }
    await bookings.mark_payment(today["paying"].id, PaymentStatus.PROCESSING, NOW)
    return today


SICK = (DateChange(NOW.date(), NOW.date(), opens=False, reason="away at short notice"),)


async def test_sick_today_cancels_whatever_can_be_cancelled(desk: Desk) -> None:
    today = await five_sessions(desk.here)
    now = hours(0.6)
    looked = await desk.do(desk.here.brian, work.LookAhead(SICK), now)
    assert isinstance(looked, work.Foreseen)
    assert sessions(looked) == [today[name].id for name in ("waiting", "unpaid", "paying", "ready")]
    assert [met.stays for met in looked.leave.sessions] == [False, False, True, False]
    done = await desk.do(
        desk.here.brian,
        work.ChangeDates(SICK, looked.leave.fingerprint, Decision.CANCEL, at_once=True), now,
    )  # fmt: skip
    assert isinstance(done, work.DatesChanged)
    assert [each.id for each in done.left] == [today["paying"].id]
    states = {name: (await seen(each)).status for name, each in today.items()}
    assert states == {
        "waiting": BookingStatus.CANCELLED,
        "unpaid": BookingStatus.CANCELLED,
        "paying": BookingStatus.APPROVED,
        "ready": BookingStatus.CANCELLED,
        "running": BookingStatus.CONFIRMED,
    }
    assert await refunds() == [(today["ready"].id, 250_000)]
    assert ["We are sorry that this comes so late" in text for text in desk.amina_heard()] == (
        [True] * 3
    )


async def test_sick_today_offers_other_times_and_closes_the_day(desk: Desk) -> None:
    today = await five_sessions(desk.here)
    looked = await desk.look(SICK)
    done = await desk.decide(Decision.MOVE, looked, at_once=True)
    assert isinstance(done, work.DatesChanged)
    told = {each.id for each in done.told}
    assert told == {today[name].id for name in ("waiting", "unpaid", "ready", "running")}
    kept = await rows("SELECT min(starts_at) AS soonest FROM bookings WHERE status = 'held'")
    assert (kept[0]["soonest"] + timedelta(hours=3)).date() > NOW.date()


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
