"""How a session of today looks to its psychologist: where it stands, and what can be done."""

from conversations.booking_screens import state
from conversations.words import Button, Keyboard, Say
from models.session_times import actual_minutes, late_from, no_show_from, start_from
from models.values import BookingStatus as S
from models.views import BookingView


def staff_buttons(booking: BookingView) -> Keyboard:
    """What its psychologist or an admin can do now; time is judged when a button is tapped."""
    note = Button("do_notes", action=("note", booking))
    proof = Button("do_proof", action=("proof", booking))
    missed = Button("do_no_show", action=("ns", booking))
    late = Button("do_late", action=("late", booking))
    if booking.status is S.CONFIRMED:
        start = Button("do_begin", action=("go", booking), style="primary")
        done = Button("do_complete", action=("done", booking))
        return (*_join(booking), (start, late), (done, missed), (note, proof))
    if booking.status is S.IN_PROGRESS:
        end = Button("do_end", action=("end", booking), style="primary")
        return (*_join(booking), (end, late), (missed, note), (proof,))
    if booking.status in {S.COMPLETED, S.NO_SHOW, S.LATE_CANCELLED, S.CANCELLED}:
        return ((note, proof),)
    return ()


def client_buttons(booking: BookingView) -> Keyboard:
    if booking.status not in {S.CONFIRMED, S.IN_PROGRESS}:
        return ()
    return (*_join(booking), (Button("do_late", action=("late", booking)),))


def moved(booking: BookingView, *, told: bool) -> Say:
    """The answer to start, end, completed and missed."""
    missed = "session_marked_missed" if told else "session_missed_untold"
    keys = {S.IN_PROGRESS: "session_started", S.NO_SHOW: missed}
    minutes = actual_minutes(booking)
    length = Say("session_length", {"actual": minutes}) if minutes else ""
    args = {**state(booking), "length": length, "started": booking.started_at}
    return Say(keys.get(booking.status, "session_completed"), args, staff_buttons(booking))


def not_possible(key: str, booking: BookingView, buttons: Keyboard) -> Say:
    """A refusal by time, with the time from which it is possible, or how the booking stands."""
    times = {
        "start_too_early": start_from(booking),
        "no_show_too_early": no_show_from(booking),
        "late_too_early": late_from(booking),
    }
    args = {**state(booking), "since": times.get(key), "ends_at": booking.ends_at}
    return Say(key, args, buttons)


def how_it_stands(booking: BookingView, buttons: Keyboard) -> Say:
    return Say("booking_now", state(booking), buttons)


def _join(booking: BookingView) -> Keyboard:
    return ((Button("join_video", url=booking.meeting_link),),) if booking.meeting_link else ()
