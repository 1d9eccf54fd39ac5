"""The dialogue by SMS, as it is texted: one line a message, and what the phone is answered (R6)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

import pytest

from conversations import briefs, texting, texting_screens, texts
from conversations.english.texting import TEXTS
from conversations.sms_reading import Meaning, read
from conversations.texting_facts import Facts
from conversations.words import Draft, Say
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.by_phone import (
    AskStaff,
    Coming,
    SayComing,
    SmsSwitched,
    StaffAsked,
    Wanted,
    WantSmsOf,
)
from conversations.work.change import AskWaiver, CancelBooking, ChangeSeen, LookAtChange
from conversations.work.payment import AskForPayment, PaymentAsked
from models.changes import Hindrance, Outcome, Owed, Waiver
from models.crisis import KENYA
from models.moves import Actor
from models.phone_views import Ahead, Owner
from models.values import BookingStatus as S
from models.values import Money, PromptStatus
from models.views import BookingView, House, PaymentView, Reader
from services.channels.sms import segments
from tests.change_world import FREE, LATE, NOTHING, PRICE, UNPAID, World, session
from tests.dialog import NOW

PHONE, ZONE = "+254712000001", "Africa/Nairobi"
AMINA = Owner(Reader(1, "Amina", "en", ZONE), in_chat=False)
HOUSE = House("Smiling Steps", ZONE)
ONE = session(client_id=1, reference="BK-2026-000123")
OTHER = session(
    id=8, public_id=UUID(int=88), reference="BK-2026-000124", client_id=1,
    starts_at=ONE.starts_at + timedelta(days=2), ends_at=ONE.ends_at + timedelta(days=2),
)  # fmt: skip
SHARED = session(
    id=9, public_id=UUID(int=99), reference="BK-2026-000125", client_id=2,
    starts_at=ONE.starts_at + timedelta(days=3), ends_at=ONE.ends_at + timedelta(days=3),
)  # fmt: skip
STOPS = SmsSwitched(wanted=False, new=True)


Did = TypeVar("Did")


@dataclass
class Texted:
    """A phone and our side of it. `world` answers what changes bookings."""

    ahead: list[BookingView] = field(default_factory=lambda: [ONE])
    world: World = field(default_factory=lambda: World(booking=ONE))
    owners: tuple[Owner, ...] = (AMINA,)
    now: datetime = NOW
    reminded_at: datetime | None = NOW
    stop: SmsSwitched = STOPS
    refusal: NotPossible | None = None
    draft: Draft = texting.NOTHING_ASKED
    asked: list[Command] = field(default_factory=list)

    def text(self, words: str) -> str:
        """Send it; what the phone gets, "" for silence."""
        facts = Facts(
            PHONE, self.owners, tuple(Ahead(one, False) for one in self.ahead), self.now,
            self.reminded_at, "https://t.me/steps_bot", "0700 000 000",
        )  # fmt: skip
        said: list[Say] = []
        event: Result = read(words)  # type: ignore[assignment]
        for _ in range(4):
            turn = texting.advance(self.draft, event, facts)
            said += turn.say
            self.draft = turn.draft
            if turn.do is None:
                break
            self.asked.append(turn.do)
            event = self._answer(turn.do)
        assert len(said) <= 1, "two SMS for one"
        return sms(said[0]) if said else ""

    def _answer(self, command: Command) -> Result:
        match command:
            case _ if self.refusal:
                return self.refusal
            case SayComing(booking=about):
                return Coming(self._find(about))
            case AskStaff(booking=about, wanted=wanted):
                return StaffAsked(self._find(about), wanted)
            case WantSmsOf(wanted=wanted):
                return replace(self.stop, wanted=wanted)
            case AskForPayment(booking=about, phone=phone):
                booking = self._find(about)
                return PaymentAsked(PaymentView(1, booking.id, PromptStatus.WAITING, booking.price,
                                                phone, None, None))  # fmt: skip
            case LookAtChange(booking=about) | CancelBooking(booking=about):
                self.world.booking = self._find(about)
                found = self.world(command)
                if isinstance(command, CancelBooking) and not isinstance(found, ChangeSeen):
                    self.ahead = [one for one in self.ahead if one.public_id != about]
                return found
            case _:
                return self.world(command)

    def _find(self, public_id: UUID) -> BookingView:
        return next(one for one in self.ahead if one.public_id == public_id)

    def did(self, kind: type[Did]) -> list[Did]:
        return [command for command in self.asked if isinstance(command, kind)]


def sms(say: Say, language: str = "en") -> str:
    assert say.brief is not None
    reader = Reader(1, "Amina", language, ZONE)
    return briefs.for_sms(say.brief, reader, HOUSE, shared=False)


def texted(*lines: str, phone: Texted | None = None) -> Texted:
    """Lines by turns: sent, and words that the answer has ("" for silence)."""
    phone = phone or Texted()
    for sent, expected in list(pairwise(lines))[::2]:
        heard = phone.text(sent)
        assert (expected in heard) if expected else heard == "", f"{sent}: {heard}"
    return phone


def test_r6_yes_says_that_they_come() -> None:
    phone = texted("YES", "Thank you. We expect you: appointment BK-2026-000123")
    assert phone.did(SayComing) == [SayComing(ONE.public_id)]
    assert phone.draft.is_over


@pytest.mark.parametrize("said", ["ndio nitakuja", "Nitakam", "C u then", "confirm", "sawa"])
def test_r6_yes_in_many_words(said: str) -> None:
    assert texted(said, "We expect you").did(SayComing)


def test_r6_ok_without_a_reminder_is_no_yes() -> None:
    assert texted("ok", "", phone=Texted(reminded_at=None)).asked == []


def test_r6_cancel_tells_the_money_and_waits_for_a_second_word() -> None:
    phone = texted("CANCEL", "KES 2,500 comes back to you. Reply YES to cancel, NO to keep it.")
    assert phone.did(CancelBooking) == []
    texted("YES", "Cancelled: BK-2026-000123", phone=phone)
    assert phone.did(CancelBooking) == [CancelBooking(ONE.public_id, 2, False, "", FREE)]
    texted("YES", "", "ndiyo", "", "thanks", "", phone=phone)
    assert len(phone.did(CancelBooking)) == 1


@pytest.mark.parametrize(
    ("outcome", "asks", "done"),
    [
        (UNPAID, "No money moves", "No money moves"),
        (LATE, "No refund, KES 2,500 stays", "too late for a refund"),
        (Outcome(None, False, PRICE, NOTHING, PRICE), "KES 2,500 is your credit", "your credit"),
        (Outcome(None, False, PRICE, NOTHING, Money(50_000)),
         "KES 2,000 comes back, KES 500 is your credit", "KES 500 is your credit"),
    ],
)  # fmt: skip
def test_r6_the_money_of_each_cancel(outcome: Outcome, asks: str, done: str) -> None:
    phone = Texted(world=World(booking=ONE, outcome=outcome))
    texted("C", asks, "yes", done, phone=phone)


@pytest.mark.parametrize("said", ["NO", "hapana", "usighairi", "don't cancel"])
def test_r6_a_no_keeps_it(said: str) -> None:
    phone = texted("cancel", "Reply YES", said, "Nothing was cancelled")
    assert phone.draft.is_over
    texted("YES", "We expect you", phone=phone)
    assert phone.did(CancelBooking) == []


@pytest.mark.parametrize("said", ["ok", "sawa", "cancel", "confirm", "maybe", "2", "1", "hmm what"])
def test_r6_anything_else_is_asked_again_and_then_dropped(said: str) -> None:
    phone = texted("cancel", "Reply YES", said, "Reply YES", said, "Reply YES")
    texted(said, "Nothing was cancelled", phone=phone)
    assert phone.did(CancelBooking) == []


def test_r6_a_late_yes_is_asked_anew() -> None:
    phone = texted("cancel", "Reply YES")
    phone.now += timedelta(hours=4)
    texted("YES", "Reply YES", "YES", "Cancelled", phone=phone)


def test_r6_a_yes_after_a_reminder_is_asked_anew() -> None:
    phone = texted("cancel", "Reply YES")
    phone.now = phone.reminded_at = NOW + timedelta(minutes=5)
    texted("YES", "Reply YES to cancel", phone=phone)
    assert phone.did(CancelBooking) == []
    phone.now += timedelta(minutes=1)
    texted("YES", "Cancelled", phone=phone)


def test_r6_terms_that_changed_are_told_and_asked_anew() -> None:
    phone = Texted(world=World(booking=ONE, changes_to=LATE))
    texted("cancel", "comes back", "yes", "This has changed. Cancel BK-2026-000123", phone=phone)
    texted("yes", "too late for a refund", phone=phone)
    assert [each.expected for each in phone.did(CancelBooking)] == [FREE, LATE]


def test_r6_late_an_exception_is_asked_for_once() -> None:
    phone = Texted(world=World(booking=ONE, outcome=LATE))
    texted("cancel", "CALL to ask us", "call me", "whether an exception can be made", phone=phone)
    assert phone.did(AskWaiver) == [AskWaiver(ONE.public_id, 2, "")]
    asked = Texted(world=World(booking=ONE, outcome=LATE, waiver=Waiver.ASKED))
    texted("cancel", "NO to keep it.", "call me", "we will call you", phone=asked)
    assert asked.did(AskWaiver) == []


@pytest.mark.parametrize(
    ("hindrance", "says"),
    [(Hindrance.PROMPT_LIVE, "M-Pesa asks for a PIN"), (Hindrance.OVER, "Too late for that")],
)
def test_r6_what_hinders_a_cancel(hindrance: Hindrance, says: str) -> None:
    world = World(booking=ONE, outcome=Outcome(hindrance, False, PRICE, NOTHING))
    assert texted("cancel", says, phone=Texted(world=world)).draft.is_over


def test_x34_c_from_a_phone_with_two_bookings_is_asked_which() -> None:
    phone = Texted(ahead=[ONE, OTHER])
    assert phone.text("C") == (
        "Which one? Reply with its number.\n1: BK-2026-000123, Tue 15 Sep, 10:00\n"
        "2: BK-2026-000124, Thu 17 Sep, 10:00"
    )
    texted("2", "Cancel BK-2026-000124", "yes", "Cancelled: BK-2026-000124", phone=phone)
    texted("yes", "", phone=phone)
    assert [one.reference for one in phone.ahead] == ["BK-2026-000123"]


@pytest.mark.parametrize(
    "choice", ["2", "the second one", "ya pili", "BK-2026-000124", "bk 124", "cancel 2"]
)
def test_x34_chosen_in_many_ways(choice: str) -> None:
    phone = Texted(ahead=[ONE, OTHER])
    texted("cancel", "Which one?", choice, "Cancel BK-2026-000124", phone=phone)


def test_x34_a_reference_or_day_with_the_word_needs_no_question() -> None:
    both = [ONE, OTHER]
    texted("cancel BK-2026-000124", "Cancel BK-2026-000124", phone=Texted(ahead=both))
    texted("BK-2026-000124", "Reply YES to confirm", "cancel", "Cancel BK-2026-000124",
           phone=Texted(ahead=both))  # fmt: skip
    tomorrow = Texted(ahead=both, now=ONE.starts_at - timedelta(days=1))
    texted("cancel tomorrow", "Cancel BK-2026-000123", phone=tomorrow)


def test_x34_an_answer_that_fits_no_choice_is_asked_again_and_then_dropped() -> None:
    phone = Texted(ahead=[ONE, OTHER])
    texted("cancel", "Which one?", "7", "Which one?", "yes", "Which one?", phone=phone)
    texted("7", "not clear", "1", "not clear", phone=phone)
    assert phone.asked == []


def test_x34_a_choice_of_what_is_gone_meanwhile() -> None:
    phone = Texted(ahead=[ONE, OTHER])
    texted("cancel", "Which one?", phone=phone)
    phone.ahead = [OTHER]
    texted("1", "Which one?", "1", "Cancel BK-2026-000124", phone=phone)


def test_x34_yes_with_two_is_asked_which() -> None:
    phone = texted("yes", "Which one?", "1", "BK-2026-000123", phone=Texted(ahead=[ONE, OTHER]))
    assert phone.did(SayComing) == [SayComing(ONE.public_id)]


def test_x63_somebody_elses_reference_is_told_nothing() -> None:
    assert texted("cancel BK-2026-000777", "no such appointment").asked == []


def test_r6_a_shared_phone_is_asked_by_reference_and_never_by_name() -> None:
    juma = Owner(Reader(2, "Juma", "sw", ZONE), in_chat=True)
    phone = Texted(ahead=[ONE, SHARED], owners=(AMINA, juma))
    asked = phone.text("cancel")
    assert "1: BK-2026-000123" in asked
    assert "2: BK-2026-000125" in asked
    assert not {"Amina", "Juma", "Brian"} & set(asked.replace(",", " ").split())
    phone.text("2")
    assert texting.person_of(phone.draft) == 2


def test_r6_change_tells_the_psychologist() -> None:
    phone = texted("CHANGE", "we will call you")
    assert phone.did(AskStaff) == [AskStaff(ONE.public_id, Wanted.OTHER_TIME)]
    amina = replace(AMINA, in_chat=True)
    texted("badilisha", "https://t.me/steps_bot", phone=Texted(owners=(amina,)))


def test_r6_pay_asks_this_phone() -> None:
    due = replace(ONE, status=S.APPROVED, payment_due_at=NOW + timedelta(hours=5))
    phone = texted("LIPA", "asks this phone for KES 2,500", phone=Texted(ahead=[due]))
    assert phone.did(AskForPayment) == [AskForPayment(ONE.public_id, PHONE)]
    texted("pay", "nothing to pay", phone=Texted())
    texted("yes", "is to be paid first", phone=Texted(ahead=[due]))


@pytest.mark.parametrize(
    ("key", "says"),
    [("payment_running", "M-Pesa asks for a PIN"), ("phone_not_kenyan", "can't ask this number"),
     ("phone_not_a_number", "0700 000 000")],
)  # fmt: skip
def test_r6_why_there_is_no_prompt(key: str, says: str) -> None:
    due = replace(ONE, status=S.APPROVED, payment_due_at=NOW + timedelta(hours=5))
    texted("pay", says, phone=Texted(ahead=[due], refusal=NotPossible(key)))


def test_r6_stop_is_answered_once_and_start_undoes_it() -> None:
    texted("STOP", "Reply START", phone=Texted())
    texted("STOP", "", phone=Texted(stop=replace(STOPS, new=False)))
    phone = texted("cancel", "Reply YES", "STOP", "no more reminders", "YES", "We expect you",
                   "START", "SMS are on again")  # fmt: skip
    assert phone.did(WantSmsOf) == [WantSmsOf(PHONE, False), WantSmsOf(PHONE, True)]
    assert phone.did(CancelBooking) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("HELP", "Reply YES to confirm"), ("hello", "Reply YES to confirm"),
        ("what time?", "BK-2026-000123, Tue 15 Sep"), ("nimelipa", "Once it has arrived"),
        ("wrong number", "Reply STOP"), ("maybe", "not clear"), ("no", "not clear"),
        ("2", "not clear"), ("asante", ""), (".", ""), ("nipigie", "we will call you"),
        ("nitachelewa", "you will be late"), ("I won't cancel", "Nothing was cancelled"),
    ],
)  # fmt: skip
def test_r6_everything_else_has_an_answer(said: str, answer: str) -> None:
    assert texted(said, answer).did(CancelBooking) == []


@pytest.mark.parametrize("meaning", [m for m in Meaning if m not in ("stop", "start", "help")])
def test_r6_who_has_nothing_ahead_hears_so_or_nothing(meaning: Meaning) -> None:
    phone = Texted(ahead=[])
    facts = Facts(PHONE, (AMINA,), (), NOW)
    event = replace(read("?!"), meaning=meaning)
    turn = texting.advance(phone.draft, event, facts)
    assert turn.do is None
    assert [say.key for say in turn.say] in (["texting_nothing_ahead"], [])


#: The longest of what these texts are filled with.
LONG = replace(ONE, reference="BK-2026-000123",
               starts_at=datetime.fromisoformat("2026-12-30T17:30+00:00"))  # fmt: skip
WIDE = Money(25_000_000)


def _every() -> Sequence[Say]:
    """Each answer with long values."""
    outcomes = (
        Outcome(None, False, WIDE, NOTHING), Outcome(None, True, NOTHING, WIDE),
        Outcome(None, False, WIDE, NOTHING, WIDE), UNPAID,
        Outcome(None, False, WIDE, NOTHING, Money(1_250_000)),
    )  # fmt: skip
    seen = [ChangeSeen(LONG, Actor.CLIENT, outcome) for outcome in outcomes]
    late = replace(LONG, status=S.LATE_CANCELLED)
    payment = PaymentView(1, 1, PromptStatus.WAITING, WIDE, PHONE, None, None)
    phone = "+254 700 000 000"
    return [
        *(texting_screens.cancel(one, mercy=mercy) for one in seen for mercy in (True, False)),
        *(texting_screens.cancelled(LONG, one.outcome.owed) for one in seen),
        texting_screens.cancelled(LONG, None), texting_screens.cancelled(late, None),
        *(screen(LONG) for screen in (
            texting_screens.what, texting_screens.kept, texting_screens.coming,
            texting_screens.mercy_asked, texting_screens.will_call, texting_screens.told_late)),
        texting_screens.other_time(LONG, ""),
        texting_screens.other_time(LONG, "https://t.me/SmilingStepsBot"),
        texting_screens.payment_asked(payment, LONG), texting_screens.pay_later(LONG.starts_at),
        texting_screens.pay_later(None), texting_screens.prompt_live(),
        *(texting_screens.not_now(verb, replace(LONG, status=status))
          for verb in ("pay", "come", "cancel") for status in S),
        *(texting_screens.not_possible(key, LONG, phone) for key in ("outdated_booking", "x")),
        texting_screens.not_possible("phone_not_kenyan", None, phone),
        *(screen(each) for each in (phone, None) for screen in (
            texting_screens.nothing_ahead, texting_screens.paid, texting_screens.stranger)),
        texting_screens.not_possible("x", None, phone), texting_screens.not_possible("x", None, None),
        texting_screens.started(), texting_screens.stopped(), texting_screens.unclear(),
        texting_screens.no_such(), texting_screens.wrong(), texting_screens.kept(),
        texting_screens.help_(None), texting_screens.help_(None, "*384*123#"),
        texting_screens.which([ONE, OTHER]), texting_screens.ahead([ONE, OTHER]),
    ]  # fmt: skip


#: A list of two, and what also names a number to call, take two; in danger nobody counts.
LONGER = {"texting_which", "texting_ahead", "texting_help_or_call", "texting_crisis"}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_r5_each_answer_is_one_segment_with_long_values(language: str) -> None:
    said = {f"{say.key}: {words}": segments(words) for say in _every()
            for words in [sms(say, language)]}  # fmt: skip
    assert {size.encoding for size in said.values()} == {"GSM-7"}
    most = {words: size.parts for words, size in said.items()
            if size.parts > 1 + (words.partition(":")[0] in LONGER)}  # fmt: skip
    assert most == {}
    two = [texting_screens.help_("+254 700 000 000"), texting_screens.crisis(KENYA, told=True)]
    assert max(segments(sms(say, language)).parts for say in two) <= 2


@pytest.mark.parametrize("language", ["en", "sw"])
def test_r5_answers_are_neutral(language: str) -> None:
    banned = ("therap", "session", "psycholog", "counsel", "kikao", "mwanasaikolojia", "{client}")
    for key in TEXTS:
        if key.startswith("texting_"):
            words = texts.text(key, language)
            assert words.isascii(), key
            assert not [word for word in banned if word in words.lower()], key


def test_r5_every_answer_is_measured() -> None:
    inner = {"choice", "line", "lines", "changed_note", "crisis", "crisis_told", "unknown_person",
             "help_or_call"}  # fmt: skip
    keys = {key for key in TEXTS if key.startswith("texting_")}
    assert keys - {say.key for say in _every()} == {f"texting_{one}" for one in inner}


def test_r6_both_ways_to_be_owed() -> None:
    both = texting_screens.cancelled(ONE, Owed(PRICE, PRICE))
    assert "KES 2,500 comes back to you, KES 2,500 is your credit" in sms(both)
