"""Paying, as it is spoken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from conversations.events import Action
from conversations.work import Command, Result
from conversations.work.payment import (
    AskForPayment,
    CreditUsed,
    LookAtBill,
    PaymentHeldBack,
    PaymentMoved,
    UseCredit,
)
from models.values import BookingStatus, Money, PaymentStatus, PromptStatus
from models.views import PaymentView
from services.gateways.mpesa_results import RESULTS, result_for
from tests.dialog import NOW, REFERENCE, Chat, bill, booking, dialog, outside, tap

PHONE = "+254712000001"
EVERY_WAY = {"cards": True, "paybill": "174379"}


def billing(**changed: Any) -> Callable[[Command], Result]:
    """A world in which the bill is like this."""
    return lambda command: bill(**changed) if isinstance(command, LookAtBill) else outside(command)


def paying(**changed: Any) -> Chat:
    chat = Chat(billing(**changed))
    said = chat.happens(Action("pay", REFERENCE, 2, 1))
    if "payer_phone" in changed:
        return chat
    assert "Which M-Pesa number" in said[0]["text"]
    return dialog([("0712 000 001", "to <b>0712 000 001</b>")], chat)


def moved(status: PromptStatus, words: str | None = None, receipt: str | None = None) -> Any:
    payment = PaymentView(1, 7, status, Money(250_000), "+254712000001", receipt, words)
    return PaymentMoved(payment, booking())


def test_the_message_follows_the_payment() -> None:
    chat = dialog([("Pay KES 2,500 now", "Sending the request")], paying())
    prompted = chat.drive(chat.drafts["pay"], moved(PromptStatus.PROMPTED))
    assert "Look at your phone" in prompted[0]["text"]
    paid = chat.drive(chat.drafts["pay"], moved(PromptStatus.PAID, receipt="UKL1234567"))
    assert "UKL1234567" in paid[0]["text"]
    assert chat.current is None


def test_a_failure_offers_the_next_step() -> None:
    chat = dialog([("Pay KES 2,500 now", "Sending")], paying())
    failed = chat.drive(chat.drafts["pay"], moved(PromptStatus.FAILED, "mpesa_no_balance"))
    assert "Top up" in failed[0]["text"]
    dialog([("Pay again", "Sending the request")], chat)


#: For each result of 3-protocols 1.4: words that are said, and whether the same phone is offered.
SAID = {
    "1": ("Top up", True),
    "2": ("can't move KES 2,500", False),
    "3": ("can't move KES 2,500", False),
    "4": ("limit for today", False),
    "8": ("on our side", False),
    "11": ("on our side", False),
    "17": ("twice within two minutes", True),
    "21": ("on our side", False),
    "26": ("very busy", True),
    "1001": ("still open on your phone", True),
    "1019": ("ran out of time", True),
    "1025": ("couldn't show the request", True),
    "1031": ("request was closed", True),
    "1032": ("request was closed", True),
    "1037": ("couldn't reach your phone", True),
    "1101": ("on our side", False),
    "1102": ("on our side", False),
    "2001": ("PIN wasn't right", True),
    "2006": ("on our side", False),
    "2028": ("on our side", False),
    "2040": ("can't pay by M-Pesa", False),
    "8006": ("locked your PIN", False),
    "E3008": ("on our side", False),
    "SFC_IC0003": ("on our side", False),
    "SFC_J_C0003": ("on our side", False),
}
PENDING = {"1036", "4999", "9999", "never heard of"}


@pytest.mark.parametrize("code", SAID)
def test_x43_each_result_has_its_words_and_the_next_step_that_helps(code: str) -> None:
    words, again = SAID[code]
    chat = dialog([("Pay KES 2,500 now", "Sending")], paying())
    said = chat.drive(chat.drafts["pay"], moved(PromptStatus.FAILED, result_for(code).words_key))
    assert words in said[0]["text"]
    assert ("Pay again" in labels(said)) == again
    assert ("Pay again" in said[0]["text"]) == again
    assert labels(said)[-1] == "Later"


@pytest.mark.parametrize("code", sorted(PENDING))
def test_x43_what_says_neither_yes_nor_no_asks_for_patience(code: str) -> None:
    chat = dialog([("Pay KES 2,500 now", "Sending")], paying())
    asked_for = booking(payment_status=PaymentStatus.PROCESSING)
    chat.world = billing(booking=asked_for)
    said = chat.drive(chat.drafts["pay"], moved(PromptStatus.PROMPTED, result_for(code).words_key))
    assert "don't pay again for now" in said[0]["text"]
    assert labels(said) == ["Has it arrived?", "I have paid", "Later"]


def test_x43_no_documented_result_is_left_out() -> None:
    assert SAID.keys() | PENDING == RESULTS.keys() - {"0"} | {"never heard of"}
    for code, result in RESULTS.items():
        assert result.terminal == (code not in PENDING)


#: After which results each other way is offered, in this order.
NEXT = {
    "1": ["Pay again", "Use another number", "Pay by card", "By Paybill", "I have paid"],
    "3": ["Pay by card", "By Paybill"],
    "4": ["Use another number", "Pay by card"],
    "8": ["Try another way", "Pay by card", "I have paid"],
    "26": ["Pay again", "Try another way", "Pay by card", "By Paybill"],
    "2028": ["Try another way", "Pay by card", "I have paid"],
    "2040": ["Use another number", "Pay by card", "By Paybill"],
    "8006": ["Use another number", "Pay by card"],
}


@pytest.mark.parametrize("code", NEXT)
def test_x43_a_practice_with_other_ways_offers_those_that_help(code: str) -> None:
    chat = dialog([("Pay KES 2,500 now", "Sending")], paying(**EVERY_WAY))
    said = chat.drive(chat.drafts["pay"], moved(PromptStatus.FAILED, result_for(code).words_key))
    assert labels(said) == [*NEXT[code], "Later"]
    assert len(said[0]["keyboard"]) <= 8


def test_x43_a_failure_says_when_m_pesa_takes_the_next_request() -> None:
    chat = dialog([("Pay KES 2,500 now", "Sending")],
                  paying(rests_until=NOW + timedelta(seconds=95)))  # fmt: skip
    said = chat.drive(chat.drafts["pay"], moved(PromptStatus.FAILED, "mpesa_wrong_pin"))
    assert "Your phone can be asked again at 09:02" in said[0]["text"]
    said = chat.drive(chat.drafts["pay"], moved(PromptStatus.FAILED, "mpesa_limit"))
    assert "asked again" not in said[0]["text"]


def test_m4_what_has_come_in_and_what_is_ones_own_is_shown_and_used_in_one_tap() -> None:
    part = {"outstanding": Money(200_000), "paid": Money(50_000), "credit": Money(30_000)}
    chat = paying(**part, payer_phone=PHONE)
    shown = chat.screen["text"]
    assert "<b>Pay KES 2,000</b>" in shown
    assert "KES 500 of KES 2,500 has come in" in shown
    assert "<b>KES 300</b> is kept for you" in shown
    assert labels([chat.screen])[:2] == ["Pay with my KES 300", "Pay KES 2,000 now"]
    left = bill(outstanding=Money(170_000), paid=Money(80_000), payer_phone=PHONE)
    chat.world = lambda command: (
        CreditUsed(Money(30_000), left.outstanding) if isinstance(command, UseCredit) else left
    )
    dialog([("Pay with my", "KES 800 of KES 2,500 has come in")], chat)
    assert labels([chat.screen])[0] == "Pay KES 1,700 now"


def test_m4_credit_that_is_enough_pays_without_a_request() -> None:
    chat = paying(credit=Money(400_000))
    assert labels([chat.screen])[0] == "Pay with my KES 2,500"
    dialog([("Pay with my", "KES 2,500 from what was kept for you")], chat)
    assert chat.current is None
    assert not any(isinstance(command, AskForPayment) for command in chat.asked)


def test_m2_paybill_is_written_out_and_ready_to_be_copied() -> None:
    chat = dialog([("By Paybill", "Business number: <code>174379</code>")], paying(**EVERY_WAY))
    rows = chat.screen["keyboard"]
    copies = [button.get("copy_text") for row in rows for button in row]
    assert copies[:2] == ["174379", "BK-2026-000007"]
    assert labels([chat.screen])[2:] == ["I have paid", "‹ Back"]
    dialog([("hello", "use the buttons"), ("‹ Back", "Pay KES 2,500")], chat)


def test_m2_while_a_request_is_out_one_can_say_that_one_has_paid() -> None:
    asked_for = booking(payment_status=PaymentStatus.PROCESSING)
    chat = Chat(billing(booking=asked_for, **EVERY_WAY))
    chat.happens(Action("pay", REFERENCE, 2, 1))
    assert labels([chat.screen]) == ["Has it arrived?", "I have paid", "Later"]


def labels(said: list[dict[str, Any]]) -> list[str]:
    return [b["text"] for row in said[0].get("keyboard", []) for b in row]


@pytest.mark.parametrize(
    ("key", "until", "words", "ways"),
    [
        (
            "prompt_too_soon",
            40,
            "in 40 seconds",
            ["Pay again", "Use another number", "I have paid", "Later"],
        ),
        (
            "prompt_too_soon",
            150,
            "at 14:33",
            ["Pay again", "Use another number", "I have paid", "Later"],
        ),
        (
            "prompt_phone_too_often",
            80_000,
            "on Tue 8 Sep",
            ["Use another number", "I have paid", "Later"],
        ),
        (
            "prompt_too_many_phones",
            80_000,
            "on Tue 8 Sep",
            ["Use another number", "I have paid", "Later"],
        ),
        ("prompt_too_often", 80_000, "on Tue 8 Sep", ["I have paid", "Later"]),
        ("prompt_amount_too_large", None, "KES 250,000", ["I have paid", "Later"]),
    ],
)
def test_m1_a_request_that_is_held_back_says_until_when_and_what_next(
    key: str, until: int | None, words: str, ways: list[str]
) -> None:
    now = datetime(2026, 9, 7, 11, 30, 1, tzinfo=UTC)
    until_then = now + timedelta(seconds=until) if until else None
    world = paying()
    world.world = lambda command: (
        PaymentHeldBack(key, PHONE, until_then, bill(now=now))
        if isinstance(command, AskForPayment)
        else outside(command)
    )
    dialog([("Pay KES 2,500 now", words)], world)
    assert labels([world.screen]) == ways


@pytest.mark.parametrize(
    ("status", "words", "button"),
    [
        (PromptStatus.PROMPTED, "Look at your phone", None),
        (PromptStatus.FAILED, "Top up", "Pay again"),
        (PromptStatus.PAID, "UKL1234567", None),
    ],
)
def test_news_of_another_payment_leave_the_screen_alone(
    status: PromptStatus, words: str, button: str | None
) -> None:
    chat = paying()
    draft, key = chat.drafts["pay"], "mpesa_no_balance" if button else None
    other = replace(moved(status, key, "UKL1234567"), booking=booking(public_id=UUID(int=8)))
    told = chat.drive(draft, other)
    assert words in told[0]["text"]
    assert chat.drafts["pay"] == draft
    assert labels(told) == ([button] if button else [])


def test_x60_a_button_for_what_is_paid_offers_no_second_payment() -> None:
    chat = Chat()
    done = booking(status=BookingStatus.CONFIRMED, payment_status=PaymentStatus.PAID)
    chat.world = billing(booking=done)
    said = chat.happens(Action("pay", REFERENCE, 2, 1))
    assert "There is nothing to pay for it now" in said[0]["text"]
    assert "keyboard" not in said[0]


def test_another_number_and_back() -> None:
    chat = dialog(
        [("Use another number", "Which M-Pesa number"), ("‹ Back", "Pay KES 2,500")], paying()
    )
    dialog([("Use another number", "Which"), ("+44 1", "Kenyan mobile number"),
            ("0712 000 001", "0712 000 001"), ("Later", "You can pay later")], chat)  # fmt: skip


def test_x46_a_double_tap_asks_once() -> None:
    chat = paying()
    button = chat.button("Pay KES 2,500 now")
    assert button is not None
    chat.happens(tap(button["data"]))
    chat.happens(tap(button["data"]))
    assert [type(command).__name__ for command in chat.asked].count("AskForPayment") == 1
