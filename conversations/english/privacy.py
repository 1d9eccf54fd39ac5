"""English: what is kept of somebody, having it sent, and being forgotten."""

TEXTS: dict[str, str] = {
    "command_privacy": "Your data, and your rights over it",
    "privacy": (
        "<b>What {practice} keeps about you</b>\n\n• your name, phone number and settings, as you"
        " gave them\n• your sessions: when, with whom, and what was paid\n• what you told before a"
        " session. It is locked away (encrypted) with a key of your own, for the psychologist of"
        " that session; who runs the practice needs a reason, which is written down\n• what you"
        " agreed to, and who looked at your data: /mydata shows you\n\nNone of it is used for"
        " anything but your sessions. You can have all of it, and you can have it deleted."
    ),
    "privacy_mydata": "My data",
    "privacy_trail": "Who looked",
    "privacy_consents": "What I agreed to",
    "privacy_forget": "Delete my data",
    "privacy_left": "All right. /privacy opens this again.",
    "trail": "<b>What was done with your data</b>\n\n{lines}",
    "trail_none": "<b>What was done with your data</b>\n\nNothing yet.",
    "trail_line": "{at}: {deed}{about}, {by}",
    "trail_about": " · {reference}",
    "trail_newest": "‹ Newest",
    "trail_older": "Older ›",
    "trail_left": "All right. /trail opens this again.",
    "trail_by_you": "by you",
    "trail_by_itself": "by the program or a payment provider",
    "trail_by_admin": "by {who} (admin)",
    "trail_by_client": "by {who}",
    "trail_by_guardian": "by {who} (guardian)",
    "trail_by_psychologist": "by {who} (psychologist)",
    "trail_booking_moved": "a session changed its state",
    "trail_booking_retimed": "a session changed its time",
    "trail_consent_given": "a text was agreed to",
    "trail_consent_withdrawn": "an agreement was taken back",
    "trail_data_exported": "all your data was sent to you",
    "trail_erasure_moved": "your data was being deleted",
    "trail_feed_renewed": "your calendar's address was made anew",
    "trail_feed_shown": "your calendar's address was shown",
    "trail_glass_broken": "<b>your answers were opened by an admin, with a reason</b>",
    "trail_intake_moved": "answers before a session were begun or finished",
    "trail_intake_read": "<b>your answers were read</b>",
    "trail_key_destroyed": "your key was destroyed",
    "trail_money_came": "money came",
    "trail_money_placed": "money was put where it belongs",
    "trail_note_read": "<b>a note about a session was read</b>",
    "trail_note_written": "a note about a session was written",
    "trail_payment_moved": "a payment moved on",
    "trail_proof_shown": "<b>a file about a session was looked at</b>",
    "trail_refund_moved": "a refund moved on",
    "trail_role_given": "a role was given",
    "trail_role_taken": "a role was taken",
    "trail_other": "something was done",
    "mydata": (
        "<b>All your data, as two files</b>\n\nOne to read (PDF), one for other programs (JSON):"
        " your sessions, payments, receipts, what you agreed to, who looked.\n\nShould your answers"
        " from before your sessions be in them, too? Here they are sealed; a file that is sent to"
        " you isn't, and Telegram carries it and keeps it in this chat. Without them, the files say"
        " only when you answered."
    ),
    "mydata_with": "With my answers",
    "mydata_without": "Without them",
    "mydata_comes": (
        "Here are your files, with your answers in them. Keep them where only you look, and delete"
        " them from this chat once you have."
    ),
    "mydata_comes_without": "Here are your files, without your answers.",
    "mydata_pdf": "To read.",
    "mydata_json": "For other programs.",
    "mydata_left": "All right. /mydata opens this again.",
    "mydata_just_sent": (
        "I sent you your files a moment ago. You can have new ones every ten minutes."
    ),
    "mydata_title": "Everything we keep about you",
    "mydata_foot": (
        "Made at the request of the person it is about. A psychologist's own notes about you are"
        " named here by their date; what they say is given to you by the practice when you ask."
    ),
    "mydata_kind_treatment": "Working together",
    "mydata_kind_confidentiality": "What stays between us",
    "mydata_kind_data_processing": "Your data",
    "mydata_kind_terms": "How booking works",
    "mydata_did_age_said": "age was said",
    "mydata_did_booking_moved": "session changed",
    "mydata_did_booking_retimed": "session moved to another time",
    "mydata_did_consent_given": "agreed to a text",
    "mydata_did_consent_withdrawn": "took back an agreement",
    "mydata_did_data_exported": "these files were asked for",
    "mydata_did_erasure_moved": "data being deleted",
    "mydata_did_feed_renewed": "calendar address made anew",
    "mydata_did_feed_shown": "calendar address shown",
    "mydata_did_glass_broken": "answers opened with a written reason",
    "mydata_did_intake_moved": "answers before a session begun or finished",
    "mydata_did_intake_read": "answers before a session read",
    "mydata_did_key_destroyed": "key destroyed",
    "mydata_did_money_came": "money came in",
    "mydata_did_money_placed": "money put to a session",
    "mydata_did_note_read": "note about a session read",
    "mydata_did_payment_moved": "payment changed",
    "mydata_did_price_changed": "price changed",
    "mydata_did_profile_moved": "profile changed",
    "mydata_did_proof_shown": "proof of a session looked at",
    "mydata_did_refund_moved": "money back changed",
    "mydata_did_role_given": "role given",
    "mydata_did_role_taken": "role ended",
    "mydata_part_person": "You",
    "mydata_part_reminders": "What you were reminded of",
    "mydata_part_sessions": "Your sessions",
    "mydata_part_money": "Your money",
    "mydata_part_answers": "What you told before your sessions",
    "mydata_part_consents": "What you agreed to",
    "mydata_part_care": "What was kept for your care",
    "mydata_part_trail": "What was done with your data",
    "mydata_part_work": "Your work here",
    "forget_preview": (
        "<b>Delete your data?</b>\n\nNobody can undo this.\n\n<b>Gone at once:</b> your name,"
        " number and settings, what you wrote here, and the key to what you told before your"
        " sessions and to what was written about them. Without it none of that can be opened again,"
        " in any copy."
    ),
    "forget_sessions": "<b>Cancelled with it:</b>\n\n{lines}",
    "forget_session": "• {starts_at}, {psychologist} · {reference}. {money}",
    "forget_session_back": "{refund} goes back to you.",
    "forget_session_credit": "{credit} is kept for you again.",
    "forget_session_kept": "It is too late to cancel for free: {kept} stays with the practice.",
    "forget_session_unpaid": "Nothing was paid.",
    "forget_more_sessions": "… and {count} more. /sessions shows them all.",
    "forget_credit": (
        "<b>Your money:</b> {credit} is kept for you. I can't keep it without knowing whose it is,"
        " so please choose."
    ),
    "forget_by_hand": (
        "A part of it was paid in cash, so only a person can give it back. Ask the practice for it"
        " first, or give it up."
    ),
    "forget_stays": (
        "<b>What stays, without your name:</b> sums, receipts' numbers and when sessions were,"
        " because the practice has to keep its books; what you agreed to; that you asked for this."
        " What else is left is deleted after {days}.\n\nIf you would like your data first, /mydata"
        " sends it."
    ),
    "forget_go_on": "Go on",
    "forget_send_credit": "Send {credit} back, go on",
    "forget_give_up": "Give up {credit}, go on",
    "forget_stay": "No, keep it",
    "forget_last": (
        "<b>Once more: delete your data for good?</b>\n\nTap the button, or type “delete my data”."
        " After that I don't know you any more, and nobody can open what you told here."
    ),
    "forget_goes_back": "<b>Your money goes back:</b>\n\n{ways}",
    "forget_gives_up": "The <b>{credit}</b> that is kept for you goes to the practice.",
    "forget_do": "Delete my data for good",
    "forget_word": "delete my data",
    "forget_hint": "Please tap one of the buttons, or type “delete my data”.",
    "forget_again": "Try again",
    "forget_left": "All right, nothing has changed.",
    "forget_not_staff": (
        "You work here, or have sessions ahead as a psychologist, and your clients need to find"
        " you. Please ask an admin to end your role under /admin first, and hold or cancel the"
        " sessions that are left. Then /forget works for you, too."
    ),
    "forget_not_session": (
        "Your session is running, until {until}. Please come back after it: I can't end it in the"
        " middle."
    ),
    "forget_not_prompt": (
        "M-Pesa is just asking for a PIN for one of your sessions. Please finish or close that"
        " first; a few minutes later I know how it ended, and can delete your data."
    ),
    "forget_not_proof": (
        "You have shown a payment that is still being looked for. If your data were deleted now,"
        " nobody could say whose it is. Please wait for the answer, or write to the practice."
    ),
    "forgotten": (
        "<b>Your data is deleted</b>\n\nYour name, your number and the key to what you told here"
        " are gone. This is the last thing that I write to you. You are welcome back at any time."
    ),
    "forgotten_ended": (
        "Sessions cancelled: {count}. Your psychologist knows that, without your name. If they are"
        " in your own calendar, please take them out there."
    ),
    "forgotten_money": (
        "{amount} goes back the way you paid. The number it goes to is kept until it has arrived,"
        " and no longer."
    ),
    "forgotten_given_up": "You gave up {amount}.",
    "forgotten_remains": (
        "What remains has no name: sums and receipts' numbers, what was agreed to, that you asked"
        " for this. What else is left is deleted by {until}.\n\nThe messages above are in your own"
        " Telegram; you can clear this chat there. If you write to me again, we start anew."
    ),
    "client_left": (
        "<b>A client has left</b>\n\nThey have had their data deleted. The session {reference} on"
        " <b>{starts_at}</b> is cancelled. {money}"
    ),
    "client_left_back": "{refund} goes back to them.",
    "client_left_kept": "It was late, so {kept} stays with the practice.",
    "client_left_free": "There is nothing to give back.",
    "notes_gone": (
        "This client has had their data deleted. What was written about their sessions can't be"
        " opened any more, and nothing can be added."
    ),
}
