"""English: the front desk."""

TEXTS: dict[str, str] = {
    "welcome": (
        "Hello {name}, welcome to <b>{practice}</b>.\n\n"
        "Here you can book time with one of our psychologists, pay with M-Pesa and find your"
        " sessions again. What you write here stays between you and the practice."
    ),
    "welcome_staff": "Hello {name}. Requests wait under /pending, your day is under /today.",
    "welcome_admin": "Hello {name}. The practice is under /admin.",
    "help_admin": (
        "This is what I can do for you:\n\n"
        "/admin – the practice: people, invitations, holidays, today\n"
        "/applications – psychologists who would like to join\n"
        "/clients – everybody who books here\n"
        "/proofs – payments that clients say they have made\n"
        "/book – book a session yourself\n"
        "/reminders – the report of the day, and when and where I remind you\n"
        "/settings – your language, time zone and phone number"
    ),
    "help": (
        "This is what I can do:\n\n"
        "/book – book a session\n"
        "/sessions – your sessions: pay, move or cancel them\n"
        "/history – past sessions, and booking one again\n"
        "/intake – your answers before a session, to look over or change\n"
        "/paid – show an M-Pesa message, when a payment hasn't arrived\n"
        "/credit – your money: what is kept for you, and what goes back\n"
        "/receipts – receipts as PDF\n"
        "/reminders – when and where I remind you: here, by SMS, by e-mail\n"
        "/settings – your language, time zone and phone number\n"
        "/privacy – what I keep about you; having it sent, or deleted\n"
        "/cancel – leave what you are doing now\n\n"
        "You can type as well as tap: a name, “tomorrow 10”, “12 Dec”.\n\n"
        "I am a booking assistant and can't see an emergency. If you or someone near you is in"
        " danger, call 999 or 112 now."
    ),
    "help_and_dial": (
        "{help}\n\nWithout data: dial {ussd_code} on the phone whose number is in /settings."
    ),
    "help_staff": (
        "This is what I can do for you:\n\n"
        "/pending – requests that wait for your answer\n"
        "/today, /week – your sessions, and what you can do with each\n"
        "/proofs – payments that clients say they have made\n"
        "/now – a video session right away, with one of your clients\n"
        "/clients – your clients; book for them, or add one without Telegram\n\n"
        "/availability – your hours, buffers and limits\n"
        "/leave, /sick – time away, with what happens to the sessions in it\n"
        "/calendar – calendars of yours elsewhere, and a feed of your sessions\n"
        "/meet – where your video rooms are\n\n"
        "/profile, /services – what clients see and can book\n"
        "/reminders – your morning agenda, and when and where I remind you\n"
        "/settings – your language, time zone and phone number\n"
        "/privacy – what I keep about you; having it sent, or deleted\n"
        "/sessions – sessions that you booked as a client"
    ),
    "not_understood": (
        "I'm not sure what you mean by that. The buttons below are what I can do,"
        " and /help explains it."
    ),
    "unknown_command": (
        "I don't know that command. /help shows all that I know; these buttons are a start:"
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
    "see_admin": "The practice",
    "back": "‹ Back",
    "cancel": "Cancel",
    "earlier": "‹ Prev",
    "later": "Next ›",
    "pay_later": "Later",
    "sorry_buried": (
        "Something went wrong on our side with your last message, and we have been told."
        " Nothing was booked or paid by it. Please try again, or /start over."
    ),
}
