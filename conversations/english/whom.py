"""English: whom to see, filters, and any psychologist."""

TEXTS: dict[str, str] = {
    "any_psychologist": "Any psychologist",
    "any_of_these": "Any of these",
    "by_specialty": "By specialty",
    "by_language": "By language",
    "specialty_is": "Specialty: {value}",
    "language_is": "Language: {value}",
    "show_everybody": "Show everybody",
    "filtered_by": "Only shown: <b>{filters}</b>. “Show everybody” clears this.",
    "page_of": "Page {page} of {pages}",
    "nobody_fits": (
        "<b>Step {step} of {steps}</b>\nNobody who takes bookings fits that. Show everybody, or"
        " choose another specialty or language:"
    ),
    "choose_specialty": (
        "<b>Step {step} of {steps} · What would you like help with?</b>\n\n"
        "Tap one, or type it. It is fine not to know: go back and look at everybody."
    ),
    "choose_language": (
        "<b>Step {step} of {steps} · Which language would you like to speak?</b>\n\n"
        "Tap one, or type it."
    ),
    "any_specialty": "Any specialty",
    "any_language": "Any language",
    "choose_kind": (
        "<b>Step {step} of {steps} · Any psychologist: what kind of session?</b>\n\n"
        "I look for whoever is free. You see who it is, and the exact price, before you send"
        " anything."
    ),
    "no_kinds": (
        "<b>Step {step} of {steps}</b>\nNobody offers sessions at the moment. Go back and look at"
        " everybody, or try again tomorrow."
    ),
    "kind_individual": "{medium}, {minutes} min · from {price}",
    "kind_couples": "Couples · {medium}, {minutes} min · from {price}",
    "kind_family": "Family · {medium}, {minutes} min · from {price}",
    "kind_group": "Group · {medium}, {minutes} min · from {price}",
    "medium_video": "Video",
    "medium_in_person": "In person",
    "medium_chat": "Chat",
    "medium_phone": "Phone",
    "not_offered": "That can't be booked any more. This is what can:",
    "psychologist_gone": "They take no bookings at the moment. These psychologists do:",
    "service_gone": "That kind of session isn't offered any more. These are:",
}
