"""The dialogue by SMS, as it is texted: one line a message, and what the phone is answered (R6)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations import texting
from conversations.sms_meaning import Meaning
from conversations.sms_reading import read
from conversations.texting_facts import Facts
from conversations.work.answer import NotPossible
from conversations.work.by_phone import (
    AskStaff,
    NumberIsWrong,
    SayComing,
    SpeakTo,
    Wanted,
    WantSmsOf,
)
from conversations.work.change import AskWaiver, CancelBooking
from conversations.work.payment import AskForPayment
from models.changes import Hindrance, Outcome, Waiver
from models.phone_views import Owner
from models.values import BookingStatus as S
from models.values import Money
from models.views import Reader
from tests.change_world import FREE, LATE, NOTHING, PRICE, UNPAID, World
from tests.conversations.texting_world import (
    AMINA,
    ONE,
    OTHER,
    PHONE,
    SHARED,
    STOPS,
    ZONE,
    Texted,
    texted,
)
from tests.dialog import NOW

#: What means the same whatever is ahead.
DONE_ALWAYS = {"stop", "start", "help", "wrong", "english", "kiswahili"}


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
    phone = texted("CANCEL", "KES 2,500 comes back to you. Reply 4821 to cancel, NO to keep it.")
    assert phone.did(CancelBooking) == []
    texted("4821", "Cancelled: BK-2026-000123", phone=phone)
    assert phone.did(CancelBooking) == [CancelBooking(ONE.public_id, 2, False, "", FREE)]
    texted("4821", "", "YES", "", "ndiyo", "", "thanks", "", phone=phone)
    assert len(phone.did(CancelBooking)) == 1


@pytest.mark.parametrize(
    ("outcome", "asks", "done"),
    [
        (UNPAID, "Nothing was paid", "Nothing was paid"),
        (LATE, "No refund, KES 2,500 stays", "too late for a refund"),
        (Outcome(None, False, PRICE, NOTHING, PRICE), "KES 2,500 is kept for you", "kept for you"),
        (Outcome(None, False, PRICE, NOTHING, Money(50_000)),
         "KES 2,000 comes back, KES 500 is kept for you", "KES 500 is kept for you"),
    ],
)  # fmt: skip
def test_r6_the_money_of_each_cancel(outcome: Outcome, asks: str, done: str) -> None:
    phone = Texted(world=World(booking=ONE, outcome=outcome))
    texted("C", asks, "4821", done, phone=phone)


@pytest.mark.parametrize("said", ["NO", "hapana", "usighairi", "don't cancel"])
def test_r6_a_no_keeps_it(said: str) -> None:
    phone = texted("cancel", "Reply 4821", said, "Nothing was cancelled")
    assert phone.draft.is_over
    texted("YES", "We expect you", phone=phone)
    assert phone.did(CancelBooking) == []


@pytest.mark.parametrize("said", ["ok", "sawa", "cancel", "confirm", "maybe", "2", "1", "hmm what",
                                  "YES", "ndiyo", "yes cancel", "4822", "48 21", "9999", "04821",
                                  "yes tomorrow"])  # fmt: skip
def test_r6_anything_else_is_asked_again_and_then_dropped(said: str) -> None:
    phone = texted("cancel", "Reply 4821", said, "Reply 4821", said, "Reply 4821")
    texted(said, "Nothing was cancelled", phone=phone)
    assert phone.did(CancelBooking) == []


def test_r6_a_late_code_is_asked_anew() -> None:
    phone = texted("cancel", "Reply 4821")
    phone.now += timedelta(hours=4)
    texted("4821", "Reply 4821", "4821", "Cancelled", phone=phone)


def test_r6_who_forges_the_sender_can_begin_a_cancel_and_not_end_it() -> None:
    """The code went to the phone, and whoever writes in its name hasn't read it."""
    phone = texted("cancel", "Reply 4821", "YES", "Reply 4821", "1234", "Reply 4821",
                   "5678", "Nothing was cancelled")  # fmt: skip
    phone.code = "7352"
    texted("4821", "not clear", "cancel", "Reply 7352", "4821", "Reply 7352", phone=phone)
    assert phone.did(CancelBooking) == []
    texted("7352", "Cancelled", phone=phone)


def test_r6_the_code_is_the_same_as_long_as_the_question_stands() -> None:
    phone = texted("cancel", "Reply 4821")
    phone.code = "7352"
    texted("YES", "Reply 4821", "yes 4821", "Cancelled", phone=phone)


def test_r6_a_yes_after_a_reminder_cancels_nothing() -> None:
    phone = texted("cancel", "Reply 4821")
    phone.now = phone.reminded_at = NOW + timedelta(minutes=5)
    texted("YES", "Reply 4821 to cancel", phone=phone)
    assert phone.did(CancelBooking) == []


@pytest.mark.parametrize("said", ["wrong number", "umekosea namba", "not me"])
def test_r6_a_wrong_number_is_let_go_at_once(said: str) -> None:
    phone = texted("cancel", "Reply 4821", said, "yours after all, call 0700 000 000")
    assert phone.did(NumberIsWrong) == [NumberIsWrong(PHONE)]
    assert phone.draft.is_over


def test_r6_the_language_is_changed_by_its_name() -> None:
    phone = texted("Kiswahili", "Reply HELP", "in english please", "Reply HELP")
    assert phone.did(SpeakTo) == [SpeakTo(PHONE, "sw"), SpeakTo(PHONE, "en")]
    typed = Texted(owners=(replace(AMINA, is_proven=False),))
    assert texted("Kiswahili", "show once that this number", phone=typed).asked == []


def test_r6_a_language_leaves_the_question_open() -> None:
    texted("cancel", "Reply 4821", "Kiswahili", "Reply HELP", "4821", "Cancelled")


def test_r6_terms_that_changed_are_told_and_asked_anew() -> None:
    phone = Texted(world=World(booking=ONE, changes_to=LATE))
    texted("cancel", "comes back", "4821", "This has changed. Cancel BK-2026-000123", phone=phone)
    texted("4821", "too late for a refund", phone=phone)
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
    texted("2", "Cancel BK-2026-000124", "4821", "Cancelled: BK-2026-000124", phone=phone)
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
    phone = texted("cancel", "Reply 4821", "STOP", "no more reminders", "YES", "We expect you",
                   "START", "SMS are on again")  # fmt: skip
    assert phone.did(WantSmsOf) == [WantSmsOf(PHONE, False), WantSmsOf(PHONE, True)]
    assert phone.did(CancelBooking) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("HELP", "Reply YES to confirm"), ("hello", "Reply YES to confirm"),
        ("what time?", "BK-2026-000123, Tue 15 Sep"), ("nimelipa", "Once it has arrived"),
        ("wrong number", "no more SMS"), ("maybe", "not clear"), ("no", "not clear"),
        ("2", "not clear"), ("asante", ""), (".", ""), ("nipigie", "we will call you"),
        ("nitachelewa", "you will be late"), ("I won't cancel", "Nothing was cancelled"),
    ],
)  # fmt: skip
def test_r6_everything_else_has_an_answer(said: str, answer: str) -> None:
    assert texted(said, answer).did(CancelBooking) == []


@pytest.mark.parametrize("meaning", [m for m in Meaning if m not in DONE_ALWAYS])
def test_r6_who_has_nothing_ahead_hears_so_or_nothing(meaning: Meaning) -> None:
    phone = Texted(ahead=[])
    facts = Facts(PHONE, (AMINA,), (), NOW)
    event = replace(read("?!"), meaning=meaning)
    turn = texting.advance(phone.draft, event, facts)
    assert turn.do is None
    assert [say.key for say in turn.say] in (["texting_nothing_ahead"], [])
