"""English: where video sessions take place, and their links."""

TEXTS: dict[str, str] = {
    "meeting_choose": (
        "<b>Where do your video sessions take place?</b>\n\nNow: {place}\n\n"
        "What you choose is for sessions that are confirmed from now on."
    ),
    "meeting_now_google": "Google Meet, with a link of its own for each session.",
    "meeting_now_jitsi": "Jitsi, with a room of its own for each session.",
    "meeting_now_typed": "your own link, {address}",
    "meeting_now_broken": (
        "Jitsi, because Google Meet no longer works. Connect it again to get Meet links."
    ),
    "meeting_google": "Google Meet",
    "meeting_connect": "Connect Google Meet",
    "meeting_reconnect": "Connect Google Meet again",
    "meeting_jitsi": "Jitsi, nothing to set up",
    "meeting_own": "A link of my own…",
    "meeting_disconnect": "Disconnect Google…",
    "meeting_consent": (
        "<b>Connect Google Meet</b>\n\n"
        "Tap the button and allow Smiling Steps to write events to your Google calendar. Each"
        " session gets an event there with its reference and a Meet link, never with a client's"
        " name.\n\nThe button is yours alone, works once and for {minutes} minutes."
    ),
    "meeting_allow": "Allow it at Google",
    "meeting_address": (
        "<b>Your own link</b>\n\nPlease type the address of your video room, like"
        " <code>https://video.example.org/brian</code>.\n\n"
        "All your clients get the same link, so let them in one by one."
    ),
    "meeting_type_address": "Please type the link, or go back.",
    "address_not_https": (
        "I can't use that. A link begins with https:// and has no spaces, like"
        " https://video.example.org/brian."
    ),
    "meeting_chosen": "<b>Saved</b>\n\nYour video sessions: {place}",
    "meeting_left_alone": "All right, nothing was changed.",
    "meeting_changed": "That has changed meanwhile. This is how it stands:",
    "meeting_no_profile": "Your profile isn't there yet. Once it is, /meet works.",
    "meeting_leave": (
        "<b>Disconnect Google?</b>\n\nNew sessions get Jitsi rooms then. Meet links that clients"
        " have already keep working."
    ),
    "meeting_leave_yes": "Disconnect",
    "google_connected": (
        "<b>Google Meet is connected</b>\n\n"
        "Sessions that are confirmed from now on get a Meet link. /meet changes that."
    ),
    "google_left": (
        "<b>Google is disconnected</b>\n\nNew video sessions get Jitsi rooms. /meet changes that."
    ),
    "google_broken": (
        "<b>Google Meet needs you</b>\n\n"
        "Google no longer lets me write to your calendar. Until you connect it again, your video"
        " sessions get Jitsi rooms, so no session is without a link."
    ),
    "consent_done": (
        "<b>Done.</b> Google Meet is connected. You can close this page and go back to Telegram."
    ),
    "consent_denied": (
        "<b>Nothing was connected.</b> You can close this page. In Telegram, /meet starts again."
    ),
    "consent_box": (
        "<b>Nothing was connected.</b> Google asked whether we may edit events, and that box was"
        " left empty. In Telegram, /meet starts again."
    ),
    "consent_old": (
        "<b>This link no longer works.</b> It is good once and for a few minutes. In Telegram,"
        " /meet gives you a new one."
    ),
    "consent_failed": (
        "<b>Google didn't answer as it should.</b> Nothing was connected. In Telegram, /meet starts"
        " again."
    ),
    "place_video_soon": "The link to your video room follows in a moment, in a message of its own.",
    "link_ready": (
        "<b>Your video link</b> · {reference}\n{starts_at}\n\nVideo room: {link}\n\n"
        "The attached file puts it into your calendar."
    ),
    "link_ready_staff": (
        "<b>Video link</b> · {reference}\n{client}, {starts_at}\n\nVideo room: {link}{why}"
    ),
    "link_renewed": (
        "<b>A new video link</b> · {reference}\n{starts_at}\n\n"
        "Please use this one from now on: {link}\n\nThe attached file puts it into your calendar."
    ),
    "link_renewed_staff": (
        "<b>A new video link</b> · {reference}\n{client}, {starts_at}\n\n"
        "Please use this one from now on: {link}{why}"
    ),
    "link_no_meet_why": (
        "\n\nGoogle made no Meet link, so this session has a Jitsi room. The client has this link."
    ),
    "link_another": "Link doesn't work?",
    "link_choose": (
        "<b>A new video link?</b> · {reference}\n{starts_at}{now}\n\n"
        "Both of you get the new one at once. Please leave the old one alone after that."
    ),
    "link_now": "\n\nNow: {link}",
    "link_room": "New room on Jitsi",
    "link_meet": "New Google Meet link",
    "link_own": "A link of my own…",
    "link_address": (
        "<b>Your own link</b>\n\nPlease type the address of the video room for this session, like"
        " <code>https://video.example.org/room-7</code>."
    ),
    "link_made_now": (
        "<b>Done</b> · {reference}, {starts_at}\n\nThe new link is in the message below. Both of"
        " you have it."
    ),
    "link_made_soon": (
        "<b>Google is making it</b> · {reference}, {starts_at}\n\n"
        "The new link comes in a moment, to both of you."
    ),
    "link_left_alone": "All right, the link stays as it is.",
    "link_not_now": "{reference}, {starts_at} is {status}: it needs no video link now.",
    "link_made_too_often": (
        "The link was made anew several times within the hour. If the newest one doesn't work"
        " either, write to each other or to the practice."
    ),
    "link_google_busy": (
        "I'm still busy with Google about this session. Try again in a minute, or take a room"
        " instead."
    ),
    "link_no_google": "Google Meet isn't connected any more. A room works right away.",
}
