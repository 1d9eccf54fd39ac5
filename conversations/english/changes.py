"""English: what the others hear when a booking is cancelled or moved."""

TEXTS: dict[str, str] = {
    "cancelled_told": (
        "<b>Your session on {starts_at} is cancelled</b> · {reference}\n\n{psychologist} can't be"
        " there.{words}\n\n{money} If you like, look for another time."
    ),
    "cancelled_told_staff": (
        "<b>{client} has cancelled</b> · {reference}\n{starts_at}, {service}{words}\n\n{money}"
        " The time is free again."
    ),
    "cancelled_by_practice_staff": (
        "<b>The practice has cancelled a session of yours</b> · {reference}\n{client},"
        " {starts_at}{words}\n\n{money} The time is free again."
    ),
    "their_words": "\n\n<i>{words}</i>",
    "money_goes_back": (
        "All of the {refund} goes back to you, the way you paid. It is on its way: by M-Pesa it"
        " usually takes some minutes, to a card some days."
    ),
    "money_goes_back_staff": "All of the {refund} goes back to the client.",
    "money_goes_back_in_part": (
        "{refund} goes back to you the way you paid, and {credit} is kept for you again. It is on"
        " its way: by M-Pesa it usually takes some minutes, to a card some days."
    ),
    "money_goes_back_in_part_staff": (
        "{refund} goes back to the client, and {credit} is their credit again."
    ),
    "money_is_credit": (
        "You paid from what was kept for you, and the {credit} is kept for you again: for your next"
        " session, or sent back to you."
    ),
    "money_is_credit_staff": "It was paid with credit, and the {credit} is the client's again.",
    "money_moves_not": "There is nothing to give back.",
    "money_has_stayed": "It was too late for a refund.",
    "waiver_wanted": (
        "<b>{client} can't come and asks for an exception</b> · {reference}\n{starts_at},"
        " {service}{words}\n\nIt is too late for a free cancel, so by the rule the {kept} stays"
        " with the practice. Until you decide, the session stands."
    ),
    "waive_rule": "Cancel and return {kept}",
    "keep_rule": "Keep the rule",
    "waived_done": (
        "<b>Cancelled</b> · {reference}\n{client}, {starts_at}\n\n{money} {client} has been told."
    ),
    "waived_told": (
        "<b>{psychologist} has made an exception</b> · {reference}\n\nYour session on {starts_at}"
        " is cancelled. {money}"
    ),
    "rule_kept_done": (
        "The rule stays, and the session on <b>{starts_at}</b> stands · {reference}\n\n{client} has"
        " been told."
    ),
    "rule_kept_told": (
        "{psychologist} can't make an exception this time. Your session on <b>{starts_at}</b>"
        " stands, and you can still come, or cancel it without a refund · {reference}"
    ),
    "see_session": "See the session",
    "calendar_taken_out": "This file takes {starts_at} out of your calendar.",
    "calendar_changed": "This file moves the session to {starts_at} in your calendar.",
    "refused_told": (
        "{psychologist} would rather not move it to {wanted} · {reference}\n\n{stands}"
    ),
    "refused_told_staff": "{client} would rather not move it to {wanted} · {reference}\n\n{stands}",
    "lapsed_told": "The other time that was suggested has lapsed · {reference}\n\n{stands}",
    "lapsed_told_staff": (
        "The other time that was suggested to or by {client} has lapsed · {reference}\n\n{stands}"
    ),
    "stands_as_it_was": "Everything stays as it was: <b>{starts_at}</b>.",
    "stands_request": (
        "Your request for <b>{starts_at}</b> still waits for {psychologist}, who answers by"
        " {due} at the latest."
    ),
    "stands_request_staff": (
        "The request for <b>{starts_at}</b> still waits for you. Please answer by {due}."
    ),
    "moved_told": (
        "<b>Your session has moved</b> · {reference}\n\n{psychologist}\n{service}, {minutes}"
        " minutes\n{old}\n→ <b>{starts_at}</b>\n\n{money} The attached file changes your calendar."
    ),
    "moved_told_staff": (
        "<b>A session has moved</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "{old}\n→ <b>{starts_at}</b>\n\nThe attached file changes your calendar."
    ),
    "moved_unpaid": (
        "<b>Your session has moved</b> · {reference}\n\n{psychologist}\n{service}, {minutes}"
        " minutes\n{old}\n→ <b>{starts_at}</b>\n\nTo confirm it, please pay <b>{price}</b> by"
        " {due}."
    ),
    "moved_unpaid_staff": (
        "<b>A session has moved</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "{old}\n→ <b>{starts_at}</b>\n\nIt isn't paid yet."
    ),
    "agreed_told_staff": (
        "<b>{client} has agreed</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n{client} has been asked to pay by {due}."
    ),
    "request_moved": (
        "<b>{client} asks for another time</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "{old}\n→ <b>{starts_at}</b>\n\nPlease answer by {due}."
    ),
    "another_psychologist": "Another psychologist",
}
