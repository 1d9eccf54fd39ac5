"""English: one's own feed, and calendars that are kept elsewhere."""

from conversations.plural import Plural, Text

TEXTS: dict[str, Text] = {
    "calendar_client": (
        "<b>Your sessions in your own calendar</b>\n\n<code>{address}</code>\n\n"
        "Give this address to your calendar app (“subscribe” or “from URL”): it shows your sessions"
        " and follows every change by itself. The titles say nothing about what it is.\n\n"
        "Please keep it to yourself: whoever has it can read when your sessions are."
    ),
    "calendar_staff": (
        "<b>Your sessions in your own calendar</b>\n\n<code>{address}</code>\n\n"
        "Give this address to your calendar app (“subscribe” or “from URL”). Keep it to yourself.\n"
        "\n<b>Calendars you keep elsewhere</b>\n"
        "When you are busy there, nobody can book you here. I see when, and keep nothing else.\n\n"
        "{lines}"
    ),
    "calendar_none": "There is none yet.",
    "calendar_line": Plural(
        "<b>{name}</b>: {count} busy time in the next 30 days, read {good_at}",
        "<b>{name}</b>: {count} busy times in the next 30 days, read {good_at}",
    ),
    "calendar_first_reading": "<b>{name}</b>: being read for the first time",
    "calendar_broken_line": Plural(
        "<b>{name}</b>: {why} What I read before still counts: {count} busy time in the next 30"
        " days, from {good_at}.",
        "<b>{name}</b>: {why} What I read before still counts: {count} busy times in the next 30"
        " days, from {good_at}.",
    ),
    "calendar_copy": "Copy the address",
    "calendar_open": "Open in my calendar",
    "calendar_renew": "Make a new address",
    "calendar_renew_now": "Yes, a new address",
    "calendar_sure_renew": (
        "<b>Make a new address?</b>\n\nThe present one stops working at once, in every calendar app"
        " that uses it. You then give those apps the new one."
    ),
    "calendar_renewed": "This is your new address. The one before it no longer works.",
    "calendar_close": "Done",
    "calendar_left": "Closed. /calendar brings it back.",
    "calendar_add": "Add a calendar",
    "calendar_ask_address": (
        "<b>Which calendar?</b>\n\n"
        "Send me its secret address: it begins with https:// or webcal://.\n\n"
        "Google: Settings › your calendar › “Secret address in iCal format”\n"
        "Outlook: Settings › Calendar › Shared calendars › Publish › the ICS link\n"
        "iCloud: the calendar's sharing sign › Public Calendar"
    ),
    "calendar_type_it": "Please type it as a message, or go back.",
    "calendar_reading": "<b>One moment</b>\n\nI am reading the calendar. This takes a few seconds.",
    "calendar_found": "<b>I could read it</b>\n\n{state}\n\nI look again every 15 minutes.",
    "calendar_not_added": "I did not add the calendar <b>{name}</b>. {why}",
    "calendar_one": "{state}",
    "calendar_see": "Your calendars",
    "calendar_check": "Check now",
    "calendar_rename": "Rename",
    "calendar_remove": "Remove",
    "calendar_remove_now": "Yes, remove it",
    "calendar_ask_name": "What shall I call <b>{name}</b>? Type a name.",
    "calendar_sure_remove": (
        "<b>Remove {name}?</b>\n\nIts busy times can be booked here again. The calendar itself"
        " stays as it is."
    ),
    "calendar_removed": "It is removed.",
    "calendar_gone": "That calendar is not in your list any more.",
    "calendar_too_many": "Five calendars are the most. Remove one first.",
    "calendar_known_already": "I have that calendar already.",
    "calendar_address_sealed": ("The address is sealed now, and I have taken it out of this chat."),
    "calendar_feed_name": "Appointments",
    "calendar_not_https": (
        "That is not an address that I can read. It should begin with https:// or webcal://."
    ),
    "calendar_not_public": (
        "That address is inside a private network, so I can't reach it. Please use one that works"
        " from the internet."
    ),
    "calendar_not_found": (
        "There is no calendar at that address any more. Please copy its secret address once more."
    ),
    "calendar_not_allowed": (
        "That address asks for a password. Please use the secret address of the calendar, which"
        " needs none."
    ),
    "calendar_no_answer": (
        "The other calendar's server did not answer as it should. It may work again later."
    ),
    "calendar_too_slow": "The other calendar's server took too long. It may work again later.",
    "calendar_too_large": "That calendar is larger than 10 MB, more than I can read.",
    "calendar_too_many_redirects": (
        "That address only leads to other addresses. Please copy the secret address once more."
    ),
    "calendar_not_a_calendar": (
        "What is at that address is not a calendar (.ics). Please copy the secret address, not the"
        " one of the web page."
    ),
    "calendar_too_many_events": "That calendar has more events than I can read.",
    "calendar_repeats_too_often": (
        "That calendar has an event that repeats every few seconds or minutes, which I can't read."
        " Please remove that event there."
    ),
    "calendar_failing": (
        "<b>I can't read your calendar {name}</b>\n\n{why}\n\n"
        "What I read before still counts, but I don't see what is new there. I keep trying."
    ),
    "calendar_mended": "I can read your calendar <b>{name}</b> again.",
}
