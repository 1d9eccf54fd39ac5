"""English: the command menu."""

TEXTS: dict[str, str] = {
    "command_admin": "Run the practice",
    "command_applications": "Psychologists who want to join",
    "command_availability": "When you can be booked",
    "command_book": "Book a session",
    "command_calendar": "Your calendars",
    "command_cancel": "Leave what you are doing",
    "command_clients": "Clients, and adding one",
    "command_credit": "Your money, and what you have paid",
    "command_help": "What I can do",
    "command_pending": "Requests that wait for you",
    "command_profile": "How clients see you",
    "command_reminders": "When and where I remind you",
    "command_services": "What you offer, and prices",
    "command_sessions": "Your sessions",
    "command_settings": "Language, time zone, phone, name",
    "command_today": "Sessions today",
    "command_week": "Sessions this week",
}
