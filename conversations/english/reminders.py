"""English: reminders in the chat, and the few words that SMS and e-mail may carry."""

TEXTS: dict[str, str] = {
    "reminder_day": (
        "<b>Tomorrow: your session with {other}</b>\n\n{starts_at}\n{service} · {reference}"
        "\n\n{place}"
    ),
    "reminder_hours": (
        "<b>In two hours: your session with {other}</b>\n\n{starts_at}\n{service} · {reference}"
        "\n\n{place}"
    ),
    "reminder_minutes": (
        "<b>In a few minutes: your session with {other}</b>\n\n{starts_at}"
        "\n{service} · {reference}\n\n{place}"
    ),
    "reminder_several": "<b>Your sessions soon</b>\n\n{sessions}",
    "reminder_line": "{starts_at}: {other}, {service} · {reference}",
    "do_come": "I'll be there",
    "do_cannot_come": "I can't come",
    "do_see_session": "See the session",
    "brief_reminder": (
        "Reminder: appointment {reference}, {starts_at}. Reply YES to confirm, CHANGE or CANCEL."
    ),
    "brief_reminder_shared": "Reminder {reference}: {starts_at}. Reply YES, CHANGE or CANCEL.",
    "brief_reminder_staff": "Reminder: appointment {reference}, {starts_at}.",
    "mail_subject": "{practice}: appointment {reference}",
    "mail_body": "{words}\n\n{practice}",
    "could_not_tell": (
        "<b>{client} could not be told</b> · {reference}\n\n{starts_at}\n\nNeither the chat nor an"
        " SMS arrives. Please call them if you can."
    ),
}
