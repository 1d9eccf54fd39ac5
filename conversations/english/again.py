"""English: booking the same once more."""

TEXTS: dict[str, str] = {
    "again": (
        "<b>Again with {psychologist}</b>\n{service}, {minutes} minutes\n\n"
        "It was {starts_at}. These times are near that weekday and hour:"
    ),
    "again_nothing_free": (
        "<b>Again with {psychologist}</b>\n{service}, {minutes} minutes\n\n"
        "There is no free time in the next weeks. Somebody else may have one."
    ),
    "other_days": "Other days",
    "somebody_else": "Somebody else",
}
