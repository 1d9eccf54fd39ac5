"""What leaves the house when a booking is cancelled or moved: to whom, when, with which file."""

from datetime import datetime
from typing import Any

import icalendar
import pytest

from bot import demo_intake
from conversations.events import Action, Text
from handlers import announce, ticks
from handlers.converse import converse
from handlers.parse import tapped
from handlers.settle import Report, money_came
from handlers.sitting import Sitting
from models.database import row, rows
from models.moves import Actor
from models.values import MoneySource, Role
from models.views import BookingView
from services import bookings, ledger, payments, people
from services.booking_views import view
from services.outbox import Letter
from services.transaction import transaction
from tests.handlers.letters import readable
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours, practice
from tests.rows import insert, pay
from tests.services.booking_steps import decline, requested
from tests.services.change_steps import approved, ask_waiver, move, paid, propose

AMINA, BRIAN, GRACE = 1, 3, 4
CLIENT, STAFF = Actor.CLIENT, Actor.PSYCHOLOGIST


@pytest.fixture
async def here(db: str) -> Practice:
    """The practice, with chats for Amina and Brian, and Grace who runs it."""
    assert db
    found = await practice()
    grace = await insert("people", {
        "public_id": "00000000-0000-4000-8000-000000000004", "telegram_id": GRACE, "name": "Grace",
        "language": "en", "timezone": "Africa/Nairobi", "created_at": NOW,
    })  # fmt: skip
    await people.grant(found.brian, Role.PSYCHOLOGIST, NOW)
    await people.grant(grace, Role.ADMIN, NOW)
    for chat, person in ((AMINA, found.amina), (BRIAN, found.brian), (GRACE, grace)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    await demo_intake.tell(SETTINGS.vault, found.amina, NOW)
    return found


class Said:
    """What one event led to: letters by chat, and the buttons on the last of them."""

    def __init__(self, letters: list[Letter]) -> None:
        self.letters = letters

    def keyboard(self, chat: int) -> list[list[dict[str, str]]]:
        """The buttons of the first thing that is said."""
        return list(self.to(chat)[0]["keyboard"])

    def to(self, chat: int) -> list[dict[str, Any]]:
        """What is said at once."""
        return [dict(letter.payload) for letter in self.letters
                if letter.lane == f"tg:{chat}" and letter.due_at is None]  # fmt: skip

    def later(self, chat: int) -> list[Letter]:
        return [one for one in self.letters if one.lane == f"tg:{chat}" and one.due_at]

    def texts(self, chat: int) -> str:
        return "\n".join(payload["text"] for payload in self.to(chat))

    def press(self, chat: int, label: str) -> Any:
        for payload in self.to(chat)[::-1]:
            for line in payload.get("keyboard", []):
                for button in line:
                    if button["text"].startswith(label):
                        return tapped(button["data"], 1)
        raise AssertionError(f"no button “{label}” for {chat}")


async def happens(chat: int, event: Any, now: datetime = NOW) -> Said:
    async with transaction():
        guest = await people.lock_chat(chat)
        assert guest is not None
        sitting = Sitting(SETTINGS, now, f"test{now}{chat}{event}"[:60])
        await converse(sitting, guest, event)
        return Said(await readable(sitting.letters))


async def press(chat: int, verb: str, booking: BookingView, now: datetime = NOW) -> Said:
    return await happens(chat, Action(verb, booking.public_id, booking.version, 1), now)


async def lapsed(now: datetime) -> Said:
    """What a tick says about one booking whose time is over."""
    async with transaction():
        one = await bookings.lapse_one(now)
        assert one is not None
        sitting = Sitting(SETTINGS, now, f"lapse{one.booking_id}")
        await announce.expired(sitting, await view(one.booking_id), unpaid=one.unpaid)
    return Said(sitting.letters)


def event_in(payload: dict[str, Any]) -> tuple[str, Any]:
    """The method of the attached file, and its one event."""
    calendar = icalendar.Calendar.from_ical(payload["file"]["content"])
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


async def test_b8_a_cancel_takes_it_out_of_both_calendars(here: Practice) -> None:
    booking = await paid(here)
    asked = await press(AMINA, "cx", booking)
    done = await happens(AMINA, asked.press(AMINA, "Cancel it, get KES 2,500"))
    assert "goes back to you" in done.texts(AMINA)
    assert "has cancelled" in done.texts(BRIAN)
    for chat in (AMINA, BRIAN):
        files = [payload for payload in done.to(chat) if "file" in payload]
        method, event = event_in(files[0])
        assert (len(files), method, str(event["status"])) == (1, "CANCEL", "CANCELLED")
        assert str(event["uid"]).startswith(str(booking.calendar_uid))
        assert event["sequence"] > booking.calendar_sequence


async def test_b8_what_was_in_no_calendar_comes_without_a_file(here: Practice) -> None:
    booking = await approved(here)
    asked = await press(BRIAN, "cx", booking)
    confirm = await happens(BRIAN, Text("The <roof> leaks"))
    assert "Tap a reason" in asked.texts(BRIAN)
    done = await happens(BRIAN, confirm.press(BRIAN, "Cancel it"))
    assert "The &lt;roof&gt; leaks" in done.texts(AMINA)
    assert [len(done.to(chat)) for chat in (AMINA, BRIAN)] == [1, 1]
    assert not any("file" in letter.payload for letter in done.letters)


async def test_b8_the_admin_cancels_and_both_are_told(here: Practice) -> None:
    booking = await paid(here)
    await press(GRACE, "cx", booking, hours(71))
    confirm = await happens(GRACE, Text("The practice is closed that day."), hours(71))
    done = await happens(GRACE, confirm.press(GRACE, "Cancel it, get KES 2,500"), hours(71))
    assert "The practice is closed that day." in done.texts(AMINA)
    assert "The practice has cancelled" in done.texts(BRIAN)
    assert await row("SELECT status FROM bookings") == {"status": "cancelled"}


async def test_p2_a_client_without_telegram_is_called_instead(here: Practice) -> None:
    booking = await paid(here)
    await rows("DELETE FROM chats WHERE telegram_chat_id = $1 RETURNING id", AMINA)
    assert "please call them" in (await press(BRIAN, "alt", booking)).texts(BRIAN).casefold()
    await press(BRIAN, "cx", booking)
    confirm = await happens(BRIAN, Text("I am ill"))
    done = await happens(BRIAN, confirm.press(BRIAN, "Cancel it"))
    assert "please call them" in done.texts(BRIAN)


@pytest.mark.parametrize(
    ("button", "told"),
    [("Cancel and return", "has made an exception"), ("Keep the rule", "can't make an exception")],
)
async def test_b8_a_waiver_is_decided_once_and_told(here: Practice, button: str, told: str) -> None:
    booking = await paid(here)
    now = hours(60)
    late = await press(AMINA, "cx", booking, now)
    asked = await happens(AMINA, late.press(AMINA, "Ask Brian"), now)
    assert "asks for an exception" in asked.texts(BRIAN)
    decided = await happens(BRIAN, asked.press(BRIAN, button), now)
    assert told in decided.texts(AMINA)
    before = await rows("SELECT * FROM bookings ORDER BY id")
    for again in ("Cancel and return", "Keep the rule"):
        later = await happens(BRIAN, asked.press(BRIAN, again), now)
        assert later.to(AMINA) == []
        assert len(later.to(BRIAN)) == 1
    assert await rows("SELECT * FROM bookings ORDER BY id") == before


async def test_b8_who_has_not_been_asked_waives_nothing(here: Practice) -> None:
    booking = await paid(here)
    for chat in (BRIAN, AMINA):
        for verb in ("wv", "kp"):
            await press(chat, verb, booking)
    assert (await view(booking.id)).status == "confirmed"
    asked = await ask_waiver(booking, here.amina, hours(60))
    await press(AMINA, "wv", asked, hours(60))
    assert (await view(booking.id)).status == "confirmed"


async def test_b9_a_move_changes_both_calendars_and_keeps_the_uid(here: Practice) -> None:
    booking = await paid(here)
    held = await propose(booking, here.brian, STAFF, hours(90))
    done = await happens(AMINA, Action("yes", held.public_id, held.version, 1))
    assert "Agreed and moved" in done.texts(AMINA)
    assert "A session has moved" in done.texts(BRIAN)
    for chat in (AMINA, BRIAN):
        method, event = event_in(next(p for p in done.to(chat) if "file" in p))
        assert method != "CANCEL"
        assert str(event["uid"]).startswith(str(booking.public_id))
        assert event["sequence"] == booking.calendar_sequence + 1
        assert event["dtstart"].dt == hours(90)
    again = await happens(AMINA, Action("yes", held.public_id, held.version, 1))
    assert again.to(BRIAN) == []
    assert "answered this already" in again.texts(AMINA)


async def test_b5_a_suggestion_is_brought_up_at_half_and_at_nine_tenths(here: Practice) -> None:
    asked = await requested(here, 96)
    day = await press(BRIAN, "alt", asked)
    time = await happens(BRIAN, day.press(BRIAN, "10"))
    preview = await happens(BRIAN, time.press(BRIAN, "00:30"))
    sent = await happens(BRIAN, preview.press(BRIAN, "Send the suggestion"))
    assert "suggests moving" in sent.texts(AMINA)
    held = await row("SELECT id, held_until FROM bookings WHERE status = 'held'")
    assert held is not None
    allowed = held["held_until"] - NOW
    nudges = sent.later(AMINA)
    assert [nudge.due_at for nudge in nudges] == [NOW + allowed * 0.5, NOW + allowed * 0.9]
    assert {nudge.fence.booking_id for nudge in nudges if nudge.fence} == {held["id"]}
    assert "still waits for your answer" in nudges[0].payload["text"]


async def test_b5_refused_a_request_waits_for_its_psychologist_anew(here: Practice) -> None:
    asked = await requested(here, 96)
    held = await propose(asked, here.brian, STAFF, hours(120))
    done = await happens(AMINA, Action("stay", held.public_id, held.version, 1))
    assert "still waits for you" in done.texts(BRIAN)
    assert isinstance(done.press(BRIAN, "Approve"), Action)
    present = await view(asked.id)
    assert [letter.fence and letter.fence.version for letter in done.later(BRIAN)] == (
        [present.version] * 2
    )
    approved_now = await happens(BRIAN, done.press(BRIAN, "Approve"))
    assert "Approved" in approved_now.texts(BRIAN)


async def test_b5_a_suggestion_that_lapses_is_told_to_both_once(here: Practice) -> None:
    booking = await paid(here, 96)
    held = await propose(booking, here.brian, STAFF, hours(120))
    assert held.held_until is not None
    letters = await ticks.lapse(SETTINGS, held.held_until)
    assert sorted(letter.lane for letter in letters) == [f"tg:{AMINA}", f"tg:{BRIAN}"]
    assert all("has lapsed" in letter.payload["text"] for letter in letters)
    assert await ticks.lapse(SETTINGS, held.held_until) == []
    assert (await view(booking.id)).version == booking.version
    gone = await happens(AMINA, Action("yes", held.public_id, 1, 1), held.held_until)
    assert "doesn't wait for an answer" in gone.texts(AMINA)


async def test_b5_a_declined_request_comes_with_the_nearest_times(here: Practice) -> None:
    asked = await requested(here)
    said = await press(BRIAN, "no", asked)
    declined = await happens(BRIAN, said.press(BRIAN, "My schedule is full"))
    offered = declined.to(AMINA)[0]["keyboard"]
    assert [button["text"] for line in offered for button in line] == [
        "Wed 9 Sep, 08:50", "Wed 9 Sep, 08:55", "Wed 9 Sep, 09:05", "Find another time",
        "Another psychologist",
    ]  # fmt: skip
    review = await happens(AMINA, declined.press(AMINA, "Wed 9 Sep, 09:05"))
    assert "Is this right?" in review.texts(AMINA)
    back = await happens(AMINA, review.press(AMINA, "‹ Back"))
    assert "Which day" in back.texts(AMINA)


async def test_b6_what_lapsed_unpaid_is_offered_again_while_it_is_to_be_had(
    here: Practice,
) -> None:
    booking = await approved(here)
    assert booking.payment_due_at is not None
    told = await lapsed(booking.payment_due_at)
    assert "Thu 10 Sep, 09:00" in [b["text"] for line in told.keyboard(AMINA) for b in line]
    again = await approved(here)
    await rows("UPDATE services SET is_active = false RETURNING id")
    assert again.payment_due_at is not None
    told = await lapsed(again.payment_due_at)
    assert [b["text"] for line in told.keyboard(AMINA) for b in line] == [
        "Find another time", "Another psychologist",
    ]  # fmt: skip


async def test_x41_money_that_was_late_finds_the_session_where_it_is_now(here: Practice) -> None:
    booking = await approved(here)
    prompt = await pay(booking.id, "failed", amount_minor=booking.price.minor)
    moved = await move(booking, here.amina, hours(96))
    async with transaction():
        sitting = Sitting(SETTINGS, NOW, "late money")
        held = await payments.lock(prompt)
        report = Report("UKL0000001", booking.price.minor, MoneySource.CALLBACK)
        await money_came(sitting, held, here.amina, report)
    present = await view(moved.view.id)
    assert (present.status, present.payment_status) == ("confirmed", "paid")
    assert await ledger.paid_for(present.id) == booking.price


async def test_x5_a_time_that_was_offered_and_is_gone_leads_to_others(here: Practice) -> None:
    asked = await requested(here)
    said = await press(BRIAN, "no", asked)
    declined = await happens(BRIAN, said.press(BRIAN, "My schedule is full"))
    taken = await requested(here, 48 + 5 / 60)
    tried = await happens(AMINA, declined.press(AMINA, "Wed 9 Sep, 09:05"))
    assert "took that time" in tried.texts(AMINA)
    assert taken.status == "pending"
    await decline(taken, here.brian)
