"""English: /clients."""

TEXTS: dict[str, str] = {
    "clients_list": "<b>Clients</b>\n\n{lines}\n\nTap one, or type a name or number to search.",
    "clients_called": "<b>Clients like “{said}”</b>\n\n{lines}\n\nTap one, or search again.",
    "clients_none": (
        "<b>Clients</b>\n\nNobody yet. Whoever books a session shows up here; somebody without"
        " Telegram you can add."
    ),
    "clients_none_called": (
        "<b>Nobody like “{said}”</b>\n\nType another part of the name or number, or add them."
    ),
    "client_line": "<b>{name}</b>\n{next}",
    "next_session": "Next session: {starts_at}",
    "no_next_session": "No session ahead",
    "all_clients": "All clients",
    "add_client": "Add a client without Telegram",
    "clients_hint": "Tap a name, or type one to search.",
    "clients_left": "All right. /clients opens this again.",
    "client_card": (
        "<b>{name}</b>\nPhone: {number}\n{reached}\n\n{next}\nSessions ahead: {ahead}\n"
        "Sessions in all: {sessions}\n{book}"
    ),
    "client_book": "Sessions held: {completed}\nSpent on sessions: {spent}",
    "nothing_spent": "nothing yet",
    "one_amount": "{amount}",
    "more_amounts": "{first}, {rest}",
    "reached_by_chat": "Reached here in Telegram",
    "reached_by_sms": "Not in Telegram: reached by phone",
    "reached_by_nothing": "Not in Telegram, and no number that works",
    "book_for_them": "Book for them",
    "client_name": (
        "<b>A client without Telegram</b>\n\nWhat is their name? It is what you and your colleagues"
        " see."
    ),
    "client_name_hint": "Please type the name.",
    "client_phone": (
        "<b>{name}'s phone number?</b>\n\nA Kenyan mobile number, like 0712 345 678. They are asked"
        " to pay on it."
    ),
    "client_language": (
        "<b>Which language does {name} read?</b>\n\nThey can change it themselves: by texting"
        " “English” or “Kiswahili”, or in the menu on their phone."
    ),
    "client_number": "Change the number",
    "client_new_number": (
        "<b>{name}'s number</b>\n\nIn our books: {number}\n\nPlease ask {name}, and type the number"
        " that is right. The same one once more is good, too, if it is theirs after all."
    ),
    "client_number_kept": "Kept. SMS go to this number now.",
    "client_number_taken": "Somebody else on our list has that number. Please check it.",
    "client_sets_number": "They use Telegram and set their number there, under /settings.",
    "number_was_wrong": "none. {phone} wrote that it is a wrong number",
    "see_client": "Open this client",
    "client_phone_hint": "Please type the number, or share their contact.",
    "client_added": "They are on your list now.",
    "client_known": "That number was known already, so I added nobody twice.",
    "client_has_telegram": (
        "<b>That number belongs to somebody who has Telegram</b>\n\nThey book here themselves and"
        " are on your list once they have. Send them this link:\n{link}\n\nOr type another number."
    ),
    "not_your_client": "I can't find that person among your clients.",
}
