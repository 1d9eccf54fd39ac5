"""The intake in the shell: sealed at once, the time kept meanwhile, no request without it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot import demo_intake
from conversations.events import Action, File, Happening, Tap, Text, Typed, Unknown
from handlers.converse import Traces, converse
from handlers.parse import tapped
from handlers.sitting import Sitting
from models.database import count, row, rows
from models.intake_form import FORM, Asked, Rules
from models.intake_views import Readiness
from models.values import BookingStatus, Role
from models.views import BookingView
from services import booking_views, intake, intake_rules, people, sealed_letters
from services.intake_rules import NoSuchQuestion
from services.profiles import NoProfile
from services.transaction import transaction
from tests.handlers.test_every_step import SETTINGS
from tests.handlers.walker import Walker
from tests.people import ASKS_NOTHING, NOW, Practice, hold, hours, practice
from tests.rows import insert

AMINA, BRIAN = 1, 3
MARKED = "ZEBRA-4417 0722 000 333"


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    found = await practice()
    await people.grant(found.brian, Role.PSYCHOLOGIST, NOW)
    for chat, person in ((AMINA, found.amina), (BRIAN, found.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return found


@dataclass
class Phone:
    """Amina's chat: what she does, and the last screen that she sees."""

    now: datetime = NOW
    turns: int = 0
    screen: dict[str, Any] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)
    traces: Traces = Traces.KEPT

    async def does(self, event: Happening) -> str:
        self.turns += 1
        async with transaction():
            guest = await people.lock_chat(AMINA)
            assert guest is not None
            sitting = Sitting(SETTINGS, self.now, f"turn{self.turns}")
            self.traces = await converse(sitting, guest, event)
            await sitting.post()
            said = [letter.payload for letter in sitting.letters
                    if letter.lane == f"tg:{AMINA}" and letter.due_at is None]  # fmt: skip
            self.plain += [str(payload) for payload in said]
            opened = [await sealed_letters.opened(SETTINGS.vault, each) for each in said]
            self.screen = next(each for each in opened[::-1] if "keyboard" in each)
        return str(self.screen["text"])

    def left(self) -> Traces:
        """What was to become of what she sent last."""
        return self.traces

    async def taps(self, label: str) -> str:
        data = next(b["data"] for line in self.screen["keyboard"] for b in line
                    if b["text"].startswith(label))  # fmt: skip
        return await self.does(tapped(data, 1))

    async def types(self, words: str) -> str:
        return await self.does(Text(words))


async def at_gate(here: Practice, at: float = 48) -> tuple[Phone, BookingView]:
    """A time is chosen, and the questions come before the request."""
    phone = Phone()
    await phone.does(Typed("book", "brian"))
    await phone.taps("Individual")
    await phone.taps(str((hours(at)).day))
    seen = next(b["text"] for line in phone.screen["keyboard"] for b in line if ":" in b["text"])
    assert "a few questions first" in await phone.taps(seen)
    return phone, await held()


async def held() -> BookingView:
    found = await row("SELECT id FROM bookings WHERE status = 'held'")
    assert found is not None
    return await booking_views.view(found["id"])


async def answer_all(phone: Phone) -> None:
    await phone.taps("Answer here")
    await phone.taps("Yes")
    await phone.types(MARKED)
    while "Is this right?" not in phone.screen["text"]:
        if "How heavy" in phone.screen["text"]:
            await phone.types("seven")
        elif "to be different" in phone.screen["text"]:
            await phone.types(f"{MARKED}, sleep")
        else:
            await phone.taps("Skip")


async def test_i1_every_answer_is_sealed_at_once_and_removed_from_the_chat(here: Practice) -> None:
    phone, booking = await at_gate(here)
    await phone.taps("Answer here")
    await phone.taps("Yes")
    assert "anything about your health" in await phone.types(MARKED)
    assert phone.left() is Traces.REMOVED
    await phone.taps("‹ Back")
    assert MARKED in phone.screen["text"]
    assert phone.left() is Traces.ERASED
    assert not any(MARKED in payload for payload in phone.plain)
    everything = await rows(
        """SELECT answers::text || coalesce(encode(sealed, 'escape'), '') AS kept FROM drafts
           UNION ALL SELECT payload::text FROM outbox
           UNION ALL SELECT encode(answer, 'escape') FROM intake_answers"""
    )
    assert len(everything) > 5
    assert not any(MARKED in str(each["kept"]) for each in everything)
    filled = await intake.present(SETTINGS.vault, here.amina)
    assert filled is not None
    assert filled.answers == {"emergency_contact": MARKED}
    assert filled.booking_id == booking.id


async def test_b2_each_answer_keeps_the_time_ten_minutes_longer_and_forty_in_all(
    here: Practice,
) -> None:
    phone, booking = await at_gate(here)
    await phone.taps("Answer here")
    for minutes, until in ((9, 19), (18, 28), (27, 37), (36, 40)):
        phone.now = NOW + timedelta(minutes=minutes)
        await phone.does(Unknown("sticker"))
        assert (await held()).held_until == NOW + timedelta(minutes=until)
    phone.now = NOW + timedelta(minutes=40)
    assert "choose a time again" in await phone.does(Unknown("sticker"))
    assert (await held()).id == booking.id, "nobody else wanted it"


async def test_b2_a_time_that_ran_out_keeps_the_answers_for_the_next(here: Practice) -> None:
    phone, booking = await at_gate(here)
    await phone.taps("Answer here")
    await phone.taps("Yes")
    phone.now = NOW + timedelta(minutes=11)
    await count("DELETE FROM bookings WHERE id = $1", booking.id)
    assert "Your answers are kept" in await phone.types(MARKED)
    assert phone.left() is Traces.REMOVED
    assert "which time?" in await phone.taps("Choose a time")
    seen = next(b["text"] for line in phone.screen["keyboard"] for b in line if ":" in b["text"])
    assert "a few questions first" in await phone.taps(seen)
    assert "Welcome back" in await phone.taps("Answer here")


async def test_b1_no_request_without_answers_and_words_agreed_to_whatever_button_is_pressed(
    here: Practice,
) -> None:
    phone, booking = await at_gate(here)
    draft = await row("SELECT rev FROM drafts WHERE dialogue = 'book'")
    assert draft is not None
    await count("UPDATE drafts SET step = 'review' WHERE dialogue = 'book'")
    assert "a few questions first" in await phone.does(Tap("book", draft["rev"], "y", 1))
    await answer_all(phone)
    assert "what you and Brian agree on" in await phone.taps("These are right")
    await phone.does(Typed("book", "on"))
    assert "agree on" in phone.screen["text"]
    async with transaction():
        await demo_intake.agree(SETTINGS.vault, here.amina, NOW)
    assert "can read your answers" in await phone.does(Typed("book", "on"))
    await phone.taps("Send request")
    after = await booking_views.view(booking.id)
    assert after.status is BookingStatus.PENDING
    told = await intake.of_session(SETTINGS.vault, after)
    assert told is not None
    assert told.answers["therapy_goals"] == [MARKED, "sleep"]
    asked = await rows("SELECT payload FROM outbox WHERE payload->>'text' LIKE '%New request%'")
    assert "Intake: filled in" in str(asked[0]["payload"])
    assert MARKED not in str(asked)


async def test_b1_a_service_that_asks_nothing_has_no_gate(here: Practice) -> None:
    await rows("UPDATE services SET intake_rules = $1::jsonb RETURNING id", ASKS_NOTHING)
    async with transaction():
        await demo_intake.agree(SETTINGS.vault, here.amina, NOW)
    phone = Phone()
    await phone.does(Typed("book", "brian"))
    await phone.taps("Individual")
    await phone.taps(str(hours(48).day))
    seen = next(b["text"] for line in phone.screen["keyboard"] for b in line if ":" in b["text"])
    assert "Is this right?" in await phone.taps(seen)


async def test_x62_each_intake_step_answers_whatever_comes(here: Practice) -> None:
    for key in ("emergency_contact", "severity_level", "therapy_goals"):
        await intake_rules.change(here.brian, here.service, key, Asked.OPTIONAL)
    booking = await hold(here, here.amina, hours(48))
    assert isinstance(booking, BookingView)
    walk = Walker(SETTINGS, AMINA, deepest=40)
    async with transaction():
        await walk.walk(Action("fill", booking.public_id, booking.version, 1))
        await demo_intake.tell(SETTINGS.vault, here.amina, NOW - timedelta(days=3))
        await walk.walk(Typed("intake"))
    steps = {step for name, step in walk.seen if name == "intake"}
    assert steps >= {question.key for question in FORM} | {"welcome", "review", "stands"}


async def test_x63_nobody_else_fills_in_what_a_session_asks(here: Practice) -> None:
    booking = await hold(here, here.chidi, hours(48))
    assert isinstance(booking, BookingView)
    before = await rows("SELECT * FROM bookings")
    for verb in ("fill", "look"):
        said = await Walker(SETTINGS, AMINA).happens(
            Action(verb, booking.public_id, booking.version, 1)
        )
        assert "can't find that among your bookings" in str(said)
    assert await rows("SELECT * FROM bookings") == before
    assert await rows("SELECT 1 FROM intakes") == []


async def test_i6_whoever_says_that_it_can_hardly_be_borne_is_shown_where_help_is(
    here: Practice,
) -> None:
    phone, _ = await at_gate(here)
    await answer_all(phone)
    assert await rows("SELECT 1 FROM danger_alerts") == []
    await phone.taps("Next")
    await phone.taps("Change: How heavy")
    await phone.taps("9")
    assert await rows("SELECT rule FROM danger_alerts") == [{"rule": "intake.severity"}]


async def test_i1_a_photo_is_no_answer(here: Practice) -> None:
    phone, _ = await at_gate(here)
    await phone.taps("Answer here")
    await phone.taps("Yes")
    assert "typed words" in await phone.does(File("photo", "f", None, 100))


async def test_i1_each_service_asks_what_its_psychologist_wants(here: Practice) -> None:
    change = intake_rules.change
    await change(here.brian, here.service, "allergies", Asked.REQUIRED)
    await change(here.brian, here.service, "timeline", Asked.LEFT_OUT)
    rules = await change(here.brian, here.service, "special_requests", Asked.REQUIRED)
    assert rules == Rules({"allergies": Asked.REQUIRED, "timeline": Asked.LEFT_OUT})
    assert "special_requests" in {q.key for q in rules.questions()}, "never required"
    stored = await row("SELECT intake_rules::text AS kept FROM services")
    assert stored == {"kept": '{"timeline": "left_out", "allergies": "required"}'}
    await change(here.brian, here.service, "timeline", Asked.OPTIONAL)
    assert await change(here.brian, here.service, "allergies", Asked.OPTIONAL) == Rules()
    assert await row("SELECT intake_rules AS kept FROM services") == {"kept": None}
    with pytest.raises(NoSuchQuestion):
        await change(here.brian, here.service, "shoe_size", Asked.REQUIRED)
    with pytest.raises(NoProfile):
        await change(here.amina, here.service, "allergies", Asked.REQUIRED)


async def test_i1_a_rule_that_comes_later_asks_what_is_missing(here: Practice) -> None:
    async with transaction():
        await demo_intake.tell(SETTINGS.vault, here.amina, NOW)
    booking = await hold(here, here.amina, hours(48))
    assert isinstance(booking, BookingView)
    assert (await intake.readiness(booking, NOW))[0] is Readiness.READY
    await intake_rules.change(here.brian, here.service, "allergies", Asked.REQUIRED)
    assert (await intake.readiness(booking, NOW))[0] is Readiness.NEEDED
    phone = Phone()
    assert "This one is new" in await phone.does(Action("fill", booking.public_id, 1, 1))
    assert "allergic" in phone.screen["text"]


async def test_x63_what_is_needed_is_not_skipped_by_a_button_that_is_not_there(
    here: Practice,
) -> None:
    phone, _ = await at_gate(here)
    await phone.taps("Answer here")
    await phone.taps("Yes")
    await phone.types(MARKED)
    await phone.taps("‹ Back")
    draft = await row("SELECT rev FROM drafts WHERE dialogue = 'intake'")
    assert draft is not None
    assert "This one is needed" in await phone.does(Tap("intake", draft["rev"], "k", 1))
    assert MARKED in phone.screen["text"]
