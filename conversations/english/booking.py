"""English: booking a session."""

TEXTS: dict[str, str] = {
    "paragraphs": "{paragraphs}",
    "choose_psychologist": "<b>Step {step} of {steps} · Who would you like to see?</b>",
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
    "emergency_service_button": "Urgent: {title} · {minutes} min · {price}",
    "emergency_hours": (
        "These hours are kept for when it can't wait, and can be booked at short notice. If you or"
        " someone near you is in danger, call 999 or 112 now."
    ),
    "choose_day": "<b>Step {step} of {steps} · Which day in {month}?</b>",
    "days_hint": (
        "Green days have free times. You can also type a day, like “tomorrow” or “12 Dec”."
    ),
    "no_free_day": "<b>Step {step} of {steps} · {month}</b>",
    "no_free_day_hint": (
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
    "suggested_time": "Suggested {time}",
    "why_suggested": "The suggested times are near your usual hour, or fit that day best.",
    "more_times": "There are more. You can also type a time, like “14:35”.",
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
        "{psychologist}\n{service}, {minutes} minutes\n<b>{starts_at}</b>\n{price}"
    ),
    "chosen_for_you": "{psychologist} is free then, so I chose them for you.",
    "own_overlap": (
        "<b>You already have something at that time:</b>\n{sessions}\n"
        "You can still send this request, or go back and choose another time."
    ),
    "own_session": "{starts_at} with {psychologist}, {minutes} minutes {reference}",
    "cancel_rule": (
        "{paying} Until {notice} before the start you can cancel and get all of it back."
    ),
    "cancel_rule_late": (
        "{paying} It begins in less than {notice}, so it is too late to cancel with a refund; you"
        " can still ask {psychologist} for an exception."
    ),
    "kept_until": "I keep this time for you until {hour}.",
    "pay_after_approval": "You pay only after {psychologist} has agreed.",
    "pay_at_once": "You pay right after this to make it yours.",
    "send_request": "Send request",
    "reserve_it": "Reserve it",
    "hold_ends_soon": (
        "I keep {starts_at} for you for 2 more minutes. Still want it? Tap “{button}”."
    ),
    "requested": (
        "<b>Request sent</b> · {reference}\n\n{psychologist}\n{service}, {minutes} minutes\n"
        "<b>{starts_at}</b>\n{price}\n\n"
        "{psychologist} answers by {due} at the latest. I'll write to you here."
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
}
