"""Paying for an approved booking: whose phone, one prompt at a time, what came of it (B6, M1)."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details, state
from conversations.dialogue import Entrance
from conversations.events import Begin, Contact, File, Tap, Text, Unknown
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.answer import BookingFound, LookUp, NotPossible
from conversations.work.card import AskThroughPaystack
from conversations.work.payment import (
    AskForPayment,
    CheckPhone,
    PaymentAsked,
    PaymentHeldBack,
    PaymentMoved,
    PhoneChecked,
    PhoneRefused,
)
from models.values import LIVE_PROMPTS, BookingStatus, PaymentStatus, PromptStatus
from models.views import BookingView, PaymentView

NAME = "pay"
ENTRANCE = Entrance(verbs=frozenset({"pay"}))

#: Up to so many seconds are told as such, and up to so long by the hour alone.
MOST_SECONDS, NEAR = 90, timedelta(hours=12)

ANY_WAY = ("again", "other")
#: What can be done next where asking the same phone again at once would end the same.
WAYS_ON: Mapping[str, tuple[str, ...]] = {
    "mpesa_limit": (),
    "mpesa_our_fault": (),
    "mpesa_checking": (),
    "mpesa_daily_limit": ("other",),
    "mpesa_wrong_number": ("other",),
    "mpesa_pin_locked": ("other",),
    "prompt_phone_too_often": ("other",),
    "prompt_too_many_phones": ("other",),
    "prompt_too_often": (),
    "prompt_amount_too_large": (),
    "prompt_amount_too_small": (),
}


class Step(StrEnum):
    CONFIRM = "confirm"
    PHONE = "phone"
    WAITING = "waiting"


def show(draft: Draft) -> Turn:
    match draft.step:
        case Step.CONFIRM | Step.WAITING:
            return Turn(draft, do=LookUp(UUID(draft.answers["booking"])))
        case Step.PHONE:
            return Turn(draft, (_ask_phone(draft),))
        case _:
            return Turn(draft, (Say("nothing_open"),))


def back(draft: Draft) -> Turn:
    if draft.step == Step.PHONE and "phone" in draft.answers:
        return show(draft.at(Step.CONFIRM))
    return cancel(draft)


def cancel(draft: Draft) -> Turn:
    """Leaving the screen changes nothing about the booking, which still waits to be paid."""
    return Turn(draft.over(), (Say("payment_left"),))


def advance(draft: Draft, event: Event) -> Turn:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, _ = about.partition(":")
            return show(draft.at(Step.CONFIRM, booking=booking, phone=None))
        case Step.CONFIRM, Tap(value="y"):
            booking_id, phone = UUID(draft.answers["booking"]), draft.answers["phone"]
            return Turn(draft.at(Step.WAITING), do=AskForPayment(booking_id, phone))
        case Step.CONFIRM, Tap(value="w"):
            booking_id, phone = UUID(draft.answers["booking"]), draft.answers["phone"]
            return Turn(draft.at(Step.WAITING), do=AskThroughPaystack(booking_id, phone))
        case Step.CONFIRM, Tap(value="n"):
            return show(draft.at(Step.PHONE))
        case Step.WAITING, Tap(value="y"):
            return show(draft.at(Step.CONFIRM))
        case Step.PHONE | Step.CONFIRM, Text(text=text):
            return Turn(draft, do=CheckPhone(text))
        case Step.PHONE | Step.CONFIRM, Contact(phone=phone):
            return Turn(draft, do=CheckPhone(phone))
        case _, PhoneChecked(phone=phone):
            return show(draft.at(Step.CONFIRM, phone=phone))
        case _, PhoneRefused(key=key):
            return Turn(draft, (_ask_phone(draft.noting(key)),))
        case _, Text() | Contact() | File() | Unknown() | Tap():
            return show(draft.noting("only_buttons_here"))
        case _, BookingFound():
            return _looked_up(draft, event)
        case _, PaymentAsked():
            return Turn(draft, (_waiting("pay_waiting"),))
        case _, PaymentMoved():
            return _moved(draft, event)
        case _, PaymentHeldBack():
            return _held_back(draft, event)
        case Step.WAITING, NotPossible(key="payment_phone_busy" as busy):
            return Turn(draft.at(Step.CONFIRM), (_offer_again(busy, {}),))
        case Step.WAITING, NotPossible(key="payment_running" as running):
            return Turn(draft, (_waiting(running),))
        case _, NotPossible(key=key, booking=now):
            return Turn(draft.over(), (Say(key, state(now) if now else {}),))
        case _:
            return Turn(draft, (Say("nothing_open"),))


def _looked_up(draft: Draft, found: BookingFound) -> Turn:
    booking, payer_phone = found.booking, found.payer_phone
    if booking.status is not BookingStatus.APPROVED:
        return Turn(draft.over(), (Say("payment_not_due", state(booking)),))
    if booking.payment_status is PaymentStatus.PROCESSING:
        waiting = draft if draft.step == Step.WAITING else draft.at(Step.WAITING)
        return Turn(_about(waiting, booking, payer_phone), (_waiting("pay_still_waiting"),))
    phone = draft.answers.get("phone") or payer_phone
    if phone is None:
        asking = _about(draft.at(Step.PHONE), booking, None)
        return Turn(asking, (_ask_phone(asking, booking if found.cards else None),))
    at_confirm = draft if draft.step == Step.CONFIRM else draft.at(Step.CONFIRM)
    confirming = _about(at_confirm, booking, phone)
    return Turn(confirming, (_confirm(confirming, booking, cards=found.cards),))


def _about(draft: Draft, booking: BookingView, phone: str | None) -> Draft:
    answers = {**draft.answers, "booking": str(booking.public_id)}
    return replace(draft, answers={**answers, "phone": phone} if phone else answers)


def _confirm(draft: Draft, booking: BookingView, *, cards: bool) -> Say:
    pay = Button("pay_button", {"price": booking.price}, value="y", style="primary")
    other = Button("other_phone", value="n")
    args = {**details(booking), "phone": draft.answers["phone"], "due": booking.payment_due_at}
    ways = ((pay,), (other,), *_by_card(booking if cards else None))
    return Say("pay_confirm", args, (*ways, (Button("pay_later", value="cancel"),)))


def _ask_phone(draft: Draft, by_card: BookingView | None = None) -> Say:
    """`by_card` is the booking where it could be paid by card as well."""
    leave = (Button("back", value="back"), Button("pay_later", value="cancel"))
    return Say(draft.note or "pay_ask_phone", {}, (*_by_card(by_card), leave))


def _by_card(booking: BookingView | None) -> Keyboard:
    return ((Button("pay_by_card", action=("card", booking)),),) if booking else ()


def _waiting(key: str, **args: object) -> Say:
    check, leave = Button("check_payment", value="y"), Button("pay_later", value="cancel")
    return Say(key, args, ((check,), (leave,)))


def _moved(draft: Draft, moved: PaymentMoved) -> Turn:
    """The message in the chat follows the payment."""
    about = str(moved.booking.public_id)
    if draft.answers.get("booking", about) != about:
        return Turn(draft, (_aside(moved),))
    payment = moved.payment
    if payment.status is PromptStatus.PAID:
        return Turn(draft.over(), (_paid(payment),))
    if payment.status in LIVE_PROMPTS:
        waits = draft.step == Step.WAITING
        at_wait = draft if waits else draft.at(Step.WAITING, booking=about, phone=payment.phone)
        key = payment.words or "pay_prompted"
        return Turn(at_wait, (_waiting(key, phone=payment.phone, price=payment.amount),))
    if moved.booking.status is not BookingStatus.APPROVED:
        return Turn(draft.over(), (Say("payment_not_due", state(moved.booking)),))
    failed = draft.at(Step.CONFIRM, booking=about, phone=payment.phone)
    args = {"price": payment.amount, "phone": payment.phone}
    by_card = moved.booking if moved.cards else None
    return Turn(failed, (_offer_again(payment.words or "mpesa_checking", args, by_card),))


def _held_back(draft: Draft, held: PaymentHeldBack) -> Turn:
    """Too soon, too often or too much: says until when, and what can be done meanwhile."""
    args = {"phone": held.phone, "price": held.booking.price, "due": held.booking.payment_due_at,
            "when": _from_when(held.until, held.now)}  # fmt: skip
    by_card = held.booking if held.cards else None
    return Turn(draft.at(Step.CONFIRM), (_offer_again(held.key, args, by_card),))


def _from_when(until: datetime | None, now: datetime) -> Say | None:
    """In so many seconds, at an hour, or on a day: as one would say it."""
    if until is None:
        return None
    seconds = math.ceil((until - now).total_seconds())
    if seconds <= MOST_SECONDS:
        return Say("when_in_seconds", {"seconds": max(1, seconds)})
    minute = until + timedelta(seconds=-until.second % 60)
    if until - now < NEAR:
        return Say("when_at_hour", {"hour": minute})
    return Say("when_on_day", {"at": minute})


def _aside(moved: PaymentMoved) -> Say:
    """News of one payment while another booking is being paid, whose screen stays as it is."""
    payment, booking = moved.payment, moved.booking
    if payment.status is PromptStatus.PAID:
        return replace(_paid(payment), screen=False)
    again = Button("pay_again", action=("pay", booking))
    ended = payment.status not in LIVE_PROMPTS and booking.status is BookingStatus.APPROVED
    args = {"price": payment.amount, "phone": payment.phone}
    default = "mpesa_checking" if ended else "pay_prompted"
    return Say(payment.words or default, args, ((again,),) if ended else (), screen=False)


def _paid(payment: PaymentView) -> Say:
    key = "pay_paid" if payment.receipt else "pay_paid_receipt_pending"
    return Say(key, {"price": payment.amount, "receipt": payment.receipt or ""})


#: Where it isn't the payer's phone that fails, but the way to it.
ANOTHER_WAY = frozenset({"mpesa_system_busy", "mpesa_our_fault"})


def _offer_again(
    key: str, args: Mapping[str, object], by_card: BookingView | None = None
) -> Say:  # fmt: skip
    again = Button("pay_again", value="y", style="primary")
    other = Button("other_phone", value="n")
    ways = tuple({"again": (again,), "other": (other,)}[way] for way in WAYS_ON.get(key, ANY_WAY))
    if by_card is not None and key in ANOTHER_WAY:
        ways += ((Button("another_way", value="w"),),)
    return Say(key, args, (*ways, *_by_card(by_card), (Button("pay_later", value="cancel"),)))
