"""/credit and /refunds, as they are spoken; no step is without an answer."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from conversations.events import Contact, File, Happening, Text, Unknown
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.credit import CreditGoesBack, LookAtMoney, MoneySeen, SendCreditBack
from conversations.work.refunds import (
    ItWasSent,
    KeepAsCredit,
    ListRefunds,
    OpenRefund,
    PaidOut,
    RefundDecided,
    RefundFound,
    RefundsListed,
    SendAgain,
)
from models.books_views import Totals
from models.money_views import MyMoney, PaidView, WayBack
from models.refund_views import RefundView
from models.values import Money, Provider, RefundMethod
from models.values import RefundState as S
from tests.dialog import NOW, Chat, dialog, outside

Lines = list[tuple[str, str]]

NO_SESSIONS = Totals(0, ())

FAILED = RefundView(
    UUID(int=9), Money(250_000), S.FAILED, RefundMethod.B2C, Provider.MPESA, "Amina Njeri",
    "+254712000001", "BK-2026-000001", "UKL1234567", None, "2040", NOW, NOW, True, False,
)  # fmt: skip
UNCLEAR = replace(FAILED, state=S.UNKNOWN, unclear=True)
NOBODYS = replace(FAILED, state=S.DUE, method=RefundMethod.HAND, person_name=None)
UNDER_WAY = replace(FAILED, state=S.ACCEPTED, waits=False)
MONEY = MyMoney(
    Money(50_000),
    (WayBack(Money(40_000), Provider.MPESA, "+254712000001"),
     WayBack(Money(10_000), Provider.PAYSTACK, None)),
    (FAILED, replace(FAILED, state=S.DONE, code="UKM1234567")),
    (PaidView(Money(250_000), Provider.MPESA, "UKL1234567", "BK-2026-000001", NOW),),
    NO_SESSIONS,
)  # fmt: skip
NOTHING = MyMoney(Money(0), (), (), (), NO_SESSIONS)

OPEN: Lines = [("/refunds", "Money to send back"), ("KES 2,500 · Amina", "Refused")]
CODE: Lines = [*OPEN, ("I have paid it out", "Please send the M-Pesa code")]
CREDIT: Lines = [*OPEN, ("Make it credit instead", "Make KES 2,500 a credit of Amina Njeri?")]
MINE: Lines = [("/credit", "KES 500</b> is kept for you")]
CONFIRM: Lines = [*MINE, ("Send it back", "Send your KES 500 back?")]
EVERY_STEP = [OPEN[:1], OPEN, CODE, CREDIT, MINE, CONFIRM]


def world(
    refund: RefundView = FAILED, money: MyMoney = MONEY, refuses: str = ""
) -> Callable[[Command], Result]:
    def answer(command: Command) -> Result:
        match command:
            case ListRefunds():
                return NotPossible(refuses) if refuses else RefundsListed((refund,), more=False)
            case OpenRefund():
                return RefundFound(refund)
            case PaidOut() | ItWasSent() | SendAgain() | KeepAsCredit():
                return RefundDecided(replace(refund, state=S.DONE, unclear=False))
            case LookAtMoney():
                return MoneySeen(money)
            case SendCreditBack(expected=expected):
                same = expected == money.credit
                return CreditGoesBack(money) if same else MoneySeen(money, changed=True)
            case _:
                return outside(command)

    return answer


def chat(lines: Lines, answer: Callable[[Command], Result] | None = None) -> Chat:
    return dialog(lines, Chat(answer or world()))


def labels(here: Chat) -> list[str]:
    return [button["text"] for row in here.screen["keyboard"] for button in row]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("UKL7654321", "UKL7654321"),
        ("ukl7654321 confirmed. Ksh2,500.00 sent to AMINA NJERI", "UKL7654321"),
        ("FT-2026-0042", "FT-2026-0042"),
    ],
)
def test_m6_paid_out_by_hand_with_its_code(said: str, code: str) -> None:
    here = chat([*CODE, (said, "It has been sent")])
    assert PaidOut(FAILED.public_id, code) in here.asked


def test_m6_what_is_no_code_is_asked_for_again_and_there_may_be_none() -> None:
    here = chat(
        [*CODE, ("I gave it to her in cash", "That is no code"), ("There is no code", "noted")]
    )
    assert PaidOut(FAILED.public_id, None) in here.asked


def test_x48_a_person_says_what_became_of_it() -> None:
    opened: Lines = [OPEN[0], ("KES 2,500 · Amina", "Nobody knows whether it was sent")]
    here = chat([*opened, ("It was not sent: send again", "noted")], world(UNCLEAR))
    assert SendAgain(UNCLEAR.public_id) in here.asked
    here = chat([*opened, ("It was sent", "code"), ("There is no code", "noted")], world(UNCLEAR))
    assert ItWasSent(UNCLEAR.public_id, None) in here.asked


def test_m6_what_is_under_way_has_no_buttons_that_pay() -> None:
    here = chat([OPEN[0], ("KES 2,500 · Amina", "its result is awaited")], world(UNDER_WAY))
    assert labels(here) == ["‹ Back", "Done"]


def test_m6_nobodys_money_can_only_stay_where_it_is() -> None:
    here = chat(
        [OPEN[0], ("KES 2,500 · unknown", "To be paid out by hand"),
         ("Don't send it back", "It is nobody's then"), ("Don't send it back", "noted")],
        world(NOBODYS),
    )  # fmt: skip
    assert KeepAsCredit(NOBODYS.public_id) in here.asked


def test_p1_only_admins_see_refunds() -> None:
    chat([("/refunds", "for those who run the practice")], world(refuses="not_yours"))


def test_m6_a_credit_goes_back_with_exactly_what_was_shown() -> None:
    here = chat(CONFIRM)
    assert "KES 400 goes to 0712 000 001" in here.screen["text"].replace("<b>", "").replace(
        "</b>", ""
    )
    assert "the card or account you paid with" in here.screen["text"]
    dialog([("Send KES 500 back", "is on its way back")], here)
    assert SendCreditBack(Money(50_000)) in here.asked


def test_m6_a_credit_that_is_another_by_now_is_shown_again() -> None:
    here = chat(CONFIRM)
    here.world = world(money=replace(MONEY, credit=Money(30_000)))
    dialog([("Send KES 500 back", "This has changed while you were reading")], here)
    dialog([("Send KES 300 back", "Your KES 300 is on its way back")], here)


def test_m6_without_a_credit_there_is_nothing_to_send() -> None:
    here = chat([("/money", "Nothing is kept for you")], world(money=NOTHING))
    assert labels(here) == ["Book a session", "Done"]
    here = chat(CONFIRM)
    here.world = world(money=NOTHING)
    dialog([("Send KES 500 back", "Nothing is kept for you")], here)


def test_m6_keeping_it_leads_back() -> None:
    chat([*CONFIRM, ("Keep it", "KES 500</b> is kept for you"), ("Done", "/credit")])


@pytest.mark.parametrize("lines", EVERY_STEP)
@pytest.mark.parametrize(
    "event",
    [Text("hm?"), Text(""), Contact("+254700000000", own=False), Unknown("sticker"),
     File("photo", "f", None, 1)],
)  # fmt: skip
def test_every_step_answers_everything(lines: Lines, event: Happening) -> None:
    here = chat(lines)
    assert len(here.happens(event)) == 1
    assert here.screen["keyboard"]


@pytest.mark.parametrize("lines", EVERY_STEP)
@pytest.mark.parametrize("word", ["back", "/cancel"])
def test_every_step_can_be_left(lines: Lines, word: str) -> None:
    here = chat(lines)
    assert here.says(word)
