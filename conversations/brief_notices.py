"""Which few words go by SMS and e-mail for what is told of a booking or of money (R5, R8)."""

from dataclasses import replace
from typing import Final

from conversations.words import Attachment, Brief, Say
from models.views import BookingView

#: What is said instead where others read along.
SHARED: Final = {
    "brief_reminder": "brief_reminder_shared",
    "brief_reminder_settled": "brief_reminder_settled_shared",
    "brief_reminder_several": "brief_reminder_several_shared",
    "brief_pay": "brief_pay_shared",
    "brief_pay_rest": "brief_pay_shared",
    "brief_declined": "brief_declined_shared",
    "brief_lapsed": "brief_lapsed_shared",
    "brief_lapsed_unpaid": "brief_lapsed_shared",
    "brief_confirmed": "brief_confirmed_shared",
    "brief_confirmed_paid": "brief_confirmed_shared",
    "brief_cancelled": "brief_cancelled_shared",
    "brief_cancelled_back": "brief_cancelled_shared",
    "brief_moved": "brief_moved_shared",
    "brief_proposed": "brief_proposed_shared",
    "brief_stays": "brief_stays_shared",
    "brief_late": "brief_late_shared",
    "brief_missed": "brief_missed_shared",
    "brief_link": "brief_link_shared",
    "brief_kept": "brief_kept_shared",
    "brief_not_confirmed": "brief_kept_shared",
    "brief_receipt": "brief_kept_shared",
    "brief_proof_refused": "brief_kept_shared",
    "brief_credit": "brief_money_shared",
    "brief_credit_now": "brief_money_shared",
    "brief_refunded": "brief_money_shared",
    "brief_refunded_code": "brief_money_shared",
    "brief_refund_waits": "brief_money_shared",
    "brief_read": "brief_money_shared",
    "brief_news": "brief_money_shared",
    "brief_asked_done": "brief_asked_done",
}


def about(booking: BookingView, key: str, *, vital: bool = False, **more: object) -> Brief:
    """Of a booking: its reference and its time are always there to be said."""
    args = {"reference": booking.reference or "", "starts_at": booking.starts_at, **more}
    return Brief(key, args, SHARED.get(key), booking.id, vital=vital)


def news(key: str, **args: object) -> Brief:
    """Of nothing that has a reference."""
    return Brief(key, args, SHARED.get(key))


def only_mailed(brief: Brief) -> Brief:
    """For who did it themselves, and needs it for their calendar alone."""
    return replace(brief, only_mail=True)


def with_mail_file(said: Say, booking: BookingView, ics: str) -> Say:
    """The file that goes with the mail, if there is one; the chat's own says more."""
    if said.brief is None or not ics:
        return said
    file = Attachment(f"{booking.reference}.ics", "text/calendar", ics)
    return replace(said, brief=replace(said.brief, attachment=file))
