"""English: the command menu."""

TEXTS: dict[str, str] = {
    "command_book": "Book a session",
    "command_sessions": "Your sessions",
    "command_pending": "Requests that wait for you",
    "command_today": "Your sessions today",
    "command_cancel": "Leave what you are doing",
    "command_help": "What I can do",
}
