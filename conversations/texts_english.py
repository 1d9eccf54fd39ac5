"""English."""

ENGLISH: dict[str, str] = {
    # The desk
    "welcome": (
        "Hello {name}, welcome to <b>Smiling Steps</b>.\n\n"
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
    # Booking
    "choose_psychologist": (
        "<b>Step {step} of {steps} · Who would you like to see?</b>\n\n{cards}"
    ),
    "card": (
        "<b>{name}</b>, {title}\n{specialties}\nSpeaks {languages} · from {price}\n"
        "Next free: {next_free}"
    ),
    "card_without_time": (
        "<b>{name}</b>, {title}\n{specialties}\nSpeaks {languages} · from {price}\n"
        "No free time in the next weeks"
    ),
    "nobody_takes_bookings": (
        "Nobody takes bookings at the moment. Please try again tomorrow, or call the practice."
    ),
    "nobody_found": "I found nobody by that name. These are our psychologists:",
    "choose_service": (
        "<b>Step {step} of {steps} · {name}</b>\n{title}\n\n{bio}\n\n"
        "{specialties}\nSpeaks {languages}\n\nWhat would you like to book?"
    ),
    "service_button": "{title} · {minutes} min · {price}",
    "choose_day": (
        "<b>Step {step} of {steps} · Which day in {month}?</b>\n\n"
        "Green days have free times. You can also type a day, like “tomorrow” or “12 Dec”."
    ),
    "no_free_day": (
        "<b>Step {step} of {steps} · {month}</b>\n\n"
        "There is no free day in this month. Look at another month, or go back and choose"
        " somebody else."
    ),
    "weekday_0": "Mo",
    "weekday_1": "Tu",
    "weekday_2": "We",
    "weekday_3": "Th",
    "weekday_4": "Fr",
    "weekday_5": "Sa",
    "weekday_6": "Su",
    "day_not_free": "That day has no free time left. The green ones do.",
    "choose_time": "<b>Step {step} of {steps} · {day}: which time?</b>",
    "instead_button": "{starts_at}",
    "taken_booked": (
        "<b>Step {step} of {steps}</b>\nSomebody took that time a moment ago. These are the nearest"
        " free ones:"
    ),
    "taken_held": (
        "<b>Step {step} of {steps}</b>\nSomebody is just booking that time. These are the nearest"
        " free ones:"
    ),
    "taken_closed": (
        "<b>Step {step} of {steps}</b>\nThat time isn't offered any more. These are the nearest"
        " free ones:"
    ),
    "taken_too_soon": (
        "<b>Step {step} of {steps}</b>\nThat time is too close now. These are the nearest free"
        " ones:"
    ),
    "taken_too_far": (
        "<b>Step {step} of {steps}</b>\nThat time is too far ahead. These are the nearest free"
        " ones:"
    ),
    "taken_full": (
        "<b>Step {step} of {steps}</b>\nThat day is full now. These are the nearest free times:"
    ),
    "taken_nothing_near": (
        "<b>Step {step} of {steps}</b>\nThat time is gone, and I see no other free one near it."
        " Go back to choose another day or somebody else."
    ),
    "hold_lost": (
        "The time that I could keep for you has run out, so others may take it."
        " Please choose once more:"
    ),
    "review": (
        "<b>Step {step} of {steps} · Is this right?</b>\n\n"
        "{psychologist}\n{service}, {minutes} minutes\n<b>{starts_at}</b>\n{price}\n\n"
        "{paying} Until {hours} hours before the start you can cancel and get all of it back.\n\n"
        "I keep this time for you until {until}."
    ),
    "pay_after_approval": "You pay only after {psychologist} has agreed.",
    "pay_at_once": "You pay right after this to make it yours.",
    "send_request": "Send request",
    "hold_ends_soon": (
        "I keep {starts_at} for you for 2 more minutes. Still want it? Tap “Send request”."
    ),
    "requested": (
        "<b>Request sent</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n{price}\n\n"
        "{psychologist} answers until {due} at the latest. I'll write to you here."
    ),
    "requested_and_approved": (
        "<b>Your time is reserved</b> · {reference}\n\n{psychologist}\n{service},"
        " {minutes} minutes\n<b>{starts_at}</b>\n{price}"
    ),
    "booking_stopped": "All right, nothing was booked. /book whenever you like.",
    "only_buttons_here": "Please use the buttons here.",
    "not_understood_here": (
        "I couldn't match that with what is free. Please tap one of the buttons."
    ),
    # Requests and answers
    "request_received": (
        "<b>New request</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n{price}\n\nPlease answer until {due}."
    ),
    "request_nudge": (
        "<b>Still waiting for your answer</b> · {reference}\n\n{client}\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\nAfter {due} the request lapses."
    ),
    "approve_for": "Approve {client}",
    "decline_for": "Decline…",
    "approved_done": (
        "<b>Approved</b> · {reference}\n{client}, {starts_at}\n\n"
        "{client} has been asked to pay until {due}. I'll tell you when it is paid."
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
    "decline_left": "Nothing was declined. The request still waits: /pending.",
    "declined_done": (
        "<b>Declined</b> · {reference}\n{client}, {starts_at}\n\n{client} has been told."
    ),
    "reserved_pay": (
        "<b>Reserved for you</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n"
        "To confirm it, please pay <b>{price}</b> until {due}. After that the time is given to"
        " others."
    ),
    "approved_pay": (
        "<b>{psychologist} has agreed</b> · {reference}\n\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n"
        "To confirm it, please pay <b>{price}</b> until {due}. After that the time is given to"
        " others."
    ),
    "pay_for": "Pay · {reference}",
    "declined_told": (
        "{psychologist} can't take your request for {starts_at}:\n\n<i>{reason}</i>\n\n"
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
        " again, because it has not been paid. Nothing was charged."
    ),
    "expired_unpaid_staff": "{client} has not paid for {starts_at}. The time is free again.",
    "book_again": "Find another time",
    # Paying
    "pay_confirm": (
        "<b>Pay {price}</b> · {reference}\n{psychologist}, {starts_at}\n\n"
        "I send the M-Pesa request to <b>{phone}</b>. Your phone will ask for your M-Pesa PIN;"
        " never type the PIN here."
    ),
    "pay_button": "Pay {price} now",
    "other_phone": "Use another number",
    "pay_ask_phone": (
        "Which M-Pesa number shall pay? Type it like 0712 345 678, or share your own with the"
        " paperclip › Contact."
    ),
    "phone_not_a_number": (
        "That doesn't look like a phone number. Please type it like 0712 345 678."
    ),
    "phone_not_kenyan": (
        "M-Pesa needs a Kenyan mobile number, 07… or 01…. Please type the one that shall pay."
    ),
    "phone_not_mobile": (
        "That number can't have M-Pesa. Please type a mobile number, like 0712 345 678."
    ),
    "pay_waiting": "Sending the request to your phone…",
    "pay_prompted": (
        "<b>Look at your phone</b> ({phone})\n\nM-Pesa asks for your PIN to pay {price}."
        " You have about a minute. I'll write here as soon as I know."
    ),
    "pay_prompt_unsure": (
        "M-Pesa hasn't told us whether the request has reached {phone}. If your phone asks for your"
        " PIN, you can pay {price}. I'll write here as soon as I know; please don't pay twice."
    ),
    "pay_still_waiting": (
        "M-Pesa hasn't told us the result yet. If your phone asks for your PIN, enter it there."
        " I'll write here as soon as I know."
    ),
    "check_payment": "How does it stand?",
    "pay_again": "Pay again",
    "pay_paid": "<b>Paid</b> · {price}\nM-Pesa receipt {receipt}. Thank you!",
    "pay_paid_receipt_pending": "<b>Paid</b> · {price}\nThe M-Pesa receipt follows. Thank you!",
    "payment_left": "All right. You can pay later: /sessions shows what is open.",
    "payment_not_due": "There is nothing to pay for {psychologist}, {starts_at}: {status}.",
    "payment_running": (
        "A payment request is already on a phone. Please answer that one first, or wait two"
        " minutes."
    ),
    "payment_phone_busy": (
        "That number is just being asked for another payment. Please finish that one first, or"
        " wait two minutes."
    ),
    "amount_not_whole": (
        "M-Pesa can only take whole shillings, and this price isn't. Please ask the practice to"
        " correct it; we have told them."
    ),
    "no_payments": (
        "Paying by M-Pesa isn't switched on yet. The practice will tell you how to pay."
    ),
    "paid_not_confirmed": (
        "We have received your {price} for {reference}, but the time has gone to somebody else"
        " meanwhile. The money is kept for you; the practice will write to you about another time"
        " or a refund."
    ),
    "paid_twice": (
        "We have received {price} for {reference} a second time. Your session stays confirmed, and"
        " the second payment is kept for you: the practice will write to you about a refund or your"
        " next session."
    ),
    "receipt_followed": "Your M-Pesa receipt for {reference} is {receipt}.",
    # Confirmation
    "confirmed_client": (
        "<b>Your session is confirmed</b> · {reference}\n\n{psychologist}\n{service},"
        " {minutes} minutes\n<b>{starts_at}</b>\nPaid: {price}{receipt_line}\n\n"
        "{place}\n\n"
        "If you can't come, write to the practice: until {free_until} you get all of it back. The"
        " attached file puts the session into your calendar."
    ),
    "place_video": "Video room: {link}",
    "place_in_person": "You meet at the practice.",
    "place_chat": "The session is held here in Telegram, by text.",
    "place_phone": "The session is a phone call.",
    "receipt_line": " (M-Pesa {receipt})",
    "confirmed_staff": (
        "<b>Confirmed and paid</b> · {reference}\n\n{client}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n\n{place}"
    ),
    "join_video": "Open the video room",
    "join_for": "Join · {reference}",
    "calendar_title_client": "Appointment",
    "calendar_title_staff": "Session {reference}",
    # Lists
    "list_sessions": "<b>Your sessions</b>\n\n{lines}",
    "line_sessions": "<b>{starts_at}</b> · {reference}\n{psychologist}, {service}\n{status}",
    "no_sessions": "You have no sessions yet.",
    "list_pending": "<b>Waiting for your answer</b>\n\n{lines}",
    "line_pending": (
        "<b>{starts_at}</b> · {reference}\n{client}, {service}\nPlease answer until {due}"
    ),
    "no_pending": "No request waits for you.",
    "list_today": "<b>Today</b>\n\n{lines}",
    "line_today": "<b>{starts_at}</b> · {reference}\n{client}, {service}\n{status}",
    "no_today": "No sessions today.",
    "booking_now": "{reference} · {starts_at}: {status}.",
    "status_held": "being booked",
    "status_pending": "waiting for an answer",
    "status_approved": "to be paid until {due}",
    "status_confirmed": "confirmed",
    "status_in_progress": "in progress",
    "status_completed": "completed",
    "status_declined": "declined",
    "status_expired": "lapsed",
    "status_cancelled": "cancelled",
    "status_late_cancelled": "cancelled late",
    "status_no_show": "missed",
    # Refusals
    "refused": "That isn't possible.",
    "not_yours": "I can't find that among your bookings. /sessions shows them.",
    "staff_only": "That is for our psychologists. /help shows what I can do for you.",
    "outdated": "This has changed meanwhile. /sessions and /pending show how it stands now.",
    "outdated_booking": "This has changed meanwhile. {reference}, {starts_at}: {status}.",
    # M-Pesa's results, each with the next step
    "mpesa_checking": (
        "M-Pesa hasn't told us the result yet. I keep asking and will write to you here. Please"
        " don't pay again for now."
    ),
    "mpesa_lost": (
        "M-Pesa hasn't answered us. If you have entered your PIN and paid, wait: the payment will"
        " show up here. If your phone never asked you, tap “Pay again”."
    ),
    "mpesa_no_balance": (
        "There wasn't enough money in your M-Pesa for {price}. Top up, then tap “Pay again”."
    ),
    "mpesa_cancelled": (
        "The M-Pesa request was closed, so nothing was paid. Tap “Pay again” whenever you are"
        " ready."
    ),
    "mpesa_wrong_pin": (
        "That M-Pesa PIN wasn't right, so nothing was paid. Tap “Pay again” and take your time:"
        " M-Pesa allows three tries."
    ),
    "mpesa_pin_locked": (
        "M-Pesa has locked your PIN. Please call Safaricom on 100 to unlock it, then tap “Pay"
        " again”, or pay from another number."
    ),
    "mpesa_unreachable": (
        "I couldn't reach your phone ({phone}). Check that it is on and has signal, then tap “Pay"
        " again”. If it keeps happening, dial *234*1*6# to update your SIM card."
    ),
    "mpesa_expired": (
        "The M-Pesa request ran out of time, so nothing was paid. Tap “Pay again” and enter your"
        " PIN within a minute."
    ),
    "mpesa_busy": (
        "Another M-Pesa request is still open on your phone. Finish or close it, wait three"
        " minutes, then tap “Pay again”."
    ),
    "mpesa_rule_limited": (
        "M-Pesa doesn't take the same amount twice within two minutes. Please wait a moment, then"
        " tap “Pay again”."
    ),
    "mpesa_system_busy": (
        "M-Pesa is very busy just now, and nothing was paid. Please tap “Pay again” in a minute."
    ),
    "mpesa_send_failed": (
        "M-Pesa couldn't show the request on your phone. Please tap “Pay again” in two minutes."
    ),
    "mpesa_limit": (
        "M-Pesa can't move {price} in one payment. Please write to the practice; we will find"
        " another way."
    ),
    "mpesa_daily_limit": (
        "Your M-Pesa has reached its limit for today. Please pay tomorrow, or from another number."
    ),
    "mpesa_wrong_number": ("{phone} can't pay by M-Pesa. Please choose a number that has M-Pesa."),
    "mpesa_our_fault": (
        "Something is not right on our side, and nothing was paid. We have been told; please try"
        " again later."
    ),
    # The command menu
    "command_book": "Book a session",
    "command_sessions": "Your sessions",
    "command_pending": "Requests that wait for you",
    "command_today": "Your sessions today",
    "command_cancel": "Leave what you are doing",
    "command_help": "What I can do",
}
