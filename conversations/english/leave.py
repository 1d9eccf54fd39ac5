"""English: closing dates, and what becomes of the sessions inside."""

TEXTS: dict[str, str] = {
    "leave_from": (
        "<b>Step 1 of 4 · From which day in {month}?</b>\n\n"
        "Tap the first day, or type it all at once: “24 Dec to 2 Jan, leave”,"
        " “tomorrow 14-16 dentist”."
    ),
    "leave_until": (
        "<b>Step 2 of 4 · From {first} until which day?</b>\n\n"
        "Tap the last day in {month}, or type it. Both days are closed."
    ),
    "leave_one_day": "Only that day",
    "leave_day_over": "Please tap one of the numbered days.",
    "leave_until_before": "That is before the first day. Which is the last one?",
    "leave_why": (
        "<b>Step 3 of 4 · {dates}: why?</b>\n\n"
        "Tap or type a reason. Only you see it, never your clients."
    ),
    "leave_reason_leave": "Leave",
    "leave_reason_training": "Training",
    "leave_reason_private": "Private",
    "leave_no_reason": "No reason",
    "sick_when": (
        "<b>You can't work? Take care of yourself first.</b>\n\n"
        "I show you who would be affected before anything happens."
    ),
    "sick_today": "The rest of today",
    "sick_tomorrow": "All of tomorrow",
    "leave_changed_meanwhile": (
        "<i>Something changed while you were looking. This is how it stands now:</i>\n\n"
    ),
    "leave_days": "\n\nThen your hours are:\n{days}",
    "day_will_be": "{day}  {hours}",
    "leave_preview_free": (
        "{changed}{changes}{days}\n\nNo session is booked in that time. Shall I close it?"
    ),
    "leave_preview_open": "{changed}{changes}{days}\n\nShall I do that?",
    "leave_do_close": "Yes, close it",
    "leave_do_open": "Yes",
    "leave_preview_met": (
        "{changed}{changes}{days}\n\n<b>Booked in that time: {count}</b>\n\n{sessions}\n\n"
        "If you cancel them, {back}. Nothing has happened yet; what shall I do?"
    ),
    "leave_session": (
        "<b>{starts_at}</b> · {client} · {reference}\n{service} · {status} · {money}{stays}"
    ),
    "leave_pending": "waits for your answer",
    "leave_approved": "approved, not paid yet",
    "leave_confirmed": "confirmed",
    "leave_money_back": "{refund} would go back",
    "leave_money_none": "nothing to give back",
    "leave_paying_now": "\nThe client is paying right now, so this one would stay as it is.",
    "leave_offered_before": "\nAnother time is suggested already, until {until}.",
    "leave_more": "… and {count} more",
    "leave_nothing_back": "no money has to go back",
    "leave_sum": "{sum} goes back to your clients",
    "leave_sums": "{first}, {rest}",
    "leave_do_move": "Offer other times ({count})",
    "leave_do_cancel": "Cancel and give back ({count})",
    "leave_do_keep": "Keep them, only close for new ones",
    "leave_choose_one": "There are sessions in that time. Please choose what becomes of them:",
    "leave_left": "All right, nothing was closed. /availability shows your week.",
    "leave_done_free": "<b>Done.</b>\n\n{changes}\n\n/availability shows your week.",
    "leave_done_kept": (
        "<b>Done.</b>\n\n{changes}\n\nSessions that stay as they are: {sessions}. Nobody new can"
        " book that time."
    ),
    "leave_done_moved": (
        "<b>Done.</b>\n\n{changes}\n\nClients who have been offered another time: {count}. I'll"
        " tell you what each answers. Whoever doesn't answer in time is cancelled and gets all of"
        " it back.{left}"
    ),
    "leave_done_cancelled": (
        "<b>Done.</b>\n\n{changes}\n\nSessions cancelled, their clients told: {count}. As for the"
        " money, {back}.{left}{unheard}"
    ),
    "leave_left_moving": (
        "\n\nFor {count} I could suggest nothing: no time is free, or the client has no chat here"
        " or is paying just now. They stand as they did, so please look at them:"
    ),
    "leave_left_paying": (
        "\n\nFor {count} a payment is on its way just now, so they stand as they did. Please look"
        " at them in a minute:"
    ),
    "leave_unheard": (
        "\n\nClients who have no chat here, so nobody told them yet: {count}. Please call them:"
    ),
    "leave_see": "{client}, {starts_at}",
    "block_no_date": (
        "I found no day in that. Try “block tomorrow 14-16 dentist”, “off on Friday”,"
        " “24 Dec to 2 Jan, leave” or “work Sat 5 Dec 9-13”."
    ),
    "block_hours_unclear": (
        "From when until when? Try “block tomorrow 14-16” or “off on Friday from 15:00”."
    ),
    "block_no_such_day": "That day isn't in the calendar. Try “3 Dec”, “3/12” or “2026-12-03”.",
    "block_no_such_hours": "I can't read those hours. Try “14-16”, “14:00-16:30” or “2pm-4pm”.",
    "block_past": "That day is over. Which day to come do you mean?",
    "block_backwards": "That ends before it begins. Try “24 Dec to 2 Jan”.",
    "block_other_weekday": (
        "The weekday and the date don't go together. Try only the date, such as “5 Dec”."
    ),
    "block_too_long": "That is more than a year. Please close a shorter time.",
    "block_needs_hours": (
        "You have no usual hours on that day, so tell me which: “work Sat 5 Dec 9-13”."
    ),
    "leave_offered": (
        "<b>{psychologist} will be away then</b> · {reference}\n\n"
        "Your session on {starts_at} can't take place as planned; we are sorry. I keep"
        " <b>{other}</b> for you instead, until {until}.{paid}"
    ),
    "leave_offered_at_once": (
        "<b>{psychologist} can't see you on {starts_at}</b> · {reference}\n\n"
        "We are sorry that this comes so late. I keep <b>{other}</b> for you instead, until"
        " {until}.{paid}"
    ),
    "leave_paid_moves": (
        " What you have paid moves along with it.\n\nIf I don't hear from you by then, I cancel the"
        " session and all that you paid goes back to you."
    ),
    "leave_unpaid_moves": "\n\nIf I don't hear from you by then, I cancel the session.",
    "leave_agree": "Take {starts_at}",
    "leave_other_time": "Choose another time",
    "leave_rather_cancel": "Rather cancel",
    "leave_cancelled": (
        "<b>{psychologist} will be away, so your session is cancelled</b> · {reference}\n\n"
        "{service}, {starts_at}. We are sorry. {money}{free}"
    ),
    "leave_cancelled_at_once": (
        "<b>{psychologist} can't see you on {starts_at}</b> · {reference}\n\n"
        "We are sorry that this comes so late; the session is cancelled. {money}{free}"
    ),
    "leave_refund": "You get all of your {refund} back.",
    "leave_no_refund": "You have nothing to pay.",
    "leave_times": " These times near it are free:",
    "leave_unmoved": (
        "<b>Your session on {starts_at} is cancelled</b> · {reference}\n\n{psychologist} is away"
        " then, and no other time was agreed on until now. {money}{free}"
    ),
    "leave_unmoved_staff": (
        "<b>Cancelled, because you are away</b> · {reference}\n{client}, {starts_at}\n\nNo other"
        " time was agreed on in time. {money}"
    ),
}
