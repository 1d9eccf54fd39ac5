"""The menu on a phone without data: every number, every screen (R5, R6, 3-protocols 2.4)."""

from datetime import timedelta
from typing import Any

import pytest

from conversations.work.answer import NotPossible
from conversations.work.by_phone import AskStaff, SayComing, Wanted
from conversations.work.change import AskWaiver, CancelBooking, LookAtChange
from conversations.work.payment import AskForPayment, LookAtBill
from conversations.work.settings import KeepLanguage
from models.changes import Hindrance, Outcome, Waiver
from models.crisis import CrisisLine
from models.values import BookingStatus as S
from models.values import Money
from tests.change_world import FREE, LATE, NOTHING, PRICE, UNPAID, World, session
from tests.conversations.ussd_phone import CALL, PHONE, Handset, Shell, another
from tests.dialog import NOW, REFERENCE

UNPAID_YET = session(status=S.APPROVED)
WAITING = session(status=S.PENDING)
CREDIT = Outcome(None, late=False, refund=PRICE, kept=NOTHING, as_credit=PRICE)
PARTLY = Outcome(None, late=False, refund=PRICE, kept=NOTHING, as_credit=Money(100_000))


def cancelling(outcome: Outcome, **changed: Any) -> Handset:
    """The money result shows."""
    world = World(outcome=outcome, **changed)
    phone = Handset(session(), shell=Shell(session(), world))
    phone.types("2")
    return phone


def test_r6_one_session_and_what_can_be_done() -> None:
    phone = Handset(session())
    assert phone.lines == [
        "BK-2026-000007, Tue 15 Sep, 10:00", "1 I'll be there", "2 I can't come",
        "4 Another time", "5 Kiswahili", "6 Help", "0 Exit",
    ]  # fmt: skip
    assert phone.open


def test_p5_the_same_in_kiswahili_by_both_clocks() -> None:
    phone = Handset(session(), language="sw")
    assert phone.lines == [
        "BK-2026-000007, Jnn 15 Sep, saa 4:00 (10:00)", "1 Nitakuja", "2 Siwezi kuja",
        "4 Saa nyingine", "5 English", "6 Msaada", "0 Toka",
    ]  # fmt: skip


def test_r6_what_is_to_be_paid_offers_to_pay_and_what_waits_says_so() -> None:
    assert Handset(UNPAID_YET).lines[1:3] == ["2 I can't come", "3 Pay"]
    assert Handset(WAITING).lines[1:3] == ["Not confirmed yet.", "2 I can't come"]


def test_r6_ill_be_there() -> None:
    phone = Handset(session())
    assert phone.types("1") == (
        "Thank you. We expect you: appointment BK-2026-000007, Tue 15 Sep, 10:00."
    )
    assert not phone.open
    assert phone.asked == [SayComing(REFERENCE)]


@pytest.mark.parametrize(
    ("outcome", "shows", "brings"),
    [
        (FREE, "KES 2,500 comes back to you", "KES 2,500 comes back to you"),
        (UNPAID, "Nothing was paid", "Nothing was paid"),
        (CREDIT, "KES 2,500 is kept for you", "KES 2,500 is kept for you"),
        (PARTLY, "KES 1,500 comes back, KES 1,000 is kept for you", "KES 1,500 comes back"),
        (LATE, "No refund, KES 2,500 stays", "too late for a refund"),
    ],
)
def test_b8_the_money_is_told_and_1_cancels(outcome: Outcome, shows: str, brings: str) -> None:
    phone = cancelling(outcome)
    assert shows in phone.text
    assert "1 Yes, cancel" in phone.lines
    assert phone.asked == [LookAtChange(REFERENCE, as_staff=False)]
    assert brings in phone.types("1")
    assert not phone.open
    assert phone.asked[1:] == [CancelBooking(REFERENCE, 2, False, "", outcome)]


def test_b8_0_cancels_nothing_and_nothing_else_does() -> None:
    phone = cancelling(LATE)
    assert phone.types("9").startswith("Please choose a number.\nCancel BK-2026-000007")
    assert phone.types("").startswith("Please choose a number.\nCancel BK-2026-000007")
    assert "1 I'll be there" in phone.types("0")
    assert not [one for one in phone.asked if isinstance(one, CancelBooking)]


def test_b8_late_an_exception_can_be_asked_for_once() -> None:
    phone = cancelling(LATE)
    assert "2 Ask for an exception" in phone.lines
    assert "whether an exception can be made" in phone.types("2")
    assert phone.asked[1:] == [AskWaiver(REFERENCE, 2, "")]
    asked = cancelling(LATE, waiver=Waiver.ASKED)
    assert "2 Ask for an exception" not in asked.lines
    assert asked.types("2").startswith("Please choose a number.")


def test_b8_other_money_than_was_shown_is_shown_first() -> None:
    phone = cancelling(FREE, changes_to=LATE)
    assert phone.types("1").startswith("This has changed.\nCancel BK-2026-000007")
    assert "No refund, KES 2,500 stays" in phone.text
    assert "too late for a refund" in phone.types("1")
    ends = [one for one in phone.asked if isinstance(one, CancelBooking)]
    assert [one.expected for one in ends] == [FREE, LATE]


@pytest.mark.parametrize(
    ("hindrance", "says"),
    [(Hindrance.PROMPT_LIVE, "answer it there first"), (Hindrance.OVER, "too late for that")],
)
def test_b8_what_cant_be_cancelled_says_why(hindrance: Hindrance, says: str) -> None:
    phone = cancelling(Outcome(hindrance, late=False, refund=NOTHING, kept=NOTHING))
    assert says in phone.text
    assert not phone.open


def test_m1_pay_by_the_phone_in_the_hand() -> None:
    phone = Handset(UNPAID_YET)
    assert phone.types("3").startswith("Pay KES 2,500 for BK-2026-000007, Tue 15 Sep, 10:00?")
    assert phone.types("7").startswith("Please choose a number.\nPay KES 2,500")
    assert "3 Pay" in phone.types("0")
    assert "M-Pesa asks this phone for KES 2,500 now" in phone.types("3", "1")
    assert not phone.open
    assert phone.asked[-2:] == [LookAtBill(REFERENCE, PHONE), AskForPayment(REFERENCE, PHONE)]


def test_m1_what_cant_be_paid_says_why() -> None:
    soon = NOW + timedelta(minutes=3)
    assert "dial again after Mon 09:03" in Handset(
        UNPAID_YET, shell=Shell(UNPAID_YET, rests_until=soon)
    ).types("3")
    assert "dial again after" in Handset(
        UNPAID_YET, shell=Shell(UNPAID_YET, held=True, held_until=soon)
    ).types("3", "1")
    assert CALL in Handset(UNPAID_YET, shell=Shell(UNPAID_YET, held=True)).types("3", "1")
    paid = Handset(UNPAID_YET, shell=Shell(UNPAID_YET, bill=NOTHING)).types("3")
    assert "nothing to pay" in paid


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("payment_running", "answer it there first"), ("phone_not_kenyan", "can't ask this phone"),
        ("no_payments", "can't ask this phone"), ("payment_not_due", "nothing to pay"),
        ("outdated_booking", "Something has changed"), ("not_yours", "Something has changed"),
    ],
)  # fmt: skip
def test_what_rules_refuse_has_words(key: str, says: str) -> None:
    phone = Handset(UNPAID_YET, shell=Shell(UNPAID_YET, refusal=NotPossible(key, UNPAID_YET)))
    assert says in phone.types("3")
    assert not phone.open
    assert phone.whole


def test_r6_another_time_is_told_and_nobody_is_named() -> None:
    phone = Handset(session())
    assert "we will call you" in phone.types("4")
    assert phone.asked == [AskStaff(REFERENCE, Wanted.OTHER_TIME)]
    assert "https://t.me/smiling_bot" in Handset(session(), in_chat=True).types("4")


def test_p5_5_changes_the_language_and_back() -> None:
    phone = Handset(session())
    assert "1 Nitakuja" in phone.types("5")
    assert "1 I'll be there" in phone.types("5")
    assert phone.asked == [KeepLanguage("sw"), KeepLanguage("en")]


def test_i6_help_has_the_practice_and_the_crisis_lines() -> None:
    phone = Handset(session())
    assert phone.types("6") == (
        "Choose by number, then Send.\nQuestions: 0712 345 678\n"
        "In danger? Call 999 / 112, 1199, +254 722 178 177\n0 Back"
    )
    assert phone.types("1").startswith("Please choose a number.\nChoose by number")
    assert "1 I'll be there" in phone.types("0")


def test_i6_long_numbers_are_left_out_before_they_are_cut() -> None:
    lines = tuple(CrisisLine("x", f"{at} " + "1234567890 " * 4) for at in range(3))
    phone = Handset(session(), crisis=lines)
    phone.types("6")
    assert phone.whole
    assert "0 1234567890 1234567890" in phone.text


def test_0_leaves() -> None:
    phone = Handset(session())
    assert phone.types("0") == "Thank you."
    assert not phone.open


def test_r6_several_are_chosen_by_number() -> None:
    phone = Handset(another(1), another(2, starts_at=NOW + timedelta(days=1)))
    assert phone.lines == [
        "1 BK-2026-000001, Tue 15 Sep, 10:00", "2 BK-2026-000002, Tue 8 Sep, 09:00", "0 Exit",
    ]  # fmt: skip
    assert phone.types("2").startswith("BK-2026-000002, Tue 8 Sep, 09:00\n1 I'll be there")
    assert phone.types("0").startswith("1 BK-2026-000001")
    phone.types("1", "1")
    assert phone.asked == [SayComing(another(1).public_id)]


def test_r6_many_come_page_by_page() -> None:
    phone = Handset(*(another(number) for number in range(1, 10)))
    told: list[str] = []
    while True:
        told += [line[2:] for line in phone.lines if "BK-" in line]
        assert phone.whole
        if "8 More" not in phone.lines:
            break
        phone.types("8")
    assert [line[:14] for line in told] == [f"BK-2026-{number:06}" for number in range(1, 10)]
    assert "0 Back" in phone.lines
    assert phone.types("8").startswith("Please choose a number.")
    assert phone.types("0").startswith("1 BK-2026-000001")


def test_p2_several_people_see_references_and_no_times() -> None:
    phone = Handset(another(1), another(2, client_id=2, client_name="Baraka"), sharing=("sw",))
    assert phone.lines == ["1 BK-2026-000001", "2 BK-2026-000002", "0 Exit"]
    assert phone.types("2").startswith("BK-2026-000002, Jnn 15 Sep, saa 4:00 (10:00)\n1 Nitakuja")
    assert "Tunakusubiri" in phone.types("1")


@pytest.mark.parametrize("choice", ["", "3", "7", "9", "99", "-1", "1.", "²", "x", "1 1", "#"])
def test_what_isnt_there_shows_the_same_again(choice: str) -> None:
    phone = Handset(session())
    before = phone.text
    assert phone.types(choice) == f"Please choose a number.\n{before}"
    assert phone.open
    assert phone.asked == []
    many = Handset(another(1), another(2))
    before = many.text
    assert many.types(choice) == f"Please choose a number.\n{before}"


def test_what_has_changed_meanwhile_is_shown_first() -> None:
    moved = session(version=3, starts_at=NOW + timedelta(days=1))
    phone = Handset(session())
    phone.now_has(moved)
    assert phone.types("1").startswith("This has changed.\nBK-2026-000007, Tue 8 Sep, 09:00")
    assert phone.asked == []
    phone.types("1")
    assert phone.asked == [SayComing(REFERENCE)]


@pytest.mark.parametrize("typed", [(), ("2",), ("6",)])
def test_what_is_gone_meanwhile_is_gone(typed: tuple[str, ...]) -> None:
    phone = Handset(session())
    phone.types(*typed)
    phone.now_has()
    assert "No appointment for this number." in phone.types("0" if typed == ("6",) else "1")
    assert not phone.open
    assert not [one for one in phone.asked if isinstance(one, CancelBooking)]


def test_r6_the_list_that_was_shown_is_the_one_that_is_chosen_from() -> None:
    phone = Handset(another(1), another(2))
    phone.now_has(another(3), another(1), another(2))
    assert phone.types("1").startswith("BK-2026-000001")


def test_who_has_nothing_ahead_hears_what_a_stranger_hears() -> None:
    phone = Handset()
    assert phone.text == "No appointment for this number.\nQuestions: 0712 345 678"
    assert not phone.open
