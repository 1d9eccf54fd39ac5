"""English: the services that a psychologist offers."""

TEXTS: dict[str, str] = {
    "services_list": (
        "<b>What you offer</b>\n\nTap a service to change it. What is booked already keeps its"
        " price and length."
    ),
    "services_none": (
        "<b>What you offer</b>\n\nNothing yet. Add a first service: it takes two taps and a price."
    ),
    "service_on": "{title} · {minutes} min · {price}",
    "service_off": "Off: {title} · {minutes} min · {price}",
    "service_add": "Add a service",
    "services_close": "Done",
    "services_closed": "Your services are as you left them. /services brings you back.",
    "service_not_found": "I see no such service among yours. Please tap one.",
    "no_such_service": "I can't find that service among yours. These are the ones you have:",
    "service_kind": (
        "<b>A new service</b>\n\nChoose what comes closest: everything can be changed afterwards."
        " Or type a title of your own."
    ),
    "template": "{title} · {minutes} min",
    "service_new_price": (
        "<b>{title}</b>\n\nWhat does it cost? Tap a price or type one, like 3500 or KES 3,500."
    ),
    "price_button": "{price}",
    "minutes_button": "{minutes} min",
    "price_not_read": (
        "I couldn't read that as a price. Please type whole shillings from 1 to 250,000, like 3500"
        " or KES 3,500."
    ),
    "service_made": "That is in your list now. Is everything right?",
    "service_one": (
        "<b>{title}</b> · {state}\n\n{format}, {medium}, {minutes} minutes\n{price}\n\n"
        "{approval}{emergency}{places}"
    ),
    "service_is_on": "on",
    "service_is_off": "off, clients don't see it",
    "offer_individual": "Individual",
    "offer_couples": "Couples",
    "offer_family": "Family",
    "offer_group": "Group",
    "offer_video": "Video",
    "offer_in_person": "In person",
    "offer_chat": "Chat",
    "offer_phone": "Phone",
    "approval_asked": "You answer each request before it is paid.",
    "approval_not_asked": "Clients book it without waiting for your answer, and pay at once.",
    "service_emergency": (
        "\nFor emergencies: it can be booked at short notice, in the hours that you open for that"
        " under /availability."
    ),
    "service_places": (
        "\n{places} places. Clients can't book groups in the chat yet, so only you see it for now."
    ),
    "change_questions": "Intake questions",
    "service_questions": (
        "<b>{title}: intake questions</b>\n\nClients are asked {asked} of these before the"
        " session; {needed} of them can't be skipped. Tap one to change it, or type it, like"
        " “Medicine not asked”."
    ),
    "service_questions_none": (
        "<b>{title}: intake questions</b>\n\nClients are asked nothing before the session. Tap a"
        " question to have it asked."
    ),
    "service_question": "{name}: {asked}",
    "asked_required": "needed",
    "asked_optional": "may be skipped",
    "asked_left_out": "not asked",
    "no_such_question": "That is none of the questions. /services shows yours.",
    "change_title": "Title",
    "change_price": "Price",
    "change_minutes": "Length",
    "change_places": "Places",
    "change_format": "Who comes",
    "change_medium": "How you meet",
    "approval_stop": "Accept without asking me",
    "approval_start": "Ask me before each booking",
    "emergency_start": "For emergencies",
    "emergency_stop": "No longer for emergencies",
    "switch_off": "Switch it off",
    "switch_on": "Switch it on",
    "service_title": (
        "<b>{title}</b>\n\nType the new title, up to 64 characters. Clients read it when they"
        " choose."
    ),
    "service_title_wrong": "A title has 1 to 64 characters. Please type a shorter one.",
    "service_price": (
        "<b>{title}</b> · {price}\n\nWhat should it cost? Tap a price or type one. What is booked"
        " already keeps its price."
    ),
    "service_minutes": (
        "<b>{title}</b> · {minutes} minutes\n\nHow long is it? Tap or type, like 50 or 1 h 30."
    ),
    "minutes_not_read": (
        "I couldn't read that as a length. Please type minutes from 5 to 480, like 50, or 1 h 30."
    ),
    "service_places_ask": (
        "<b>{title}</b> · {places} places\n\nHow many people may take part? Please type a number"
        " from 2 to 30."
    ),
    "places_not_read": "Please type a number from 2 to 30.",
    "service_format": "<b>{title}</b>\n\nWho comes to it?",
    "service_medium": "<b>{title}</b>\n\nHow do you meet?",
}
