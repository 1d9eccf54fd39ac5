"""English: lists of bookings."""

TEXTS: dict[str, str] = {
    "list_sessions": "<b>Your sessions</b>\n\n{lines}",
    "line_sessions": "<b>{starts_at}</b> · {reference}\n{psychologist}, {service}\n{status}",
    "no_sessions": "You have no sessions yet.",
    "list_pending": "<b>Waiting for your answer</b>\n\n{lines}",
    "line_pending": (
        "<b>{starts_at}</b> · {reference}\n{client}, {service}\nPlease answer until {due}"
    ),
    "no_pending": "No request waits for you.",
    "list_today": "<b>Today</b>\n\n{lines}",
    "line_today": "<b>{starts_at}</b> · {reference}\n{client}, {service}\n{status}",
    "no_today": "No sessions today.",
    "booking_now": "{reference} · {starts_at}: {status}.",
    "status_held": "being booked",
    "status_pending": "waiting for an answer",
    "status_approved": "to be paid until {due}",
    "status_confirmed": "confirmed",
    "status_in_progress": "in progress",
    "status_completed": "completed",
    "status_declined": "declined",
    "status_expired": "lapsed",
    "status_cancelled": "cancelled",
    "status_late_cancelled": "cancelled late",
    "status_no_show": "missed",
}
