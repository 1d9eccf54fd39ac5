"""What a reminder says: in the chat with names and buttons, by SMS and e-mail in neutral words."""

from collections.abc import Sequence
from typing import Final

from conversations.words import Brief, Button, Keyboard, Say
from models.reminder_views import DueReminder
from models.values import Medium, ReminderKind
from models.views import BookingView

_KEYS: Final = {
    ReminderKind.DAY: "reminder_day",
    ReminderKind.HOURS: "reminder_hours",
    ReminderKind.MINUTES: "reminder_minutes",
}


def reminder(due: Sequence[DueReminder]) -> Say:
    """One message about one session, or about several that begin within an hour."""
    if len(due) > 1:
        lines = [Say("reminder_line", _details(one)) for one in due]
        see = tuple((_see(one, plain=True),) for one in due)
        return Say("reminder_several", {"sessions": lines}, see, screen=False, brief=_brief(due))
    [one] = due
    return Say(_KEYS[one.kind], _details(one), _keyboard(one), screen=False, brief=_brief(due))


def could_not_tell(booking: BookingView) -> Say:
    """To its psychologist: nothing that we have reaches this client (R4)."""
    see = Button("do_see_session", action=("see", booking))
    args = {"client": booking.client_name, "reference": booking.reference or "",
            "starts_at": booking.starts_at}  # fmt: skip
    return Say("could_not_tell", args, ((see,),), screen=False)


def _details(one: DueReminder) -> dict[str, object]:
    place = Say(f"place_{one.medium}", {"link": one.meeting_link or ""})
    return {
        "other": one.other_name,
        "starts_at": one.starts_at,
        "service": one.service_title,
        "reference": one.reference,
        "place": place,
    }


def _keyboard(one: DueReminder) -> Keyboard:
    rows: list[tuple[Button, ...]] = []
    if one.medium is Medium.VIDEO and one.meeting_link and one.kind is not ReminderKind.DAY:
        rows.append((Button("join_video", url=one.meeting_link),))
    if one.is_client and one.coming_at is None and one.kind is not ReminderKind.MINUTES:
        come = Button("do_come", action=("come", one), style="primary")
        rows.append((come, Button("do_cannot_come", action=("cx", one))))
    rows.append((_see(one),))
    return tuple(rows)


def _see(one: DueReminder, *, plain: bool = False) -> Button:
    if plain:
        return Button(one.reference, action=("see", one), plain=True)
    return Button("do_see_session", action=("see", one))


def _brief(due: Sequence[DueReminder]) -> Brief:
    """The first one: whoever answers by SMS is asked which they mean where there are several."""
    first = due[0]
    args = {"reference": first.reference, "starts_at": first.starts_at}
    if not first.is_client:
        return Brief("brief_reminder_staff", args, booking_id=first.booking_id)
    return Brief("brief_reminder", args, "brief_reminder_shared", first.booking_id)
