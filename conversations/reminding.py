"""What a reminder says: in the chat with names and buttons, by SMS and e-mail in neutral words."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from conversations.booking_screens import details
from conversations.brief_notices import SHARED, about
from conversations.words import Brief, Button, Keyboard, Say
from models.reminder_views import DueReminder
from models.values import Medium
from models.views import BookingView

#: What begins so soon begins "in a few minutes".
FEW_MINUTES: Final = timedelta(minutes=20)
#: What begins so soon after midnight isn't called "tomorrow" before it.
SOON: Final = timedelta(hours=4)
#: Buttons of one message about several sessions.
MOST_BUTTONS: Final = 7


def reminder(due: Sequence[DueReminder], now: datetime, timezone: str) -> Say:
    """One message about one session, or about several that begin within an hour.

    It is read at `now` by a clock of `timezone`.
    """
    brief = _brief(due, now)
    if len(due) > 1:
        lines = [Say("reminder_line", _details(one)) for one in due]
        open_each = tuple((_open(one),) for one in due[:MOST_BUTTONS])
        key = "reminder_several" if due[0].is_client else "reminder_several_staff"
        return Say(key, {"sessions": lines}, open_each, screen=False, brief=brief)
    [one] = due
    args = {
        **_details(one),
        "when": Say(_when(one.starts_at, now, ZoneInfo(timezone))),
        "coming": Say("reminder_coming", {"other": one.other_name}) if one.coming_at else "",
    }
    key = "reminder" if one.is_client else "reminder_staff"
    return Say(key, args, _keyboard(one, now), screen=False, brief=brief)


def true_until(due: Sequence[DueReminder], now: datetime, timezone: str) -> datetime | None:
    """When a message made at `now` would begin to be wrong; None where it never does."""
    zone = ZoneInfo(timezone)
    if len(due) > 1 or _when(due[0].starts_at, now, zone) != "when_tomorrow":
        return None
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return midnight.astimezone(now.tzinfo)


def _when(starts_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The words that are true then, however late or early it is said (X31, X32)."""
    left = starts_at - now
    days = (starts_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if left <= FEW_MINUTES:
        return "when_minutes"
    if days == 0:
        return "when_today"
    if left <= SOON:
        return "when_soon"
    return "when_tomorrow" if days == 1 else "when_later"


def coming(booking: BookingView) -> Say:
    """In place of the reminder that was answered; what it was for stays to be read."""
    args = {**details(booking), "place": place(booking.medium, booking.meeting_link)}
    rows: list[tuple[Button, ...]] = []
    if booking.medium is Medium.VIDEO and booking.meeting_link:
        rows.append((Button("join_video", url=booking.meeting_link),))
    cannot = Button("do_cannot_come", action=("cx", booking))
    rows.append((cannot, Button("do_see_session", action=("see", booking))))
    return Say("coming_done", args, tuple(rows))


def client_untold(booking: BookingView, phone: str | None = None) -> Say:
    """To its psychologist: nothing that we have reaches this client (R4), but perhaps a call."""
    brief = about(booking, "brief_untold_staff")
    return _untold("client_untold", booking, brief, phone)


def number(phone: str | None) -> Say | str:
    """A line with the number to call, where one is known."""
    return Say("their_number", {"phone": phone}) if phone else ""


def staff_untold(booking: BookingView) -> Say:
    """To the admins: nothing that we have reaches this psychologist (R4)."""
    brief = about(booking, "brief_untold_admin")
    return _untold("staff_untold", booking, brief)


def _untold(key: str, booking: BookingView, brief: Brief, phone: str | None = None) -> Say:
    see = Button("do_see_session", action=("see", booking))
    args = {
        "client": booking.client_name,
        "psychologist": booking.psychologist_name,
        "reference": booking.reference or "",
        "starts_at": booking.starts_at,
        "number": number(phone),
    }
    return Say(key, args, ((see,),), screen=False, brief=brief)


def _details(one: DueReminder) -> dict[str, object]:
    return {
        "other": one.other_name,
        "starts_at": one.starts_at,
        "service": one.service_title,
        "reference": one.reference,
        "place": place(one.medium, one.meeting_link),
    }


def place(medium: Medium, link: str | None) -> Say:
    if medium is Medium.VIDEO and not link:
        return Say("place_video_soon")
    return Say(f"place_{medium}", {"link": link or ""})


def _keyboard(one: DueReminder, now: datetime) -> Keyboard:
    rows: list[tuple[Button, ...]] = []
    is_near = one.starts_at - now <= SOON
    if one.medium is Medium.VIDEO and one.meeting_link and is_near:
        rows.append((Button("join_video", url=one.meeting_link),))
    if _may_answer(one, now):
        come = Button("do_come", action=("come", one), style="primary")
        rows.append((come, Button("do_cannot_come", action=("cx", one))))
    rows.append((Button("do_see_session", action=("see", one)),))
    return tuple(rows)


def _may_answer(one: DueReminder, now: datetime) -> bool:
    """Minutes before, nobody is asked any more."""
    is_near = one.starts_at - now <= FEW_MINUTES
    return one.is_client and one.coming_at is None and not is_near


def _open(one: DueReminder) -> Button:
    args = {"hour": one.starts_at, "other": one.other_name}
    return Button("open_reminded", args, action=("see", one))


def _brief(due: Sequence[DueReminder], now: datetime) -> Brief:
    """Whoever answers by SMS is asked which one they mean where there are several."""
    first = due[0]
    args = {"reference": first.reference, "starts_at": first.starts_at}
    if not first.is_client:
        key = "brief_reminder_staff"
    elif len(due) > 1:
        args["total"] = str(len(due))
        key = "brief_reminder_several"
    else:
        key = "brief_reminder" if _may_answer(first, now) else "brief_reminder_settled"
    return Brief(key, args, SHARED.get(key), first.booking_id)
