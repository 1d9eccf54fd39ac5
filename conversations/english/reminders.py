"""English: reminders in the chat, the answers to them, and what is said when nobody is reached."""

TEXTS: dict[str, str] = {
    "reminder": (
        "<b>{when}: your session with {other}</b>\n\n{starts_at}\n{service} · {reference}"
        "\n\n{place}"
    ),
    "reminder_staff": (
        "<b>{when}: your client {other}</b>\n\n{starts_at}\n{service} · {reference}{coming}"
        "\n\n{place}"
    ),
    "reminder_coming": "\n{other} has said: I'll be there.",
    "reminder_several": "<b>Your next sessions</b>\n\n{sessions}",
    "reminder_several_staff": "<b>Your next clients</b>\n\n{sessions}",
    "reminder_line": "<b>{starts_at}</b> · {other}\n{service} · {reference}",
    "when_minutes": "In a few minutes",
    "when_soon": "Soon",
    "when_today": "Today",
    "when_tomorrow": "Tomorrow",
    "when_later": "Reminder",
    "open_reminded": "{hour} · {other}",
    "do_come": "I'll be there",
    "do_cannot_come": "I can't come",
    "do_see_session": "See the session",
    "coming_done": (
        "<b>Thank you, it is noted that you'll be there.</b>\n\n{starts_at}\n{psychologist}"
        "\n{service} · {reference}\n\n{place}"
    ),
    "status_coming": "Confirmed · “I'll be there”",
    "client_untold": (
        "<b>{client} could not be told</b> · {reference}\n\n{starts_at}{number}\n\n"
        "Nothing that I send reaches them: no chat, no SMS, no e-mail. Please call them if you can."
    ),
    "their_number": "\nPhone: {phone}",
    "staff_untold": (
        "<b>{psychologist} could not be told</b> · {reference}\n\n{starts_at}, {client}\n\n"
        "Nothing that I send reaches them: no chat, no SMS, no e-mail. Please call them."
    ),
    "email_unknown": (
        "Mails to your e-mail address come back: nobody has it. I have stopped writing there. You"
        " can give another one under /reminders."
    ),
}
