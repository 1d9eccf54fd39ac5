"""Paying for an approved booking: by which way, one prompt at a time, what came of it (B6, M1)."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from conversations import payment_screens as screens
from conversations.booking_screens import state
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Contact, Tap, Text
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.card import AskThroughPaystack
from conversations.work.payment import (
    AskForPayment,
    Bill,
    CheckPhone,
    CreditUsed,
    LookAtBill,
    PaymentAsked,
    PaymentHeldBack,
    PaymentMoved,
    PhoneChecked,
    PhoneRefused,
    UseCredit,
)
from models.values import LIVE_PROMPTS, BookingStatus, PaymentStatus, PromptStatus

NAME = "pay"
ENTRANCE = Entrance(verbs=frozenset({"pay"}))


class Step(StrEnum):
    """Where the screen stands; `said` in the answers is what came of the last request."""

    CONFIRM = "confirm"
    PHONE = "phone"
    PAYBILL = "paybill"
    WAITING = "waiting"


# Leaving the screen changes nothing about the booking, which still waits to be paid.
FRAME = Frame(Step, left="payment_left")


def show(draft: Draft) -> Turn:
    """Each screen shows how the money stands now, so it is looked at first."""
    return Turn(draft, do=LookAtBill(UUID(draft.answers["booking"]), draft.answers.get("phone")))


def back(draft: Draft) -> Draft | None:
    if draft.step == Step.PAYBILL or (draft.step == Step.PHONE and "phone" in draft.answers):
        return draft.at(Step.CONFIRM, said=None)
    return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, _ = about.partition(":")
            return show(draft.at(Step.CONFIRM, booking=booking, phone=None, said=None))
        case _, Tap(value=value):
            return _tapped(draft, value)
        case Step.PHONE | Step.CONFIRM, Text(text=text):
            return Turn(draft, do=CheckPhone(text))
        case Step.PHONE | Step.CONFIRM, Contact(phone=phone):
            return Turn(draft, do=CheckPhone(phone))
        case _, Bill():
            return _billed(draft, event)
        case _, PaymentMoved():
            return _moved(draft, event)
        case _:
            return _done(draft, event)


def _tapped(draft: Draft, value: str) -> Turn | None:
    booking = UUID(draft.answers["booking"])
    phone: str | None = draft.answers.get("phone")
    match draft.step, value:
        case Step.WAITING, "y":
            return show(draft.at(Step.CONFIRM, said=None))
        case Step.WAITING, _:
            return None
        case Step.CONFIRM, "y" if phone:
            return Turn(draft.at(Step.WAITING, said=None), do=AskForPayment(booking, phone))
        case Step.CONFIRM, "w" if phone:
            return Turn(draft.at(Step.WAITING, said=None), do=AskThroughPaystack(booking, phone))
        case _, "n":
            return show(draft.at(Step.PHONE, said=None))
        case _, "b":
            return show(draft.at(Step.PAYBILL, said=None))
        case _, "c":
            return Turn(draft.at(Step.CONFIRM, said=None), do=UseCredit(booking))
        case _:
            return None


def _done(draft: Draft, event: Event) -> Turn | None:
    """What came of a command."""
    match draft.step, event:
        case _, PhoneChecked(phone=phone):
            return show(draft.at(Step.CONFIRM, phone=phone, said=None))
        case _, PhoneRefused(key=key):
            at_phone = draft if draft.step == Step.PHONE else draft.at(Step.PHONE, said=None)
            return show(at_phone.noting(key))
        case _, PaymentAsked():
            return Turn(draft, (screens.waiting("pay_waiting", draft.answers["booking"]),))
        case _, PaymentHeldBack(key=key, phone=phone, until=until, bill=bill):
            said = screens.next_step(key, bill, phone, until)
            return Turn(draft.at(Step.CONFIRM, phone=phone), (said,))
        case _, CreditUsed(rest=rest) if rest.minor:
            return show(draft.noting("credit_used"))
        case _, CreditUsed(taken=taken):
            return Turn(draft.over(), (screens.credit_used(taken),))
        case Step.WAITING, NotPossible(key="payment_phone_busy" as busy):
            return show(draft.at(Step.CONFIRM, said=busy))
        case _, NotPossible(key="payment_running" as running):
            return Turn(
                draft.at(Step.WAITING), (screens.waiting(running, draft.answers["booking"]),)
            )
        case _:
            return None


def _billed(draft: Draft, bill: Bill) -> Turn:
    """Draw the step for how the money stands: what is asked for already is waited for."""
    booking, said = bill.booking, draft.answers.get("said")
    if booking.status is not BookingStatus.APPROVED:
        return Turn(draft.over(), (Say("payment_not_due", state(booking)),))
    phone: str | None = draft.answers.get("phone") or bill.payer_phone
    if booking.payment_status is PaymentStatus.PROCESSING:
        waits = _at(draft, Step.WAITING, bill, phone)
        key = said if draft.step == Step.WAITING and said else "pay_still_waiting"
        return Turn(waits, (screens.still_waiting(bill, key, phone or ""),))
    if draft.step == Step.PAYBILL and bill.paybill:
        return Turn(draft, (screens.by_paybill(bill),))
    if draft.step == Step.PHONE or phone is None:
        asks = _at(draft, Step.PHONE, bill, draft.answers.get("phone"))
        return Turn(asks, (screens.ask_phone(bill),))
    at_confirm = _at(draft, Step.CONFIRM, bill, phone)
    if said and draft.step == Step.CONFIRM:
        return Turn(at_confirm, (screens.next_step(said, bill, phone),))
    return Turn(at_confirm, (screens.confirm(bill, phone),))


def _at(draft: Draft, step: Step, bill: Bill, phone: str | None) -> Draft:
    """The same step again keeps its buttons; another one has new ones."""
    answers: dict[str, Any] = {"booking": str(bill.booking.public_id), "phone": phone}
    known = {**draft.answers, **{name: value for name, value in answers.items() if value}}
    if draft.step == step:
        return Draft(draft.dialogue, draft.step, draft.rev, known, draft.note)
    moved = draft.at(step, **known)
    return moved.noting(draft.note) if draft.note else moved


def _moved(draft: Draft, moved: PaymentMoved) -> Turn:
    """The message in the chat follows the payment."""
    about = str(moved.booking.public_id)
    if draft.answers.get("booking", about) != about:
        return Turn(draft, (screens.aside(moved),))
    payment = moved.payment
    if payment.status is PromptStatus.PAID:
        return Turn(draft.over(), (screens.paid(payment),))
    if payment.status not in LIVE_PROMPTS:
        said = payment.words or "mpesa_checking"
        return show(draft.at(Step.CONFIRM, booking=about, phone=payment.phone, said=said))
    waits = draft.step == Step.WAITING
    at_wait = draft if waits else draft.at(Step.WAITING, booking=about, phone=payment.phone)
    if payment.words:
        return show(at_wait.at(Step.WAITING, said=payment.words))
    args = {"phone": payment.phone, "price": payment.amount}
    return Turn(at_wait, (screens.waiting("pay_prompted", about, **args),))
