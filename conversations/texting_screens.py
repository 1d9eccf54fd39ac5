"""What an SMS answers: neutral, short, a reference and a time; nobody's name (R5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from conversations.words import Brief, Say
from conversations.work.change import ChangeSeen
from models.changes import Owed
from models.crisis import CrisisLine
from models.values import BookingStatus as S
from models.views import BookingView, PaymentView

#: Of the numbers to call in a crisis, so many fit beside the other words.
CRISIS_NUMBERS = 3


def _say(key: str, args: dict[str, Any] | None = None, *, vital: bool = False) -> Say:
    """`vital`: said even when the month's budget is used up, because something was done."""
    words = args or {}
    return Say(key, words, screen=False, brief=Brief(key, words, vital=vital))


def _of(booking: BookingView) -> dict[str, Any]:
    return {"reference": booking.reference or "", "starts_at": booking.starts_at}


def _with_phone(key: str, phone: str | None, *, vital: bool = False) -> Say:
    if not phone:
        return _say(key, vital=vital)
    return _say(f"{key}_or_call", {"practice_phone": phone}, vital=vital)


def which(bookings: Sequence[BookingView]) -> Say:
    """A list to choose from by number; the only place where digits are offered."""
    lines = [
        Say("texting_choice", {"number": number, **_of(booking)})
        for number, booking in enumerate(bookings, start=1)
    ]
    return _say("texting_which", {"lines": _lines(lines)})


def ahead(bookings: Sequence[BookingView]) -> Say:
    lines = [Say("texting_line", _of(booking)) for booking in bookings]
    return _say("texting_ahead", {"lines": _lines(lines)})


def _lines(lines: Sequence[Say]) -> Say | str:
    """One below the other."""
    joined: Say | str = ""
    for line in reversed(lines):
        joined = Say("texting_lines", {"line": line, "rest": joined}) if joined else line
    return joined


def what(booking: BookingView) -> Say:
    return _say("texting_what", _of(booking))


def cancel(seen: ChangeSeen, code: str, *, mercy: bool) -> Say:
    """The exact money result, and the code that says yes to it."""
    outcome, owed = seen.outcome, seen.outcome.owed
    note = Say("texting_changed_note") if seen.again else ""
    args = {**_of(seen.booking), "note": note, "refund": owed.sent_back, "credit": owed.credit,
            "kept": outcome.kept, "code": code}  # fmt: skip
    if outcome.kept.minor:
        return _say("texting_cancel_late" if mercy else "texting_cancel_late_settled", args)
    return _say(f"texting_cancel{_how(owed)}", args)


def cancelled(booking: BookingView, owed: Owed | None) -> Say:
    if owed is None:
        late = booking.status is S.LATE_CANCELLED and booking.price.minor
        key = "texting_cancelled_late" if late else "texting_cancelled_free"
        return _say(key, _of(booking), vital=True)
    args = {**_of(booking), "refund": owed.sent_back, "credit": owed.credit}
    return _say(f"texting_cancelled{_how(owed)}", args, vital=True)


def _how(owed: Owed) -> str:
    if owed.credit.minor:
        return "_part" if owed.sent_back.minor else "_credit"
    return "_back" if owed.sent_back.minor else "_free"


def kept(booking: BookingView | None = None) -> Say:
    return _say("texting_kept_one", _of(booking)) if booking else _say("texting_kept")


def coming(booking: BookingView) -> Say:
    return _say("texting_coming", _of(booking))


def mercy_asked(booking: BookingView) -> Say:
    return _say("texting_mercy_asked", _of(booking))


def other_time(booking: BookingView, link: str) -> Say:
    """`link` opens the chat; without one they are called."""
    key = "texting_other_time_chat" if link else "texting_other_time"
    return _say(key, {**_of(booking), "link": link})


def will_call(booking: BookingView) -> Say:
    return _say("texting_will_call", _of(booking))


def told_late(booking: BookingView) -> Say:
    return _say("texting_told_late", _of(booking))


def payment_asked(payment: PaymentView, booking: BookingView | None) -> Say:
    reference = booking.reference if booking else None
    return _say("texting_pay_asked", {"amount": payment.amount, "reference": reference or ""})


def pay_later(until: datetime | None) -> Say:
    return _say("texting_pay_after", {"day_hour": until}) if until else _say("texting_pay_not_now")


def prompt_live() -> Say:
    return _say("texting_prompt_live")


def not_now(verb: str, booking: BookingView) -> Say:
    """Why a word makes no sense for this one."""
    if verb == "pay":
        return _say("texting_nothing_to_pay", _of(booking))
    if verb == "come" and booking.status is S.APPROVED:
        return _say("texting_to_pay", _of(booking))
    if verb == "come" and booking.status is S.PENDING:
        return _say("texting_not_confirmed", _of(booking))
    return _say("texting_too_late", _of(booking))


#: What rules say no to, where there are better words than "not possible".
_REFUSALS = {
    "change_prompt_live": "texting_prompt_live",
    "payment_running": "texting_prompt_live",
    "payment_phone_busy": "texting_prompt_live",
    "phone_not_kenyan": "texting_pay_elsewhere",
    "phone_not_mobile": "texting_pay_elsewhere",
}


def not_possible(key: str, booking: BookingView | None, phone: str | None) -> Say:
    if key in _REFUSALS:
        return _say(_REFUSALS[key])
    if key == "payment_not_due" and booking is not None:
        return _say("texting_nothing_to_pay", _of(booking))
    if booking is not None:
        return _say("texting_moved_on", _of(booking))
    return _with_phone("texting_not_possible", phone)


def started() -> Say:
    return _say("texting_started")


def stopped() -> Say:
    return _say("texting_stopped", vital=True)


def help_(phone: str | None, ussd_code: str | None = None) -> Say:
    """Where there is room for one way more, the menu is the better one."""
    if ussd_code:
        return _say("texting_help_or_dial", {"ussd_code": ussd_code})
    return _with_phone("texting_help", phone)


def unclear() -> Say:
    return _say("texting_unclear")


def nothing_ahead(phone: str | None, *, proven: bool = True) -> Say:
    return _with_phone("texting_nothing_ahead", phone) if proven else unproven()


def no_such(*, proven: bool = True) -> Say:
    return _say("texting_no_such") if proven else unproven()


def paid(phone: str | None) -> Say:
    return _with_phone("texting_paid", phone)


def wrong(phone: str | None) -> Say:
    """Whether anybody with this number is known to us stays unsaid."""
    return _with_phone("texting_wrong", phone, vital=True)


def language_kept() -> Say:
    return _say("texting_language")


def unproven() -> Say:
    """To a number that somebody typed in the chat, and that may be anybody's."""
    return _say("texting_unproven")


def stranger(phone: str | None) -> Say:
    """To a number that is nobody's: whether somebody else has anything with us stays unsaid."""
    return _with_phone("texting_stranger", phone)


def crisis(lines: Sequence[CrisisLine], *, told: bool) -> Say:
    """Where help is; the practice's numbers come first to last as it has put them."""
    numbers = ", ".join(line.number for line in lines[:CRISIS_NUMBERS])
    after = Say("texting_crisis_told") if told else ""
    return _say("texting_crisis", {"lines": numbers, "told": after}, vital=True)
