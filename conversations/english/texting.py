"""English: answers by SMS, each of one segment (R5, R6), and what its psychologist hears of it."""

TEXTS: dict[str, str] = {
    "texting_coming": "Thank you. We expect you: appointment {reference}, {starts_at}.",
    "texting_which": "Which one? Reply with its number.\n{lines}",
    "texting_choice": "{number}: {reference}, {starts_at}",
    "texting_ahead": "Your appointments:\n{lines}",
    "texting_line": "{reference}, {starts_at}",
    "texting_lines": "{line}\n{rest}",
    "texting_what": "{reference}, {starts_at}. Reply YES to confirm, CHANGE or CANCEL.",
    "texting_changed_note": "This has changed. ",
    "texting_cancel_free": (
        "{note}Cancel {reference}, {starts_at}? Nothing was paid. Reply {code} to cancel, NO to"
        " keep it."
    ),
    "texting_cancel_back": (
        "{note}Cancel {reference}, {starts_at}? {refund} comes back to you. Reply {code} to cancel,"
        " NO to keep it."
    ),
    "texting_cancel_credit": (
        "{note}Cancel {reference}, {starts_at}? {credit} is kept for you. Reply {code} to cancel,"
        " NO to keep it."
    ),
    "texting_cancel_part": (
        "{note}Cancel {reference}, {starts_at}? {refund} comes back, {credit} is kept for you."
        " Reply {code} or NO."
    ),
    "texting_cancel_late": (
        "{note}Cancel {reference}, {starts_at}? No refund, {kept} stays. Reply {code} to cancel, NO"
        " to keep it, CALL to ask us."
    ),
    "texting_cancel_late_settled": (
        "{note}Cancel {reference}, {starts_at}? No refund, {kept} stays. Reply {code} to cancel, NO"
        " to keep it."
    ),
    "texting_cancelled_free": "Cancelled: {reference}, {starts_at}. Nothing was paid.",
    "texting_cancelled_late": (
        "Cancelled: {reference}, {starts_at}. It was too late for a refund."
    ),
    "texting_cancelled_back": "Cancelled: {reference}, {starts_at}. {refund} comes back to you.",
    "texting_cancelled_credit": "Cancelled: {reference}, {starts_at}. {credit} is kept for you.",
    "texting_cancelled_part": (
        "Cancelled: {reference}, {starts_at}. {refund} comes back to you, {credit} is kept for you."
    ),
    "texting_kept": "Nothing was cancelled.",
    "texting_kept_one": "Nothing was cancelled. {reference}, {starts_at}, stands.",
    "texting_mercy_asked": (
        "We have asked whether an exception can be made for {reference}. It stands until you hear"
        " from us."
    ),
    "texting_other_time": (
        "Another time for {reference}, {starts_at}: noted, and we will call you."
    ),
    "texting_other_time_chat": (
        "Another time for {reference}, {starts_at}: choose one at {link} or wait for us."
    ),
    "texting_will_call": "We have your message, and we will call you. {reference}",
    "texting_told_late": "Thank you, we know that you will be late. {reference}",
    "texting_pay_asked": (
        "M-Pesa asks this phone for {amount} now, for {reference}. Please enter your PIN there."
    ),
    "texting_pay_after": (
        "M-Pesa can't ask this phone just now. Please reply PAY again after {day_hour}."
    ),
    "texting_pay_not_now": "M-Pesa can't be asked for this. Reply CALL, and we will call you.",
    "texting_pay_elsewhere": "M-Pesa can't ask this number. Reply CALL, and we will call you.",
    "texting_prompt_live": (
        "M-Pesa asks for a PIN just now. Please answer it there first, then write again."
    ),
    "texting_nothing_to_pay": "There is nothing to pay for {reference}, {starts_at}.",
    "texting_to_pay": "{reference}, {starts_at}, is to be paid first. Reply PAY, or CANCEL.",
    "texting_not_confirmed": (
        "{reference}, {starts_at}, is not confirmed yet. You will hear from us."
    ),
    "texting_too_late": "Too late for that: {reference}, {starts_at}. Reply CALL to be called.",
    "texting_moved_on": (
        "Something has changed: {reference}, {starts_at}. Reply CHANGE, CANCEL or CALL."
    ),
    "texting_not_possible": "That is not possible by SMS. Reply HELP to see what is.",
    "texting_not_possible_or_call": "That is not possible by SMS. Please call {practice_phone}.",
    "texting_started": "SMS are on again. Reply HELP to see what you can do.",
    "texting_stopped": (
        "You get no more reminders and news by SMS. Reply START if you want them again."
    ),
    "texting_help": (
        "Reply YES to confirm, CHANGE for another time, CANCEL, PAY, CALL to be called, STOP for no"
        " more SMS."
    ),
    "texting_help_or_call": (
        "Reply YES to confirm, CHANGE for another time, CANCEL, PAY, CALL to be called, STOP for no"
        " more SMS. Or call {practice_phone}."
    ),
    "texting_help_or_dial": (
        "Reply YES to confirm, CHANGE for another time, CANCEL, PAY, CALL to be called, STOP for no"
        " more SMS. Or dial {ussd_code}."
    ),
    "texting_unclear": (
        "Sorry, that was not clear. Reply YES to confirm, CHANGE for another time, CANCEL, PAY,"
        " CALL or HELP."
    ),
    "texting_unproven": (
        "To use this by SMS, please show once that this number is yours: in our chat, /settings,"
        " Phone number, share it there."
    ),
    "texting_nothing_ahead": "You have no appointment ahead.",
    "texting_nothing_ahead_or_call": (
        "You have no appointment ahead. To ask for one: {practice_phone}"
    ),
    "texting_no_such": "We found no such appointment. Reply CALL or HELP.",
    "texting_paid": "Thank you. Once it has arrived you will hear from us; that takes minutes.",
    "texting_paid_or_call": (
        "Thank you. Once it has arrived you will hear from us; that takes minutes. If not, call"
        " {practice_phone}."
    ),
    "texting_wrong": "Sorry. This number gets no more SMS from us.",
    "texting_wrong_or_call": (
        "Sorry. This number gets no more SMS from us. If it is yours after all, call"
        " {practice_phone}."
    ),
    "texting_language": "From now on in English. Reply HELP to see what you can do.",
    "texting_stranger": (
        "This number answers about appointments only. Please text from the phone that you gave us."
    ),
    "texting_stranger_or_call": (
        "This number answers about appointments only. Please text from the phone that you gave us,"
        " or call {practice_phone}."
    ),
    "texting_crisis": (
        "You are not alone. In danger now? Please call {lines}, or go to the nearest hospital."
        " {told}"
    ),
    "texting_crisis_told": "We will try to reach you.",
    "texting_unknown_person": "Unknown number",
    "number_seems_wrong": (
        "<b>{client}'s number seems to be wrong</b>\n\nSomebody answered from {phone} that it is"
        " not theirs. No more SMS go there, and nothing can be done from it.\n\nPlease ask {client}"
        " another way. If it is their number after all, enter it again."
    ),
    "your_number_seems_wrong": (
        "<b>Is {phone} still your number?</b>\n\nSomebody answered from it that it is a wrong one."
        " No more SMS go there.\n\nIf it is yours, share it again under /settings, Phone number."
    ),
    "wants_other_time": (
        "<b>{client} wants another time</b> · {reference}\n\n{starts_at}\n{service}\n\n"
        "They said so from their phone, not in this chat."
    ),
    "cancelled_by_phone": (
        "<b>Cancelled from your phone number</b> · {reference}\n\n{starts_at}\n\n"
        "If that wasn't you, look at your number under /settings, and tell us."
    ),
    "wants_call": (
        "<b>{client} asks to be called</b> · {reference}\n\n{starts_at}\n{service}{number}\n\n"
        "They said so from their phone, not in this chat."
    ),
    "will_be_late": (
        "<b>{client} will be late</b> · {reference}\n\n{starts_at}\n{service}\n\n"
        "They said so from their phone, not in this chat."
    ),
}
