"""English: sessions that staff arrange for a client, now or at a free time."""

TEXTS: dict[str, str] = {
    "instant_whom": "<b>A session now · with whom?</b>\n\nTap a client of yours or type the name.",
    "instant_nobody": (
        "You have no client here yet whom I could write to. After a first session together they"
        " appear in this list."
    ),
    "instant_what": "<b>A session now with {client}</b>\n\nWhich one?",
    "instant_no_video": (
        "You offer no session by video yet, so there is nothing to start with {client} from here."
        " /services adds one."
    ),
    "instant_charge_or_not": (
        "<b>A session now with {client}</b>\n{service}, {minutes} minutes\n\n"
        "Without a charge it is confirmed at once and starts {free_at}.\n"
        "With {price} to pay it starts {charged_at}, if {client} has paid by then."
    ),
    "instant_ready": (
        "<b>A session now with {client}</b>\n{service}, {minutes} minutes, without a charge\n\n"
        "It is confirmed at once and starts {free_at}."
    ),
    "instant_charge": "Charge {price}",
    "instant_free": "No charge",
    "instant_left": "All right, no session was made. /now whenever you need it.",
    "instant_made": (
        "<b>Confirmed</b> · {reference}\n{client}, {service}\n<b>{starts_at}</b>\n\n"
        "{client} has the link."
    ),
    "instant_made_unpaid": (
        "<b>{client} is asked to pay</b> · {reference}\n{service}, {price}\n<b>{starts_at}</b>\n\n"
        "I'll write to you when it is paid. If it isn't by the start, it lapses."
    ),
    "instant_busy": (
        "Your time is taken just now: {client}, {starts_at} ({reference}), until {ends_at} and"
        " your pause after it."
    ),
    "instant_not_reached": (
        "I can't write to this client here, so there is nowhere to send the link. Please call them."
    ),
    "arranged_held": ("Somebody is just booking that time with you. Try again in a few minutes."),
    "arranged_client_busy": "This client has another session at that time. Please choose another.",
    "instant_told": (
        "<b>{psychologist} can see you now</b> · {reference}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\nThere is nothing to pay. Come in when you are ready; if it"
        " doesn't suit you, cancel it below."
    ),
    "instant_told_pay": (
        "<b>{psychologist} can see you now</b> · {reference}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\nTo take it, please pay <b>{price}</b> by {due}. The link follows."
        " If it doesn't suit you, do nothing: nothing is charged."
    ),
    "bookfor_whom": ("For whom? Find the client under /clients and tap “Book for them”."),
    "bookfor_whose": "<b>A session for {client} · with whom?</b>",
    "bookfor_what": "<b>A session for {client} with {psychologist} · which one?</b>",
    "bookfor_day": "<b>A session for {client} · Which day in {month}?</b>",
    "bookfor_no_day": "<b>A session for {client} · {month}</b>",
    "bookfor_time": "<b>A session for {client} · {day}: which time?</b>",
    "bookfor_review": (
        "<b>Book this for {client}?</b>\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n{price}\n\n{asked}"
    ),
    "bookfor_in_chat": "It is reserved at once, and I ask {client} here to pay for it.",
    "bookfor_by_phone": (
        "It is reserved at once. {client} has no chat here and is told by SMS, if the practice"
        " sends any. You can send the M-Pesa request to their phone."
    ),
    "bookfor_by_nothing": (
        "It is reserved at once. I can't write to {client} here, and there is no phone number:"
        " please tell them yourself, and add a number so that they can pay."
    ),
    "bookfor_yes": "Book it",
    "bookfor_left": "All right, nothing was booked.",
    "bookfor_made": (
        "<b>Reserved</b> · {reference}\n{client}, {service}\n<b>{starts_at}</b>\n\n"
        "{client} has been asked to pay by {due}. I'll tell you when it is paid."
    ),
    "bookfor_free": (
        "<b>Confirmed</b> · {reference}\n{client}, {service}\n<b>{starts_at}</b>\n\n"
        "There is nothing to pay."
    ),
    "bookfor_made_by_phone": (
        "<b>Reserved</b> · {reference}\n{client}, {service}\n<b>{starts_at}</b>\n\n"
        "{client} is told by SMS, if the practice sends any. It has to be paid by {due}. When"
        " they have their phone at hand, send them the M-Pesa request."
    ),
    "bookfor_made_by_nothing": (
        "<b>Reserved</b> · {reference}\n{client}, {service}\n<b>{starts_at}</b>\n\n"
        "Nobody has written to {client}: please tell them. It has to be paid by {due}, and"
        " there is no phone number yet to which the M-Pesa request could go."
    ),
    "bookfor_prompt": "Send M-Pesa request",
    "bookfor_prompt_again": "Send it again",
    "bookfor_prompted": (
        "<b>On its way</b> · {reference}\n\nThe phone {phone} asks for the M-Pesa PIN to pay"
        " {amount} in a moment. I'll write to you when it is paid; if nothing comes within a few"
        " minutes, send it again."
    ),
    "prompt_has_chat": (
        "This client uses this chat and pays from there. They have been asked already."
    ),
    "prompt_no_phone": "There is no phone number of this client yet. Please add one first.",
    "arranged_pay": (
        "<b>{psychologist} has reserved a time for you</b> · {reference}\n\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\nTo confirm it, please pay <b>{price}</b> by {due}."
        " If it doesn't suit you, do nothing: it lapses and nothing is charged."
    ),
    "arranged_free": (
        "<b>{psychologist} has booked a session for you</b> · {reference}\n\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\nThere is nothing to pay."
    ),
}
