"""English: cancelling."""

TEXTS: dict[str, str] = {
    "cancel_in_time": (
        "<b>Cancel this session?</b> · {reference}\n\n{psychologist}\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\n{money}{words}\n\nIf you like, type a few words for"
        " {psychologist} first."
    ),
    "cancel_late": (
        "<b>Cancel this session?</b> · {reference}\n\n{psychologist}\n{service}, {minutes}"
        " minutes\n<b>{starts_at}</b>\n\n{money}{words}\n\nIf you like, type a few words for"
        " {psychologist} first."
    ),
    "cancel_why": (
        "<b>Cancel {client}, {starts_at}?</b> · {reference}\n\n"
        "Tap a reason or type one. {client} will read it."
    ),
    "cancel_staff": ("<b>Cancel {client}, {starts_at}?</b> · {reference}\n\n{money}{words}"),
    "cancel_your_words": "\n\nYour words: <i>{words}</i>",
    "cancel_unwell": "I am unwell",
    "cancel_urgent": "Something urgent came up",
    "cancel_away": "I will be away",
    "cancel_unwell_said": "I am unwell and can't be there.",
    "cancel_urgent_said": "Something urgent has come up. I am sorry.",
    "cancel_away_said": "I will be away at that time.",
    "money_all_back": (
        "You have paid {refund}, and all of it goes back to you. This holds until {free_until}."
    ),
    "money_all_back_staff": "{client} has paid {refund}, and all of it goes back.",
    "money_all_back_in_part": (
        "You have paid {refund}. {sent_back} goes back to you the way you paid, and {credit} is"
        " kept for you again. This holds until {free_until}."
    ),
    "money_all_back_in_part_staff": (
        "{client} has paid {refund}. {sent_back} goes back, and {credit} is their credit again."
    ),
    "money_all_credit": (
        "You have paid {refund} from what was kept for you, and all of it is kept for you again."
        " This holds until {free_until}."
    ),
    "money_all_credit_staff": (
        "{client} has paid {refund} with credit, and all of it is their credit again."
    ),
    "money_none_paid": "Nothing has been paid, so there is nothing to give back.",
    "money_stays": (
        "Until {free_until} you could cancel and get all of it back. Now the {kept} that you have"
        " paid stays with the practice. You can ask {psychologist} to make an exception."
    ),
    "money_stays_asked": (
        "Until {free_until} you could cancel and get all of it back. You have asked {psychologist}"
        " to make an exception, and I'll write to you once there is an answer. If you cancel now,"
        " the {kept} stays with the practice."
    ),
    "money_stays_kept": (
        "Until {free_until} you could cancel and get all of it back. {psychologist} couldn't make"
        " an exception, so the {kept} stays with the practice."
    ),
    "do_cancel_refund": "Cancel it, get {refund} back",
    "do_cancel_free": "Cancel it",
    "do_cancel_for_nothing": "Cancel without refund",
    "ask_to_waive": "Ask {psychologist} for an exception",
    "move_instead": "Move it instead",
    "keep_booking": "Keep it",
    "cancel_left": "All right, nothing was cancelled.",
    "cancelled_done": "<b>Cancelled</b> · {reference}\n{psychologist}, {starts_at}\n\n{money}",
    "cancelled_done_staff": (
        "<b>Cancelled</b> · {reference}\n{client}, {starts_at}\n\n{money} {told}"
    ),
    "client_told": "{client} has been told.",
    "client_not_told": "I can't reach {client} in Telegram, so please call them.",
    "no_chat_to_ask": (
        "This client has no Telegram, so I can't ask them about another time. Please call them; you"
        " can cancel here and book another time for them."
    ),
    "waiver_asked": (
        "I have asked {psychologist}. Your session on <b>{starts_at}</b> stands until there is an"
        " answer; I'll write to you here."
    ),
    "terms_changed": "This has changed while you were reading. Please look once more:",
    "change_over": "The session has begun or is over, so it can't be changed any more.",
    "change_prompt_live": (
        "M-Pesa is just asking for a PIN to pay for this. Please finish or close that first, then"
        " try again."
    ),
}
