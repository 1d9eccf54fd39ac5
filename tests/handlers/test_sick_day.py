"""Away today: five sessions in all states; and what becomes of sessions that nobody moves."""

from datetime import timedelta

import pytest

from conversations.work import leave as work
from handlers import ticks
from models.database import count, rows
from models.date_changes import DateChange, Decision
from models.moves import Actor
from models.values import BookingStatus, PaymentStatus
from models.views import BookingView
from services import bookings
from services.booking_views import view
from tests.handlers.leave_desk import HOUSE, Desk, sessions
from tests.people import NOW, Practice, hours
from tests.services.booking_steps import requested, seen
from tests.services.change_steps import accept, approved, paid, propose, refunds


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


async def test_a2_whoever_agrees_on_no_other_time_is_cancelled_with_all_their_money(
    desk: Desk,
) -> None:
    ready, moves = await paid(desk.here, 72), await paid(desk.here, 74)
    await desk.decide(Decision.MOVE, await desk.look())
    found = await rows("SELECT id FROM bookings WHERE proposal_for_id = $1", moves.id)
    await accept(await view(found[0]["id"]), desk.here.amina)
    await ticks.lapse(HOUSE, hours(71))
    assert (await seen(ready)).status is BookingStatus.CANCELLED
    assert await refunds() == [(ready.id, 250_000)]
    for words in ("no other time was agreed on", "because you are away"):
        assert len(await rows("SELECT 1 FROM outbox WHERE payload->>'text' LIKE $1",
                              f"%{words}%")) == 1  # fmt: skip


@pytest.mark.parametrize("stands", ["open again", "kept", "being paid"])
async def test_a2_a_session_that_may_stay_stays_when_its_suggestion_lapses(
    desk: Desk, stands: str
) -> None:
    """Brian works after all; he kept it and suggested a time by himself; its client is paying."""
    unpaid = await approved(desk.here, 74)
    decision = Decision.KEEP if stands == "kept" else Decision.MOVE
    await desk.decide(decision, await desk.look())
    if stands == "open again":
        await count("DELETE FROM availability_exceptions")
    elif stands == "kept":
        await propose(unpaid, desk.here.brian, Actor.PSYCHOLOGIST, hours(100))
    else:
        await bookings.mark_payment(unpaid.id, PaymentStatus.PROCESSING, NOW)
    until = await rows("SELECT proposed_until FROM bookings WHERE id = $1", unpaid.id)
    await ticks.lapse(HOUSE, until[0]["proposed_until"])
    assert (await seen(unpaid)).status is BookingStatus.APPROVED
    assert await rows("SELECT 1 FROM bookings WHERE status = 'held'") == []
