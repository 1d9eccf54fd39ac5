"""English: what both sides read when a session is confirmed."""

TEXTS: dict[str, str] = {
    "confirmed_client": (
        "<b>Your session is confirmed</b> · {reference}\n\n{psychologist}\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\nPaid: {price}{receipt_line}\n\n{place}\n\n{rule} The"
        " attached file puts the session into your calendar."
    ),
    "place_video": "Video room: {link}",
    "place_in_person": "You meet at the practice.",
    "place_chat": "The session is held here in Telegram, by text.",
    "place_phone": "The session is a phone call.",
    "receipt_line": " (M-Pesa {receipt})",
    "receipt_line_paystack": " (Paystack {receipt})",
    "confirmed_staff": (
        "<b>Confirmed and paid</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n{place}"
    ),
    "rule_in_time": (
        "If you can't come, move or cancel it under /sessions: until {free_until} you get all of it"
        " back."
    ),
    "rule_late": (
        "If you can't come, open it under /sessions: it is too late to cancel with a refund, but"
        " you can ask {psychologist} for another time or an exception."
    ),
    "join_video": "Open the video room",
    "calendar_title_client": "Appointment",
    "calendar_title_staff": "Session {reference}",
}
