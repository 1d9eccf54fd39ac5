"""What people hear of money: confirmed by it, not enough, too much, or not needed (M4)."""

from conversations.booking_card import change_buttons
from conversations.booking_screens import details
from conversations.brief_notices import about, news, only_mailed
from conversations.intake_gate import fill_in
from conversations.words import Attachment, Brief, Button, Keyboard, Say
from models.changes import free_until
from models.values import Medium, Money, Provider
from models.views import BookingView


def receipt_line(provider: Provider, receipt: str) -> Say:
    """Which payment it was, in the words of those who took it."""
    mpesa = provider in (Provider.MPESA, Provider.HAND)
    return Say("receipt_line" if mpesa else "receipt_line_paystack", {"receipt": receipt})


def confirmed_client(
    booking: BookingView, receipt: Say | None, ics: str, *, paper: bool = True,
    tells: bool = False, brief: Brief | None = None, late: bool = False,
) -> Say:  # fmt: skip
    """`paper`: something came in for it, so there is a receipt; a credit has had its own.

    `tells`: its psychologist would like to know some things before. `brief`: other few words.
    `late`: it is too late already to cancel it with a refund.
    """
    args = {
        **details(booking),
        "receipt_line": receipt or "",
        "place": _place(booking),
        "rule": Say("rule_late" if late else "rule_in_time",
                    {**details(booking), "free_until": free_until(booking)}),
    }  # fmt: skip
    papers = ((Button("do_receipt", action=("rcpt", booking)),),) if paper else ()
    asking = fill_in(booking) if tells else ()
    keyboard = (*_join(booking), *asking, change_buttons(booking, staff=False), *papers)
    return Say("confirmed_client", args, keyboard, screen=False,
               attachment=_file(booking, ics),
               brief=brief or about(booking, "brief_confirmed"))  # fmt: skip


def paid_by(booking: BookingView, amount: Money, receipt: str) -> Brief:
    """That it is confirmed, and which payment has done it."""
    return about(booking, "brief_confirmed_paid", amount=amount, receipt=receipt)


def confirmed_staff(booking: BookingView, ics: str) -> Say:
    args = {**details(booking), "place": _place(booking)}
    keyboard = (*_join(booking), change_buttons(booking, staff=True))
    return Say("confirmed_staff", args, keyboard, screen=False,
               attachment=_file(booking, ics), brief=about(booking, "brief_confirmed"))  # fmt: skip


def paid_too_much(booking: BookingView, excess: Money) -> Say:
    return Say("paid_too_much", {**details(booking), "excess": excess}, (_CREDIT,), screen=False,
               brief=_kept(booking, excess))  # fmt: skip


def partly_paid(booking: BookingView, came: Money, rest: Money) -> Say:
    pay = Button("pay_rest", {"rest": rest}, action=("pay", booking), style="primary")
    args = {**details(booking), "came": came, "rest": rest, "due": booking.payment_due_at}
    brief = about(booking, "brief_pay_rest", came=came, rest=rest, due=booking.payment_due_at)
    return Say("partly_paid", args, ((pay,),), screen=False, brief=brief)


def paid_not_confirmed(booking: BookingView, kept: Money) -> Say:
    """The time is gone, the money isn't: another time with it, or the money back."""
    again = (Button("another_time", action=("again", booking), style="primary"),)
    args = {**details(booking), "kept": kept}
    brief = about(booking, "brief_not_confirmed", amount=kept)
    return Say("paid_not_confirmed", args, (again, _CREDIT), screen=False, brief=brief)


def part_kept(booking: BookingView, kept: Money) -> Say:
    """It lapsed with less than its price paid."""
    args = {**details(booking), "kept": kept}
    again = (Button("another_time", action=("again", booking)),)
    return Say("part_kept", args, (again, _CREDIT), screen=False, brief=_kept(booking, kept))


def paid_twice(booking: BookingView, came: Money) -> Say:
    return Say("paid_twice", {**details(booking), "came": came}, (_CREDIT,), screen=False,
               brief=_kept(booking, came))  # fmt: skip


def credited(came: Money) -> Say:
    brief = news("brief_credit", amount=came)
    return Say("credited", {"came": came}, (_CREDIT,), screen=False, brief=brief)


def receipt_followed(booking: BookingView, receipt: str) -> Say:
    brief = about(booking, "brief_receipt", amount=booking.price, receipt=receipt)
    return Say("receipt_followed", {**details(booking), "receipt": receipt}, screen=False,
               brief=only_mailed(brief))  # fmt: skip


def _kept(booking: BookingView, kept: Money) -> Brief:
    return about(booking, "brief_kept", amount=kept)


#: What can be done with a credit: keep it, or have it sent back.
_CREDIT = (Button("see_credit", value="credit"),)


def _place(booking: BookingView) -> Say:
    if booking.medium is Medium.VIDEO and not booking.meeting_link:
        return Say("place_video_soon")
    return Say(f"place_{booking.medium}", {"link": booking.meeting_link or ""})


def _join(booking: BookingView) -> Keyboard:
    return ((Button("join_video", url=booking.meeting_link),),) if booking.meeting_link else ()


def _file(booking: BookingView, ics: str) -> Attachment:
    return Attachment(f"{booking.reference}.ics", "text/calendar", ics)
