"""English: applications to work in the practice, for its admins and for who applied."""

TEXTS: dict[str, str] = {
    "application_received": "<b>Somebody would like to work with us</b>\n\n{card}",
    "application_look": "Look at it",
    "application_approve": "Approve",
    "application_decline": "Decline…",
    "applications_list": "<b>Applications</b>\n\nThey wait for an answer, the oldest first.",
    "applications_none": "<b>Applications</b>\n\nNobody waits for an answer.",
    "application_button": "{name}, {title}",
    "applications_close": "Close",
    "applications_closed": "All right. /applications shows who waits.",
    "application_one": "<b>Application</b>, sent {sent}\n\n{card}",
    "application_why": (
        "<b>Decline {name}?</b>\n\nTap a reason or type one. {name} will read it, and can change"
        " the profile and send it again."
    ),
    "application_reason_0": "Please tell us more about you",
    "application_reason_1": "We need to see the registration first",
    "application_reason_2": "We have no room at the moment",
    "application_approved_done": (
        "<b>Approved.</b> {name} is one of our psychologists now and has been told. Clients can"
        " book as soon as there are free hours."
    ),
    "application_declined_done": ("<b>Declined.</b> {name} has been told:\n\n<i>{reason}</i>"),
    "application_was_approved": "{name} has been approved already, by {by}. Nothing more to do.",
    "application_was_declined": (
        "{name} has been declined already:\n\n<i>{reason}</i>\n\nThe application comes back when"
        " it is sent again."
    ),
    "application_outdated": (
        "That application has changed meanwhile. /applications shows who waits."
    ),
    "application_not_found": "I see nobody by that name here. Please tap one.",
    "applications_admins_only": (
        "That is for those who run the practice. /help shows what I can do for you."
    ),
    "application_approved": (
        "<b>Welcome, {name}!</b> The practice has approved your profile, and clients can find you"
        " now.\n\n"
        "Have a look at your hours first: /availability. Unless you have changed them, they are"
        " Monday to Friday, 9 to 17. /services is what you offer, /profile is what clients see, and"
        " requests wait under /pending."
    ),
    "application_declined": (
        "The practice has looked at your profile and can't accept it yet:\n\n<i>{reason}</i>\n\n"
        "You can change it and send it again whenever you like."
    ),
    "go_availability": "My hours",
    "go_services": "My services",
    "go_profile": "My profile",
}
