"""The screens of paying: what is to pay, by which way, what came of it, and what helps next."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from conversations.booking_screens import details
from conversations.screen_parts import screen
from conversations.words import Button, Keyboard, Say
from conversations.work.payment import Bill, PaymentMoved
from models.values import LIVE_PROMPTS, BookingStatus, Money, PromptStatus
from models.views import PaymentView

#: Up to so many seconds are told as such, and up to so long by the hour alone.
MOST_SECONDS, NEAR = 90, timedelta(hours=12)

Row = tuple[Button, ...]
LATER = Button("pay_later", value="cancel")
BACK = Button("back", value="back")

#: What helps after a request that brought nothing, the likeliest first; others by `ANY_WAY`.
ANY_WAY = ("again", "other", "card", "paybill", "paid")
WAYS_ON: Mapping[str, tuple[str, ...]] = {
    # Where asking the same phone again would end the same, it isn't offered.
    "mpesa_limit": ("card", "paybill"),
    "mpesa_our_fault": ("through", "card", "paid"),
    "mpesa_daily_limit": ("other", "card"),
    "mpesa_wrong_number": ("other", "card", "paybill"),
    "mpesa_pin_locked": ("other", "card"),
    "mpesa_checking": ("paid",),
    "mpesa_system_busy": ("again", "through", "card", "paybill"),
    "mpesa_lost": ("again", "paid", "other", "card"),
    "payment_phone_busy": ANY_WAY,
    "prompt_too_soon": ANY_WAY,
    "prompt_phone_too_often": ("other", "card", "paybill", "paid"),
    "prompt_too_many_phones": ("other", "card", "paybill", "paid"),
    "prompt_too_often": ("card", "paybill", "paid"),
    "prompt_amount_too_large": ("card", "paybill", "paid"),
    "prompt_amount_too_small": ("card",),
}
#: Ways that have a row of their own; the rest stand two a row.
_WIDE = {"credit", "pay", "again", "other", "through"}


def confirm(bill: Bill, phone: str) -> Say:
    """One tap from paying; the client's own money comes first."""
    args = {**details(bill.booking), "price": bill.outstanding}
    buttons = _rows(("credit", "pay", "other", "card", "paybill", "paid"), bill)
    return screen(buttons, Say("pay_confirm", args), _so_far(bill), _credit(bill),
                  Say("pay_how", {"phone": phone}), _rests(bill))  # fmt: skip


def ask_phone(bill: Bill) -> Say:
    args = {**details(bill.booking), "price": bill.outstanding}
    ways = _rows(("credit", "card", "paybill", "paid"), bill, (BACK, LATER))
    return screen(ways, Say("pay_confirm", args), _so_far(bill), _credit(bill),
                  Say("pay_ask_phone"))  # fmt: skip


def by_paybill(bill: Bill) -> Say:
    """What to type into M-Pesa, each ready to be copied."""
    booking, number = bill.booking, bill.paybill or ""
    args = {"paybill": number, "reference": booking.reference, "price": bill.outstanding}
    copies = (
        (Button("copy_business", {"paybill": number}, copy=number),),
        (Button("copy_account", args, copy=booking.reference or ""),),
    )
    return Say("pay_by_paybill", args, (*copies, (_paid(booking.public_id), BACK)))


def waiting(key: str, about: UUID | str, **args: object) -> Say:
    """Nothing to do but to answer the phone; `about` is the booking."""
    check = (Button("check_payment", value="y"),)
    return Say(key, args, (check, (_paid(about), LATER)))


def still_waiting(bill: Bill, key: str, phone: str) -> Say:
    return waiting(key, bill.booking.public_id, phone=phone, price=bill.outstanding)


def next_step(key: str, bill: Bill, phone: str, until: datetime | None = None) -> Say:
    """Why there was no money, or no request, and what helps; `until`: when one may be asked for."""
    args = {"phone": phone, "price": bill.outstanding, "due": bill.booking.payment_due_at,
            "when": from_when(until, bill.now)}  # fmt: skip
    ways = WAYS_ON.get(key, ANY_WAY)
    pause = _rests(bill) if until is None and "again" in ways else None
    return screen(_rows(ways, bill), Say(key, args), pause)


def credit_used(taken: Money) -> Say:
    return Say("credit_was_enough", {"taken": taken})


def aside(moved: PaymentMoved) -> Say:
    """News of one payment while another booking is being paid, whose screen stays as it is."""
    payment, booking = moved.payment, moved.booking
    if payment.status is PromptStatus.PAID:
        return replace(paid(payment), screen=False)
    again = Button("pay_again", action=("pay", booking))
    ended = payment.status not in LIVE_PROMPTS and booking.status is BookingStatus.APPROVED
    args = {"price": payment.amount, "phone": payment.phone}
    default = "mpesa_checking" if ended else "pay_prompted"
    return Say(payment.words or default, args, ((again,),) if ended else (), screen=False)


def paid(payment: PaymentView) -> Say:
    key = "pay_paid" if payment.receipt else "pay_paid_receipt_pending"
    return Say(key, {"price": payment.amount, "receipt": payment.receipt or ""})


def from_when(until: datetime | None, now: datetime) -> Say | None:
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


def _so_far(bill: Bill) -> Say | None:
    if not bill.paid.minor:
        return None
    return Say("pay_part_has_come", {"came": bill.paid, "price": bill.booking.price})


def _credit(bill: Bill) -> Say | None:
    return Say("pay_credit_is_there", {"credit": bill.credit}) if bill.credit.minor > 0 else None


def _rests(bill: Bill) -> Say | None:
    when = from_when(bill.rests_until, bill.now)
    return Say("pay_next_request", {"when": when}) if when else None


def _paid(about: UUID | str) -> Button:
    """The money may have left the payer, whatever we have heard of it (M2)."""
    return Button("have_paid", command=f"paid {about}")


_WAYS: Mapping[str, Callable[[Bill], Button]] = {
    "credit": lambda bill: Button(
        "use_credit", {"credit": min(bill.credit, bill.outstanding)}, value="c", style="primary"
    ),
    "pay": lambda bill: Button(
        "pay_button",
        {"price": bill.outstanding},
        value="y",
        style=None if bill.credit.minor > 0 else "primary",
    ),
    "again": lambda _: Button("pay_again", value="y", style="primary"),
    "other": lambda _: Button("other_phone", value="n"),
    "through": lambda _: Button("another_way", value="w"),
    "card": lambda bill: Button("pay_by_card", action=("card", bill.booking)),
    "paybill": lambda _: Button("pay_to_paybill", value="b"),
    "paid": lambda bill: _paid(bill.booking.public_id),
}


def _rows(ways: tuple[str, ...], bill: Bill, last: Row = (LATER,)) -> Keyboard:
    """The ways that there are, and out; eight rows are never reached."""
    there = {
        "credit": bill.credit.minor > 0,
        "through": bill.cards,
        "card": bill.cards,
        "paybill": bill.paybill is not None,
    }
    offered = [way for way in ways if there.get(way, True)]
    wide = tuple((_WAYS[way](bill),) for way in offered if way in _WIDE)
    narrow = [_WAYS[way](bill) for way in offered if way not in _WIDE]
    pairs = tuple(tuple(narrow[at : at + 2]) for at in range(0, len(narrow), 2))
    return (*wide, *pairs, last)
