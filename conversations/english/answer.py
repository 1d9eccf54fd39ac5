"""English: requests and their answers."""

TEXTS: dict[str, str] = {
    "request_received": (
        "<b>New request</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n{price}{intake}\n\nPlease answer by {due}."
    ),
    "request_with_intake": "\nIntake: filled in",
    "request_nudge": (
        "<b>Still waiting for your answer</b> · {reference}\n\n{client}\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\nAfter {due} the request lapses."
    ),
    "approve_for": "Approve {client}",
    "approved_done": (
        "<b>Approved</b> · {reference}\n{client}, {starts_at}\n\n"
        "{client} has been asked to pay by {due}. I'll tell you when it is paid."
    ),
    "decline_why": (
        "<b>Decline {client}, {starts_at}?</b> · {reference}\n\n"
        "Tap a reason or type one. {client} will read it."
    ),
    "reason_full": "My schedule is full that day",
    "reason_leave": "I am away then",
    "reason_other_colleague": "A colleague can help better",
    "reason_full_said": "That day is full after all.",
    "reason_leave_said": "I am away at that time.",
    "reason_other_colleague_said": "I think a colleague of mine can help you better.",
    "decline_left": "Nothing was declined. The request still waits for your answer.",
    "declined_done": (
        "<b>Declined</b> · {reference}\n{client}, {starts_at}\n\n{client} has been told."
    ),
    "reserved_pay": (
        "<b>Reserved for you</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n"
        "To confirm it, please pay <b>{price}</b> by {due}. After that the time is given to"
        " others."
    ),
    "approved_pay": (
        "<b>{psychologist} has agreed</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n"
        "To confirm it, please pay <b>{price}</b> by {due}. After that the time is given to"
        " others."
    ),
    "pay_for": "Pay · {reference}",
    "declined_told": (
        "{psychologist} can't take your request for {starts_at}.{words}\n\n"
        "Nothing was charged. Another time or another psychologist may fit."
    ),
    "expired_unanswered": (
        "{psychologist} has not answered your request for {starts_at} in time, so it has ended."
        " I'm sorry. Nothing was charged, and other times may be free."
    ),
    "expired_unanswered_staff": (
        "The request of {client} for {starts_at} has lapsed without an answer. The time is free"
        " again."
    ),
    "expired_unpaid": (
        "Your time on {starts_at} with {psychologist} was kept until now and is free for others"
        " again, because it has not been paid. If you have paid after all, nothing is lost:"
        " I'll write as soon as it comes in."
    ),
    "expired_unpaid_staff": "{client} has not paid for {starts_at}. The time is free again.",
    "book_again": "Find another time",
}
