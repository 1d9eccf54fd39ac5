"""English: the front desk."""

TEXTS: dict[str, str] = {
    "welcome": (
        "Hello {name}, welcome to <b>{practice}</b>.\n\n"
        "Here you can book time with one of our psychologists, pay with M-Pesa and find your"
        " sessions again. What you write here stays between you and the practice."
    ),
    "welcome_staff": "Hello {name}. Requests wait under /pending, your day is under /today.",
    "help": (
        "This is what I can do:\n\n"
        "/book – book a session\n"
        "/sessions – your sessions, and what you can do with each\n"
        "/cancel – leave what you are doing now\n\n"
        "You can type as well as tap: a name, “tomorrow 10”, “12 Dec”.\n\n"
        "I am a booking assistant and can't see an emergency. If you or someone near you is in"
        " danger, call 999 or 112 now."
    ),
    "help_staff": (
        "This is what I can do for you:\n\n"
        "/pending – requests that wait for your answer\n"
        "/today – your sessions today\n"
        "/book – book a session yourself\n"
        "/sessions – sessions that you booked as a client"
    ),
    "not_understood": (
        "I'm not sure what you mean by that. The buttons below are what I can do,"
        " and /help explains it."
    ),
    "unknown_command": (
        "I don't know that command. These are the ones I know: /book, /sessions, /help."
    ),
    "only_text_and_buttons": (
        "I can't read that kind of message yet. Use the buttons below, or type what you need."
    ),
    "nothing_to_cancel": "There is nothing to cancel here. /book starts a new booking.",
    "nothing_open": "This is finished. /book starts a new booking, /sessions shows yours.",
    "button_expired": (
        "That button belongs to something that is finished."
        " /book starts a new booking, /sessions shows yours."
    ),
    "book_session": "Book a session",
    "my_sessions": "My sessions",
    "see_pending": "Requests",
    "see_today": "Today",
    "back": "‹ Back",
    "cancel": "Cancel",
    "earlier": "‹",
    "later": "›",
    "pay_later": "Later",
    "sorry_buried": (
        "Something went wrong on our side with your last message, and we have been told."
        " Nothing was booked or paid by it. Please try again, or /start over."
    ),
}
