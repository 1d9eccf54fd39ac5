"""English: what an admin does for a client without a chat, who asked for it."""

from conversations.plural import Plural

TEXTS: dict[str, str | Plural] = {
    "data_for_them": (
        "<b>All data of {name}</b>\n\nThey have a right to it, and no chat in which to ask. How did"
        " they ask you? Please be sure that it is them: call back the number that we know.\n\n"
        "It stands in their trail that you did this, and how they asked."
    ),
    "forget_them": (
        "<b>Delete the data of {name}?</b>\n\nThey have a right to it, and no chat in which to ask."
        " How did they ask you? Nobody can undo it, so please be sure that it is them: call back"
        " the number that we know.\n\nIt stands in the trail that you did this, and how they asked."
    ),
    "for_them_by_in_person": "They came and told me",
    "for_them_by_call": "By phone, and I called back",
    "for_them_by_letter": "In writing",
    "for_them_left": "All right, nothing was done. /clients leads back to them.",
    "for_them_has_chat": (
        "They reach me in Telegram themselves: /mydata and /forget are theirs to send, in their own"
        " chat, so that nobody else does it in their name."
    ),
    "hand_out": (
        "<b>All data of {name}, as a file to read</b>\n\nIt comes here and leaves this chat after"
        " {stays} minutes. What lies sealed is not in it, and isn't opened for you.\n\nTo show it,"
        " it comes so that it can't be saved or sent on. To print it, it can be saved: give it to"
        " nobody else, and delete it once it is printed."
    ),
    "hand_to_show": "To show it to them",
    "hand_to_print": "To print it for them",
    "handed_out": "Here it comes. It leaves this chat after {stays} minutes.",
    "handed_out_to_print": (
        "Here it comes, to be printed for {name}. It leaves this chat after {stays} minutes; please"
        " delete your copy, too."
    ),
    "handed_file": "{name}: to read.",
    "for_them_preview": (
        "<b>Delete the data of {name}?</b>\n\nNobody can undo this.\n\n<b>Gone at once:</b>"
        " their name, number and settings, and the key to what lies sealed: notes about their"
        " sessions can't be opened any more, in any copy."
    ),
    "for_them_more_sessions": Plural("… and {count} more.", "… and {count} more."),
    "for_them_is_credit": "{credit} is kept for them again.",
    "for_them_credit": (
        "<b>Their money:</b> {credit} is kept for them. Please ask them whether it should go back,"
        " or whether they give it up."
    ),
    "for_them_by_hand": (
        "A part of it was paid in cash. Give it back first (/credit), or ask them whether they give"
        " it up."
    ),
    "for_them_stays": (
        "<b>What stays, without a name:</b> sums, receipts' numbers and when sessions were, because"
        " the practice has to keep its books; what was agreed to; that they asked for this. What"
        " else is left is deleted after {days}.\n\nIf they would like their data first, go back to"
        " /clients."
    ),
    "for_them_keep": "No, keep it",
    "for_them_last": (
        "<b>Once more: delete the data of {name} for good?</b>\n\nAfter that nobody here knows"
        " them, and what lies sealed can't be opened by anybody."
    ),
    "for_them_goes_back": "The <b>{credit}</b> that is kept for them goes back the way they paid.",
    "for_them_gives_up": "The <b>{credit}</b> that is kept for them goes to the practice.",
    "for_them_do": "Delete their data for good",
    "for_them_gone": (
        "<b>Their data is deleted</b>\n\nTheir name, number and key are gone. What else is left is"
        " deleted by {until}. If SMS are on, they get a neutral line that it is done."
    ),
    "for_them_ended": Plural(
        "{count} session was cancelled; its psychologist knows that, without a name.",
        "{count} sessions were cancelled; their psychologists know that, without a name.",
    ),
    "for_them_not_staff": "They work here. Please end their role under /admin first.",
    "for_them_not_session": (
        "Their session is running, until {until}. Please come back after it: it can't be ended in"
        " the middle."
    ),
    "for_them_not_prompt": (
        "M-Pesa is just asking them for a PIN. A few minutes later it is known how that ended;"
        " please come back then."
    ),
    "for_them_not_proof": (
        "They have shown a payment that is still being looked for (/proofs). Once that is decided,"
        " their data can be deleted."
    ),
    "client_sessions": "Their sessions",
    "client_sessions_list": (
        "<b>Sessions of {name}</b>\n\nTap one for its card, and what can be done there."
    ),
    "client_sessions_glass": (
        "<b>Sessions of {name}</b>\n\nTap one for its card, and what can be done there. What was"
        " told for one is its psychologist's to read; where it can't wait, its card has “Open the"
        " intake (reason needed)”."
    ),
    "client_sessions_none": "<b>Sessions of {name}</b>\n\nNone yet.",
    "client_session_button": "{starts_at} · {psychologist}",
    "client_data": "Their data, as they asked",
    "client_forget": "Delete it, as they asked",
}
