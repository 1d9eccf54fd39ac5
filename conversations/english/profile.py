"""English: a psychologist's own profile."""

TEXTS: dict[str, str] = {
    "profile_home": (
        "<b>Your profile</b> · {state}\n\n{card}\n\n{photo}\nYour link: {link}\n\n{next}"
    ),
    "profile_card": (
        "<b>{name}</b>\n{title}\n\n{bio}\n\n{specialties}\nSpeaks {languages}\n{services}"
    ),
    "profile_service": "{title}, {minutes} min, {price}",
    "profile_more_services": "and {count} more",
    "profile_line": "\n– {line}{more}",
    "profile_state_draft": "not sent yet",
    "profile_state_waiting": "waiting for an answer",
    "profile_state_declined": "not accepted yet\n\nThe practice wrote: <i>{reason}</i>",
    "profile_state_approved": "open for bookings",
    "profile_state_paused": "paused, no new bookings",
    "profile_state_ended": "closed",
    "profile_not_open": (
        "It takes no bookings at the moment, and the practice would have to open it. Please ask"
        " them if that comes as a surprise."
    ),
    "profile_missing": "Before you can send it, I need:\n{lines}",
    "missing_title": "your title",
    "missing_bio": "a few words about you",
    "missing_specialties": "at least one specialty",
    "missing_languages": "the languages that you work in",
    "missing_services": "at least one service for one client at a time: /services",
    "profile_ready": (
        "Everything is there. Send it, and the practice will look at it. /services changes what"
        " you offer."
    ),
    "profile_wait": (
        "The practice has it, and I'll write to you as soon as there is an answer. You can go on"
        " improving it meanwhile. /services changes what you offer."
    ),
    "profile_change": "/services changes what you offer, /availability when you work.",
    "profile_without_service": (
        "Nobody can book you at the moment, because none of your services is on: /services."
    ),
    "no_title_yet": "No title yet",
    "no_bio_yet": "Nothing about you yet",
    "no_specialties_yet": "No specialties yet",
    "no_languages_yet": "no language yet",
    "no_services_yet": "\nNo services yet: /services",
    "photo_there": "Photo: yes, clients see it when they choose you",
    "photo_missing": "Photo: none. Clients find it easier to choose a face",
    "part_title": "Title",
    "part_bio": "About you",
    "part_specialties": "Specialties",
    "part_languages": "Languages",
    "part_photo": "Photo",
    "part_link": "My link",
    "profile_send": "Send for approval",
    "profile_pause": "Pause new bookings",
    "profile_resume": "Take bookings again",
    "profile_close": "Close",
    "profile_done": "Done",
    "profile_closed": "Everything is kept. /profile brings you back.",
    "profile_title": (
        "<b>Your title</b>\n\nNow: {title}\n\nTap one, or type your own. It stands below your name."
    ),
    "title_too_long": "A title has at most 80 characters. Please type a shorter one.",
    "profile_bio": (
        "<b>About you</b>\n\n{bio}\n\nType two or three sentences to those who look for"
        " somebody: how you work, and with whom. Up to 600 characters."
    ),
    "bio_too_long": (
        "That is longer than 600 characters, so I haven't taken it. What you typed is still above:"
        " copy it, make it shorter, and send it again."
    ),
    "profile_specialties": (
        "<b>Specialties</b> · {count} chosen\n\nTap what you work with, or type others, with"
        " commas between them. Up to 8."
    ),
    "profile_languages": (
        "<b>Languages</b> · {count} chosen\n\nTap the languages that you hold sessions in, or"
        " type others, with commas between them. Up to 8."
    ),
    "too_many_words": "There is room for 8. Tap one that you can do without first.",
    "word_too_long": "One or a few words each, please, with commas between them.",
    "profile_photo": (
        "<b>Your photo</b>\n\nThis is what clients see when they choose you. Send another one to"
        " change it."
    ),
    "profile_no_photo": (
        "<b>Your photo</b>\n\nSend me a photo in which your face is easy to see. Clients see it"
        " when they choose you."
    ),
    "photo_kept": "Thank you, that is your photo now.",
    "photo_not_file": "Please send it as a photo, not as a file: then I can show it to clients.",
    "photo_away": "Remove the photo",
    "profile_link": (
        "<b>Your link</b>\n\n{link}\n\nWhoever opens it comes straight to you. Type another"
        " ending to change it, such as a name: letters a to z, digits and hyphens, 3 to 32 of them."
        " The old link stops working then."
    ),
    "slug_taken": "Somebody has that ending already. Please type another one.",
    "slug_wrong": (
        "That can't be the end of a link. It begins with a letter, and has 3 to 32 letters a to z,"
        " digits and hyphens."
    ),
    "only_words_here": "Please type it, or use the buttons here.",
}
