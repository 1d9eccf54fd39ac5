"""English: another time for a booking."""

TEXTS: dict[str, str] = {
    "move_day": (
        "<b>Instead of {present} · Which day in {month}?</b>\n\n"
        "Green days have free times. You can also type a day, like “tomorrow” or “12 Dec”."
    ),
    "move_no_day": (
        "<b>Instead of {present} · {month}</b>\n\nThere is no free day in this month. Look at"
        " another month, or leave it at the time you have."
    ),
    "move_time": "<b>Instead of {present} · {day}: which time?</b>",
    "move_gone": (
        "That time was taken a moment ago, so nothing has changed. These are the nearest free ones:"
    ),
    "move_nothing_near": (
        "That time was taken a moment ago, so nothing has changed, and I see no other free one near"
        " it. Go back to choose another day."
    ),
    "move_left": "All right, nothing has changed: it stays on <b>{starts_at}</b>.",
    "preview_move": (
        "<b>Move it?</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\n{money}"
    ),
    "preview_ask": (
        "<b>Suggest this to {psychologist}?</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\n{money}\n\nNothing changes until {psychologist} agrees."
        " I keep the new time for you meanwhile."
    ),
    "preview_ask_late": (
        "<b>Ask {psychologist} to move it?</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\nIt is less than {notice} before the start, so"
        " {psychologist} has to agree. Until then your session stays where it is. {money}"
    ),
    "preview_propose": (
        "<b>Suggest this to {client}?</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\n{money}\n\n{client} can agree, suggest another time or"
        " keep it as it was. I keep the new time free meanwhile."
    ),
    "do_move_it": "Move it",
    "send_proposal": "Send the suggestion",
    "move_money_request": "You pay only once you have both agreed.",
    "move_money_request_staff": "{client} pays only once you have both agreed.",
    "move_money_paid": (
        "There is nothing to pay: the {paid} that you have paid moves along with it."
    ),
    "move_money_paid_staff": "The {paid} that {client} has paid moves along with it.",
    "move_money_open": "The price stays {price}, and isn't paid yet.",
    "moved_done": (
        "<b>Moved</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "{old}\n→ <b>{starts_at}</b>\n\n{money}"
    ),
    "moved_request": (
        "<b>Your request is for another time now</b> · {reference}\n\n{psychologist}\n{service},"
        " {minutes} minutes\n{old}\n→ <b>{starts_at}</b>\n\n{psychologist} answers by {due} at"
        " the latest."
    ),
    "proposal_sent_to_client": (
        "<b>Sent to {client}</b> · {reference}\n{starts_at}\n→ <b>{wanted}</b>\n\n"
        "I keep the new time until {until}, or until {client} has answered."
    ),
    "proposal_sent_to_psychologist": (
        "<b>Sent to {psychologist}</b> · {reference}\n{starts_at}\n→ <b>{wanted}</b>\n\n"
        "I keep the new time for you until {until}, or until {psychologist} has answered."
    ),
    "proposal_new": "Another time?",
    "proposal_waits": "This still waits for your answer",
    "proposal_to_client": (
        "<b>{opening}</b> · {reference}\n\n{psychologist} suggests moving your {service}:\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\n{money}\n\nPlease answer by {until}. Until then I"
        " keep the new time for you."
    ),
    "proposal_to_psychologist": (
        "<b>{opening}</b> · {reference}\n\n{client} suggests moving this {service}:\n"
        "{starts_at}\n→ <b>{wanted}</b>\n\n{money}\n\nPlease answer by {until}. Until then I"
        " keep the new time free."
    ),
    "agree_to": "Agree to {starts_at}",
    "suggest_another": "Suggest another time",
    "keep_as_it_was": "Keep {present}",
    "agreed_moved": (
        "<b>Agreed and moved</b> · {reference}\n\n{psychologist}\n{old}\n→ <b>{starts_at}</b>\n\n"
        "{money}"
    ),
    "agreed_moved_staff": (
        "<b>Agreed and moved</b> · {reference}\n\n{client}\n{old}\n→ <b>{starts_at}</b>\n\n"
        "{client} has been told."
    ),
    "agreed_to_pay": (
        "<b>Agreed</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\nTo confirm it, please pay <b>{price}</b> by {due}. After that the"
        " time is given to others."
    ),
    "agreed_to_pay_staff": (
        "<b>Agreed</b> · {reference}\n\n{client}\n<b>{starts_at}</b>\n\n"
        "{client} has been asked to pay by {due}. I'll tell you when it is paid."
    ),
    "kept": (
        "All right, it stays on <b>{starts_at}</b> · {reference}\n\n{psychologist} has been told."
    ),
    "kept_staff": (
        "All right, it stays on <b>{starts_at}</b> · {reference}\n\n{client} has been told."
    ),
    "answered_before": (
        "You have answered this already.\n\n<b>{starts_at}</b> · {reference}\n{status}"
    ),
    "proposal_gone": (
        "That time doesn't wait for an answer any more: it was answered, replaced, or too much time"
        " has passed. /sessions and /pending show how things stand."
    ),
}
