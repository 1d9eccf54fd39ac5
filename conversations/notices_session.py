"""What the others hear on the day of a session: missed, running late, how did it go."""

from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.words import Button, Keyboard, Say
from models.moves import Actor
from models.views import BookingView


def missed(booking: BookingView) -> Say:
    """To the client: kindly, what the rule says about the money, and a way to go on."""
    money = Say("missed_money", details(booking)) if booking.price.minor else ""
    again = Button("missed_again", value=f"start psy_{booking.psychologist_slug}", style="primary")
    return Say("missed_told", {**details(booking), "money": money}, ((again,),), screen=False,
               brief=about(booking, "brief_missed"))  # fmt: skip


def late(booking: BookingView, side: Actor, minutes: int) -> Say:
    who = booking.client_name if side is Actor.CLIENT else booking.psychologist_name
    args = {**details(booking), "who": who, "late": minutes}
    key = "brief_late_staff" if side is Actor.CLIENT else "brief_late"
    brief = about(booking, key, late=minutes)
    return Say("late_told", args, _join(booking), screen=False, brief=brief)


def how_did_it_go(booking: BookingView) -> Say:
    rows: Keyboard = (
        (
            Button("do_complete", action=("done", booking), style="success"),
            Button("do_no_show", action=("ns", booking)),
        ),
        (Button("do_notes", action=("note", booking)),),
    )
    return Say("how_did_it_go", details(booking), rows, screen=False)


def _join(booking: BookingView) -> Keyboard:
    return ((Button("join_video", url=booking.meeting_link),),) if booking.meeting_link else ()
