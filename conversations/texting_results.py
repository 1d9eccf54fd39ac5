"""What a phone is answered once something was looked at or done for it (R6)."""

from conversations import texting_cancelling as cancelling
from conversations import texting_screens as screens
from conversations.texting_facts import Facts
from conversations.words import Draft, Turn
from conversations.work import Result
from conversations.work.answer import NotPossible
from conversations.work.by_phone import (
    Coming,
    NumberMarked,
    PhoneSpeaks,
    SmsSwitched,
    StaffAsked,
    Wanted,
)
from conversations.work.change import BookingCancelled, ChangeSeen, WaiverAsked
from conversations.work.payment import PaymentAsked, PaymentHeldBack


def came_of_it(draft: Draft, result: Result, facts: Facts) -> Turn:
    """What the phone is answered, and what is remembered."""
    over = draft.over()
    match result:
        case ChangeSeen():
            return cancelling.seen(draft, result, facts)
        case BookingCancelled(booking=booking, refund=owed):
            return Turn(over.at("done"), (screens.cancelled(booking, owed),))
        case WaiverAsked(booking=booking):
            return Turn(over, (screens.mercy_asked(booking),))
        case Coming(booking=booking):
            return Turn(over, (screens.coming(booking),))
        case StaffAsked(booking=booking, wanted=Wanted.OTHER_TIME):
            in_chat = facts.owner(booking.client_id).in_chat
            return Turn(over, (screens.other_time(booking, facts.link if in_chat else ""),))
        case StaffAsked(booking=booking, wanted=Wanted.CALL):
            return Turn(over, (screens.will_call(booking),))
        case StaffAsked(booking=booking):
            return Turn(over, (screens.told_late(booking),))
        case PaymentAsked(payment=payment):
            paid_for = facts.find(draft.answers["booking"])
            return Turn(over, (screens.payment_asked(payment, paid_for),))
        case PaymentHeldBack(until=until):
            return Turn(over, (screens.pay_later(until),))
        case SmsSwitched(wanted=True):
            return Turn(over, (screens.started(),))
        case SmsSwitched(new=new):
            return Turn(over, (screens.stopped(),) if new else ())
        case NumberMarked():
            return Turn(over, (screens.wrong(facts.practice_phone),))
        case PhoneSpeaks():
            return Turn(draft, (screens.language_kept(),))
        case NotPossible(key=key, booking=present):
            return Turn(over, (screens.not_possible(key, present, facts.practice_phone),))
        case _:
            return Turn(over, (screens.unclear(),))
