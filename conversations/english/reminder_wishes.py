"""English: /reminders."""

TEXTS: dict[str, str] = {
    "wishes_menu": (
        "<b>Your reminders</b>\n\n{what}\n{quiet}{shared}{email}{digest}{off}\n\n"
        "What shall I change?"
    ),
    "wishes_what": "I remind you <b>{when}</b> a session, {where}.",
    "wishes_no_kind": "I don't remind you of sessions. “When” switches that on again.",
    "wishes_no_way": (
        "No reminder can reach you: the chat is switched off for them, and there is no other way."
        " “Where” switches one on."
    ),
    "wish_day": "24 hours before",
    "wish_hours": "2 hours before",
    "wish_minutes": "15 minutes before",
    "wish_day_hours": "24 hours and 2 hours before",
    "wish_day_minutes": "24 hours and 15 minutes before",
    "wish_hours_minutes": "2 hours before, and 15 minutes before",
    "wish_day_hours_minutes": "24 hours, 2 hours and 15 minutes before",
    "ways_chat": "here",
    "ways_chat_sms": "here and by SMS",
    "ways_chat_else": "here, and by SMS if the chat can't reach you",
    "ways_sms": "by SMS",
    "ways_chat_mail": "here and by e-mail",
    "ways_chat_sms_mail": "here, by SMS and by e-mail",
    "ways_chat_else_mail": "here and by e-mail, and by SMS if the chat can't reach you",
    "ways_sms_mail": "by SMS and by e-mail",
    "ways_mail": "by e-mail",
    "wishes_quiet": "Quiet from {since} to {until}: a reminder due then comes before or after.",
    "wishes_no_quiet": "No quiet hours.",
    "wishes_shared": "\nOthers use your phone, too: SMS say even less.",
    "wishes_email": "\nE-mail: {email}",
    "wishes_no_email": "\nE-mail: none",
    "wishes_digest_staff": "\nYour agenda comes at 07:00, on days with anything in it.",
    "wishes_digest_admin": "\nThe report of the day comes at 18:00.",
    "wishes_digest_both": (
        "\nYour agenda comes at 07:00, the practice's report of the day at 18:00."
    ),
    "wishes_no_digest": "\nNo agenda and no report of the day.",
    "sms_no_phone": "\n\nI have no phone number of yours, so no SMS can come.",
    "sms_is_stopped": (
        "\n\nNo SMS comes, because you stopped them with STOP. Switch them on again below; if none"
        " comes even then, send us START by SMS."
    ),
    "sms_is_dead": (
        "\n\nNo SMS can reach your number, so I stopped trying. Please check it; if it is right,"
        " switch SMS on again below."
    ),
    "change_when": "When",
    "change_where": "Where",
    "change_quiet": "Quiet hours",
    "change_shared": "Shared phone",
    "change_email": "E-mail",
    "change_digest": "Agenda, report",
    "all_settings": "All settings",
    "set_phone": "Give my phone number",
    "sms_start": "Switch SMS on again",
    "wishes_left": "All right. /reminders opens this again.",
    "wishes_kept": "Changed; this is how it is from now on.",
    "wishes_when": "<b>When shall I remind you?</b>\n\n{what}\n\nTap one to switch it on or off.",
    "switch": "{what}: {state}",
    "switched_on": "on",
    "switched_off": "off",
    "wishes_where": (
        "<b>Where shall I remind you?</b>\n\n{what}{off}\n\nThis is about reminders. When a session"
        " changes, I always tell you here."
    ),
    "way_chat": "Here in the chat",
    "way_mail": "By e-mail",
    "sms_always": "SMS: always",
    "sms_instead": "SMS: if the chat can't",
    "sms_never": "SMS: never",
    "wishes_quiet_when": (
        "<b>When shall it be quiet?</b>\n\n{quiet}\n\nA reminder that falls into your quiet hours"
        " comes when they end, or before they begin where that would be too late; never after the"
        " session began. Tap one, or type yours: “22-6”, “21:30 to 7:00”, “off”."
    ),
    "quiet_preset": "{since} – {until}",
    "quiet_off": "No quiet hours",
    "quiet_unclear": "I need two times, like “22-6” or “21:30 to 7:00”, or “off”.",
    "wishes_shared_ask": (
        "<b>Does anybody else use your phone?</b>\n\nAn SMS from us never says what an appointment"
        " is about, or with whom. Where others may read along, it says even less: reference, day"
        " and time."
    ),
    "shared_yes": "Yes, others do",
    "shared_no": "No, only me",
    "wishes_digest_ask_staff": (
        "<b>Your agenda in the morning?</b>\n\nAt 07:00 by your clock, on days with anything to"
        " say: your sessions, who will come, requests that wait, notes that are missing."
    ),
    "wishes_digest_ask_admin": (
        "<b>A report of the day?</b>\n\nAt 18:00: the money of the day, the sessions, and what"
        " needs somebody."
    ),
    "wishes_digest_ask_both": (
        "<b>Agenda and report?</b>\n\nAt 07:00 by your clock your own agenda, on days with anything"
        " to say; at 18:00 the practice's money, its sessions, and what needs somebody."
    ),
    "digest_yes": "Yes, please",
    "digest_no": "No",
    "email_none_here": "The practice sends no e-mail at present, so I need no address.",
    "wishes_email_ask": (
        "<b>Your e-mail address</b>{email}\n\nWhat is said by SMS can come by e-mail, too, and"
        " never more than that. Type an address; I'll mail a code to it, to be sure that it is"
        " yours."
    ),
    "email_type_code": "Type the code",
    "email_remove": "Remove my address",
    "email_hint": "Please type an address, as in name@example.com.",
    "email_kept": "That address is yours, and I have noted it.",
    "email_removed": "Your address is removed. No e-mail comes any more.",
    "email_is_known": "That is the address that I have noted already.",
    "email_enough_codes": (
        "I have mailed three codes today, and no more go out before tomorrow. Please check the"
        " address, and look into your spam folder, too."
    ),
    "email_nobody": (
        "The mail with your code came back: nobody has that address. Please check it, and type it"
        " once more under /reminders."
    ),
    "wishes_code": (
        "<b>Look into {email}</b>\n\nI have mailed six digits there. Type them here within 15"
        " minutes. Nothing there? Look into your spam folder, or type the address once more. If it"
        " is somebody else's, only they can read the code, and nothing happens without it."
    ),
    "code_hint": "Please type the six digits from the mail, or another address.",
    "code_wrong": "That is not the code. Please look once more, and type all six digits.",
    "code_expired": (
        "That code was good for 15 minutes, and they are over. Type your address for another one."
    ),
    "code_used_up": (
        "That was wrong five times, so this code doesn't work any more. Type your address"
        " for another one."
    ),
    "email_code_subject": "{practice}: your code",
    "email_code_body": (
        "{code}\n\nType these digits in your chat with {practice} within 15 minutes.\n\nYou didn't"
        " ask for this? Then somebody mistyped their address. You need not do anything, and nothing"
        " more will come.\n\n{practice}"
    ),
}
