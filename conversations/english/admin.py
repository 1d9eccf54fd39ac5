"""English: /admin."""

TEXTS: dict[str, str] = {
    "admin_menu": "<b>Running {practice}</b>\n\nWhat would you like to do?",
    "admin_applications": "Applications ({count})",
    "admin_invite": "Invite a psychologist",
    "admin_people": "People and roles",
    "admin_today": "Today",
    "admin_clients": "Clients",
    "admin_holidays": "Holidays and closed days",
    "admin_left": "All right. /admin opens this again.",
    "admins_only": "That is for those who run the practice. /help shows what I can do for you.",
    "open_admin": "Open it",
    "back_to_admin": "‹ Back",
    "invite_for_whom": (
        "<b>Whom do you invite?</b>\n\nType a name, so that you and the other admins know whose"
        " link it is. I then make a link that works once, for seven days.\n\n"
        "Somebody who helps to run the practice needs no link: ask them to write to me once, then"
        " open People and roles."
    ),
    "invite_hint": "Please type whom the link is for.",
    "invitation_made": (
        "<b>A link for {label}</b>\n\n{link}\n\nSend it to them yourself. It works once, until"
        " {until}, and whoever opens it can apply as a psychologist. I can't show it again."
    ),
    "copy_link": "Copy the link",
    "people_list": "<b>Who works here</b>\n\n{lines}\n\nType a name to find anybody else.",
    "people_called": (
        "<b>People called “{said}”</b>\n\n{lines}\n\nType another name to search again."
    ),
    "people_none": (
        "<b>Nobody called “{said}”</b>\n\nOnly people who have written to me once can be found."
        " Type another name, or a part of it."
    ),
    "people_hint": "Tap a name, or type one to search.",
    "people_with_roles": "Who works here",
    "person_line": "<b>{name}</b> – {roles}",
    "is_admin": "runs the practice",
    "is_psychologist": "psychologist",
    "is_both": "psychologist, runs the practice",
    "is_client": "client",
    "person_card": "<b>{name}</b>\n{roles}",
    "person_me": (
        "<b>{name}</b>\n{roles}\n\nThis is you. Only another admin can take away your admin role."
    ),
    "give_admin": "Let them run the practice",
    "take_admin": "Remove as admin",
    "give_psychologist": "Psychologist again",
    "take_psychologist": "Remove as psychologist",
    "take_admin_sure": (
        "<b>Remove {name} as admin?</b>\n\nFrom now on they can't open /admin any more."
    ),
    "take_psychologist_sure": (
        "<b>Remove {name} as psychologist?</b>\n\nTheir profile is hidden and takes no new"
        " bookings. Sessions that are booked stay; I'll list them for you."
    ),
    "take_it": "Yes, remove",
    "role_changed": "<b>Done.</b> They have been told.\n\n<b>{name}</b>\n{roles}{standing}",
    "standing": (
        "\n\n<b>Still booked ({count})</b>\nThese stay until somebody moves or cancels them:\n\n"
        "{lines}"
    ),
    "standing_line": "{starts_at} · {reference}\n{client}, {service}",
    "last_admin": "Somebody has to run the practice: the last admin stays.",
    "own_role": "Only another admin can take away your admin role.",
    "role_outdated": "That has changed meanwhile. This is how it stands now:",
    "never_approved": (
        "They have no approved profile yet. Invite them, or let them apply with /join."
    ),
    "nobody_there": "I can't find that person any more. /admin starts over.",
    "admin_given": (
        "You help to run {practice} from now on: /admin shows people, everybody's day and closed"
        " days."
    ),
    "admin_taken": "You don't run {practice} any more, so /admin is closed for you.",
    "psychologist_given": (
        "You are a psychologist at {practice} again: your profile is open for bookings. Your day is"
        " under /today, your hours under /availability."
    ),
    "psychologist_taken": (
        "You don't take new bookings at {practice} any more; your profile is hidden.{left} If this"
        " surprises you, please call the practice."
    ),
    "sessions_left": " Sessions that are booked stay: {count}, the next {starts_at}.",
    "see_booking": "{client}, {starts_at}",
}
