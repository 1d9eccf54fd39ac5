"""English: /settings."""

TEXTS: dict[str, str] = {
    "settings_menu": (
        "<b>Your settings</b>\n\nI call you: {name}\nLanguage: {language}\n"
        "Time zone: {city}, where it is {now}\nPhone: {number}\n\nWhat shall I change?"
    ),
    "number_is": "{phone}",
    "no_number": "none",
    "change_name": "Name",
    "change_language": "Language",
    "change_zone": "Time zone",
    "change_phone": "Phone number",
    "change_reminders": "Reminders, SMS, e-mail",
    "done": "Done",
    "settings_left": "All right. /settings opens your settings again.",
    "settings_name": (
        "<b>What shall we call you?</b>\n\nNow it is {name}. Type the name that your psychologist"
        " and I should use."
    ),
    "name_needed": "I need a name with letters in it. Please type it once more.",
    "name_hint": "Please type the name.",
    "name_kept": "That is your name here from now on.",
    "settings_language": (
        "<b>Which language?</b>\n\nTap one, or type its name. I change over at once; what I have"
        " sent you before stays as it is."
    ),
    "language_kept": "I write English from now on.",
    "settings_zone": (
        "<b>Where do you live?</b>\n\nNow it is {city}, where it is {now}. I show every time by"
        " that clock. Tap a city, or type yours: “Berlin”, “Europe/Paris”, “Ghana”.{hours}"
    ),
    "settings_zone_which": (
        "<b>Which one do you mean?</b>\n\nTap it, or type another city.{hours}"
    ),
    "zone_moves_hours": (
        "\n\nYour opening hours follow this clock too: 09:00 will mean 09:00 there."
    ),
    "zone_unknown": (
        "I don't know that place. Try the largest city near you: “Berlin”, “New York”, “Accra”;"
        " or a zone's name, like “Europe/Berlin”."
    ),
    "zone_time": "{city} time",
    "zone_kept": "Every time you see here is by this clock from now on.",
    "settings_phone": (
        "<b>Your phone number</b>\n\nNow: {number}\n\nIt is offered when you pay, and used to reach"
        " you about your sessions. Share it with the button below, or type it: 0712 345 678."
    ),
    "share_number": "Share my number",
    "remove_number": "Remove my number",
    "keys_put_away": "One moment…",
    "contact_not_own": (
        "That is somebody else's contact. I only keep your own number here: use “Share my number”,"
        " or type it."
    ),
    "phone_hint": "Please share your number with the button below, or type it.",
    "phone_kept": "I have noted your number.",
    "phone_removed": "Your number is removed.",
}
