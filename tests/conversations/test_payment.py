"""Paying and declining, as they are spoken."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from conversations.events import Action
from conversations.work.answer import BookingFound, LookUp
from conversations.work.payment import PaymentMoved
from models.values import BookingStatus, Money, PaymentStatus, PromptStatus
from models.views import PaymentView
from tests.dialog import NOW, REFERENCE, Chat, asked, booking, dialog, outside, tap


def paying() -> Chat:
    chat = Chat()
    said = chat.happens(Action("pay", REFERENCE, 2, 1))
    assert "Which M-Pesa number" in said[0]["text"]
    return dialog([("0712 000 001", "Pay KES 2,500")], chat)


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
    offered = [b["text"] for row in told[0].get("keyboard", []) for b in row]
    assert offered == ([button] if button else [])


def test_x60_a_button_for_what_is_paid_offers_no_second_payment() -> None:
    chat = Chat()
    done = booking(status=BookingStatus.CONFIRMED, payment_status=PaymentStatus.PAID)
    chat.world = lambda command: (
        BookingFound(done, NOW) if isinstance(command, LookUp) else outside(command)
    )
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


@pytest.mark.parametrize("reason", ["My schedule is full", "I am at a workshop & away"])
def test_declining_by_button_or_in_words(reason: str) -> None:
    chat = Chat(asked)
    said = chat.happens(Action("no", REFERENCE, 2, 1))
    assert "Tap a reason or type one" in said[0]["text"]
    dialog([(reason, "has been told")], chat)


def test_x60_declining_what_was_answered_meanwhile_shows_how_it_stands() -> None:
    said = Chat().happens(Action("no", REFERENCE, 2, 1))
    assert "changed meanwhile" in said[0]["text"]


def test_declining_can_be_left() -> None:
    chat = Chat(asked)
    chat.happens(Action("no", REFERENCE, 2, 1))
    dialog([("‹ Back", "Nothing was declined")], chat)
