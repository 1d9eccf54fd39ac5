"""English: joining the practice as a psychologist."""

TEXTS: dict[str, str] = {
    "invitation_spent": (
        "This invitation has been used already, or it is more than seven days old. Please ask who"
        " sent it to you for a new one, or apply with /join."
    ),
    "invitation_own": (
        "This is the link that you made. Please forward it to the person you would like to invite:"
        " it works once, for them."
    ),
    "join_ask": (
        "<b>Work with us as a psychologist?</b>\n\n"
        "You fill in a short profile here: who you are, what you offer, and at what price. Then the"
        " practice looks at it. Nobody can book you before that.\n\n"
        "Looking for somebody to talk to instead? /book is the way."
    ),
    "join_yes": "Make my profile",
    "join_left": "All right, nothing was made. /join whenever you like, /book to book a session.",
    "invited_welcome": (
        "<b>Welcome, {name}.</b> You are invited to work at {practice} as a psychologist.\n\n"
        "The invitation was made for {label}. I have begun a profile for you, with working hours"
        " from Monday to Friday, 9 to 17; /availability changes them. Fill in the rest when it"
        " suits you: /profile brings you back to it."
    ),
    "join_open": "Open my profile",
    "no_profile": "That is for our psychologists. /join if you would like to be one of them.",
    "profile_made": (
        "Your profile is there. To begin with, your hours are Monday to Friday, 9 to 17;"
        " /availability changes them."
    ),
}
