"""The screen of a pay link, whatever happens on it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from conversations.events import Action
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.card import AskForCard, CardLink
from conversations.work.payment import PaymentMoved
from models.values import BookingStatus, Money, PromptStatus, Provider
from models.views import PaymentView
from tests.dialog import REFERENCE, Chat, booking, dialog, outside

URL = "https://checkout.paystack.com/0peioxfhpn"


def link(status: PromptStatus, url: str | None = URL, words: str | None = None) -> PaymentView:
    return PaymentView(1, 7, status, Money(250_000), None, "K7Q2MABCDEFGHIJK", words,
                       Provider.PAYSTACK, url)  # fmt: skip


def moved(status: PromptStatus, words: str | None = None) -> PaymentMoved:
    return PaymentMoved(link(status, words=words), booking())


def world(command: Command) -> Result:
    if isinstance(command, AskForCard):
        return CardLink(link(PromptStatus.WAITING, None), booking())
    return outside(command)


def refusing(command: Command) -> Result:
    return NotPossible("no_cards") if isinstance(command, AskForCard) else outside(command)


def opening() -> Chat:
    chat = Chat(world=world)
    said = chat.happens(Action("card", REFERENCE, 2, 1))
    assert "a few seconds" in said[0]["text"]
    return chat


def labels(said: list[dict[str, Any]]) -> list[str]:
    return [button["text"] for row in said[0]["keyboard"] for button in row]


def test_the_address_comes_after_the_screen() -> None:
    chat = opening()
    said = chat.drive(chat.drafts["card"], moved(PromptStatus.PROMPTED))
    assert "good until" in said[0]["text"]
    assert labels(said) == [
        "Pay KES 2,500 on Paystack",
        "Has it arrived?",
        "Pay by M-Pesa",
        "Later",
    ]
    assert said[0]["keyboard"][0][0]["url"] == URL


def test_paid_ends_it() -> None:
    chat = opening()
    said = chat.drive(chat.drafts["card"], moved(PromptStatus.PAID))
    assert "K7Q2MABCDEFGHIJK" in said[0]["text"]
    assert chat.current is None


@pytest.mark.parametrize("words", [None, "card_not_now", "paystack_amount_differs"])
def test_a_failure_offers_two_ways_on(words: str | None) -> None:
    chat = opening()
    said = chat.drive(chat.drafts["card"], moved(PromptStatus.FAILED, words))
    assert labels(said) == ["Try again", "Pay by M-Pesa"]


def test_a_booking_that_is_over_says_how_it_stands() -> None:
    chat = opening()
    over = replace(moved(PromptStatus.FAILED), booking=booking(status=BookingStatus.EXPIRED))
    assert "nothing to pay" in chat.drive(chat.drafts["card"], over)[0]["text"]


def test_news_of_another_booking_leave_the_screen_alone() -> None:
    chat = opening()
    draft = chat.drafts["card"]
    other = replace(moved(PromptStatus.PAID), booking=booking(public_id=UUID(int=8)))
    chat.drive(draft, other)
    assert chat.drafts["card"].answers == draft.answers
    assert not chat.drafts["card"].is_over


def test_words_and_buttons() -> None:
    dialog([("4084 0840 8408 4081", "a few seconds"), ("Has it arrived?", "a few seconds"),
            ("Later", "You can pay later")], opening())  # fmt: skip


def test_without_paystack_it_says_so() -> None:
    chat = Chat(world=refusing)
    assert "isn't switched on" in chat.happens(Action("card", REFERENCE, 2, 1))[0]["text"]
