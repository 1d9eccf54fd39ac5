"""Paying by card: one link a booking, opened in a browser, and what came of it (M7)."""

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details, state
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.card import AskForCard, CardLink
from conversations.work.payment import PaymentMoved
from models.values import LIVE_PROMPTS, BookingStatus, PromptStatus
from models.views import BookingView, PaymentView

NAME = "card"
ENTRANCE = Entrance(verbs=frozenset({"card"}))


class Step(StrEnum):
    LINK = "link"


FRAME = Frame(Step, left="payment_left")  # the link stays as good as it was


def show(draft: Draft) -> Turn:
    return Turn(draft, do=AskForCard(UUID(draft.answers["booking"])))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, _ = about.partition(":")
            return show(draft.at(Step.LINK, booking=booking))
        case Step.LINK, Tap(value="y"):
            return show(draft.at(Step.LINK))
        case _, CardLink(payment=payment, booking=booking):
            return Turn(draft, (_link(payment, booking),))
        case _, PaymentMoved():
            return _moved(draft, event)
        case _:
            return None


def _moved(draft: Draft, moved: PaymentMoved) -> Turn:
    """The screen follows the payment; a dialogue about another booking stays where it is."""
    ours = draft.answers.get("booking") == str(moved.booking.public_id)
    open_here = ours and draft.step == Step.LINK
    said = _news(moved)
    if not open_here:
        return Turn(draft, (replace(said, screen=False),))
    if moved.payment.status in LIVE_PROMPTS:
        return Turn(draft, (said,))
    return Turn(draft.over(), (said,))


def _news(moved: PaymentMoved) -> Say:
    payment, booking = moved.payment, moved.booking
    if payment.status is PromptStatus.PAID:
        args = {"price": payment.amount, "receipt": payment.receipt or ""}
        return Say("card_paid", args)
    if payment.status in LIVE_PROMPTS:
        return _link(payment, booking)
    if booking.status is not BookingStatus.APPROVED:
        return Say("payment_not_due", state(booking))
    args = {**details(booking), "price": payment.amount}
    return Say(payment.words or "card_not_now", args, _ways_on(booking))


def _link(payment: PaymentView, booking: BookingView) -> Say:
    args = {**details(booking), "price": payment.amount, "due": booking.payment_due_at}
    check = (Button("check_payment", value="y"),)
    rest = (
        Button("by_mpesa_instead", action=("pay", booking)),
        Button("pay_later", value="cancel"),
    )
    if payment.checkout_url is None:
        return Say("card_opening", args, (check, rest))
    page = Button("open_card_page", {"price": payment.amount}, url=payment.checkout_url)
    return Say("card_link", args, ((page,), check, rest))


def _ways_on(booking: BookingView) -> Keyboard:
    again = Button("card_again", action=("card", booking), style="primary")
    return ((again,), (Button("by_mpesa_instead", action=("pay", booking)),))
