"""English: reading what a client told before a session."""

TEXTS: dict[str, str] = {
    "do_read_told": "Read the intake",
    "do_break_glass": "Open the intake (reason needed)",
    "told": (
        "<b>Intake, {reference}</b> · {page} of {pages}\n{client}, {starts_at}\n"
        "Answers of {answered_at}\n\n{lines}\n\n"
        "<i>This goes from the chat in {stays} minutes. {client} can see that you have read it.</i>"
    ),
    "told_section": "<u>{section}</u>",
    "told_nothing": (
        "{client} hasn't filled in the intake for {reference} yet. They have the questions in their"
        " chat; you can also ask them when you meet."
    ),
    "told_before": "‹ Before",
    "told_after": "More ›",
    "reading_done": "Done",
    "reading_closed": "Closed. Nothing of it stays in this chat.",
    "reading_own_only": (
        "A client's intake is for the psychologist of the session. An admin can open it with a"
        " reason, from the session."
    ),
    "told_by_somebody_forgotten": (
        "This person has had their data deleted. What was kept about them can't be opened any more,"
        " by anybody."
    ),
    "reading_buttons_only": "Please use the buttons below.",
    "glass_why": (
        "<b>This intake isn't yours to read</b>\n\n"
        "If there is a reason that can't wait, say it in a sentence. It is kept for good, the"
        " psychologist is told at once, and the client can see that you have read it. You can then"
        " read for 30 minutes."
    ),
    "glass_reason_short": "Please say why in at least a few words.",
    "glass_broken_told": (
        "{admin} has opened the intake of {reference} ({client}, {starts_at}) as an admin. The"
        " reason is on record. If you don't know of one, please ask."
    ),
}
