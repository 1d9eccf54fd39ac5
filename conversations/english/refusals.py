"""English: what a rule refuses."""

TEXTS: dict[str, str] = {
    "refused": "That isn't possible.",
    "not_yours": "I can't find that among your bookings. /sessions shows them.",
    "staff_only": "That is for our psychologists. /help shows what I can do for you.",
    "outdated": "This has changed meanwhile. /sessions and /pending show how it stands now.",
    "outdated_booking": (
        "This has changed meanwhile.\n\n<b>{starts_at}</b> · {reference}\n{status}"
    ),
}
