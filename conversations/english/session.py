"""English: the session itself: start, end, missed, late, and how it went."""

TEXTS: dict[str, str] = {
    "session_started": (
        "<b>In session</b> · {reference}\n{client}, {service}\n\nStarted {started}. End it here"
        " when you have said goodbye; its real length is kept."
    ),
    "session_completed": (
        "<b>Completed</b> · {reference}\n{client}, {starts_at}{length}\n\n"
        "A note now, while it is fresh?"
    ),
    "session_length": "\nIt took {actual} min.",
    "session_marked_missed": (
        "<b>Missed</b> · {reference}\n{client}, {starts_at}\n\n"
        "I have written to {client} kindly and offered to find another time."
    ),
    "session_missed_untold": (
        "<b>Missed</b> · {reference}\n{client}, {starts_at}\n\n"
        "I can't write to {client} here, so nobody has told them. A call may help."
    ),
    "start_too_early": (
        "It's early: {reference} with {client} can be started from <b>{since}</b>, half an hour"
        " before its time."
    ),
    "start_too_late": (
        "{reference} with {client} was to end {ends_at}, so it can't be started any more. How did"
        " it go?"
    ),
    "complete_too_early": (
        "{reference} with {client} begins {starts_at}. It can be completed after that."
    ),
    "no_show_too_early": (
        "Give {client} a little longer: from <b>{since}</b>, ten minutes after the start, you can"
        " mark the session as missed."
    ),
    "no_show_sure": (
        "<b>{client} didn't come?</b> · {reference}\n{service}, {starts_at}\n\n"
        "The session will count as missed.{money} {client} gets a kind message with a way to book"
        " again. This can't be taken back."
    ),
    "no_show_money": " By the rule the {price} stays with the practice.",
    "no_show_yes": "Yes, mark as missed",
    "missed_told": (
        "We missed you: {psychologist} kept the time of {starts_at} for you ({reference}). Things"
        " happen, and you are welcome back.{money}\n\n"
        "If something went wrong on our side, please call the practice. If you are in danger,"
        " call 999 or 112 now."
    ),
    "missed_money": (
        "\n\nBy the rule that you booked under, the {price} for this session is kept, because the"
        " time was reserved for you. If there is a reason that we should know, tell us."
    ),
    "missed_again": "Find another time",
    "late_how_much": (
        "<b>How late will you be?</b> · {reference}\n{starts_at}\n\n"
        "Tap or type the minutes. I'll tell {who}."
    ),
    "late_minutes": "{late} min",
    "late_not_understood": "Please type just the minutes, from 1 to 120, like 25.",
    "late_told": (
        "<b>{who} is running about {late} minutes late</b> · {reference}\n{starts_at}\n\nPlease"
        " wait for them: you are not forgotten."
    ),
    "late_said": "Thank you. {who} knows that you will be about {late} minutes late.",
    "late_unsaid": (
        "I can't write to {who} here, so I couldn't tell them about the {late} minutes. Please"
        " call or text."
    ),
    "late_too_early": (
        "That is still far away. From {since}, an hour before the start, I can tell them that you"
        " are late; before that, another time may be better."
    ),
    "late_too_late": "{reference} was to end {ends_at}. Please write or call instead.",
    "late_said_often": (
        "I have passed this on three times already. A call is better now: {starts_at}, {reference}."
    ),
    "how_did_it_go": (
        "<b>How did it go?</b> · {reference}\n{client}, {service}, {starts_at}\n\n"
        "Nobody has ended this session yet."
    ),
}
