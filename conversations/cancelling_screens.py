"""The screens of cancelling: what happens to the money, why, and when it is late, mercy."""

from conversations.booking_screens import details
from conversations.reasons import words
from conversations.words import Button, Keyboard, Say
from conversations.work.change import ChangeSeen
from models.changes import Owed, Waiver, free_until
from models.moves import Actor
from models.values import BookingStatus
from models.views import BookingView

#: The reasons offered to a psychologist; what the client reads ends in `_said`.
REASONS = ("cancel_unwell", "cancel_urgent", "cancel_away")
REASON_VALUES = {f"r{index}": key for index, key in enumerate(REASONS)}

_KEEP = Button("keep_booking", value="cancel")


def reasons(booking: BookingView) -> Say:
    buttons = tuple((Button(key, value=value),) for value, key in REASON_VALUES.items())
    return Say("cancel_why", details(booking), (*buttons, (_KEEP,)))


def confirm(seen: ChangeSeen, reason: str) -> Say:
    """The exact money result stands above the button that brings it about."""
    args = {
        **details(seen.booking),
        "money": _result(seen),
        "words": Say("cancel_your_words", {"words": words(reason)}) if reason else "",
    }
    if seen.actor is not Actor.CLIENT:
        back = (Button("back", value="back"), _KEEP)
        return Say("cancel_staff", args, ((_do(seen),), back))
    instead = (Button("move_instead", action=("mv", seen.booking)),)
    if not seen.outcome.late:
        return Say("cancel_in_time", args, ((_do(seen),), instead, (_KEEP,)))
    return Say("cancel_late", args, (*_mercy(seen), (_do(seen),), instead, (_KEEP,)))


def result(booking: BookingView, owed: Owed | None, *, staff: bool) -> Say:
    """What has become of the money."""
    if owed is not None:
        return goes_back(owed, staff=staff)
    late = booking.status is BookingStatus.LATE_CANCELLED and booking.price.minor
    return Say("money_has_stayed" if late else "money_moves_not")


def goes_back(owed: Owed, *, staff: bool) -> Say:
    """Sent back to who paid it, the client's credit again, or a part of each."""
    key = "money_goes_back"
    if owed.credit.minor:
        key = "money_goes_back_in_part" if owed.sent_back.minor else "money_is_credit"
    args = {"refund": owed.sent_back, "credit": owed.credit}
    return Say(f"{key}_staff" if staff else key, args)


def done(booking: BookingView, owed: Owed | None, *, staff: bool, told: bool) -> Say:
    args = {**details(booking), "money": result(booking, owed, staff=staff)}
    if staff:
        heard = Say("client_told" if told else "client_not_told", details(booking))
        return Say("cancelled_done_staff", {**args, "told": heard})
    money = ((Button("see_credit", value="credit"),),) if owed and owed.credit.minor else ()
    return Say("cancelled_done", args, ((Button("book_again", value="book"),), *money))


def _result(seen: ChangeSeen) -> Say:
    outcome, staff = seen.outcome, seen.actor is not Actor.CLIENT
    if outcome.kept.minor:
        keys = {
            Waiver.NONE: "money_stays",
            Waiver.ASKED: "money_stays_asked",
            Waiver.KEPT: "money_stays_kept",
        }
        args = {**details(seen.booking), "kept": outcome.kept}
        return Say(keys[seen.waiver], {**args, "free_until": free_until(seen.booking)})
    if not outcome.refund.minor:
        return Say("money_none_paid")
    key = "money_all_back"
    if outcome.as_credit.minor:
        key = "money_all_back_in_part" if outcome.owed.sent_back.minor else "money_all_credit"
    key = f"{key}_staff" if staff else key
    owed = {"sent_back": outcome.owed.sent_back, "credit": outcome.as_credit}
    args = {**details(seen.booking), "refund": outcome.refund, **owed}
    return Say(key, {**args, "free_until": free_until(seen.booking)})


def _do(seen: ChangeSeen) -> Button:
    outcome = seen.outcome
    if outcome.kept.minor:
        return Button("do_cancel_for_nothing", value="y", style="danger")
    if outcome.owed.sent_back.minor:
        back = {"refund": outcome.owed.sent_back}
        return Button("do_cancel_refund", back, value="y", style="danger")
    return Button("do_cancel_free", value="y", style="danger")


def _mercy(seen: ChangeSeen) -> Keyboard:
    if seen.waiver is not Waiver.NONE or not seen.outcome.kept.minor:
        return ()
    named = {"psychologist": seen.booking.psychologist_name}
    return ((Button("ask_to_waive", named, value="w", style="primary"),),)
