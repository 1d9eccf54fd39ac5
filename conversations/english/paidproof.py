"""English: having paid, and showing it."""

TEXTS: dict[str, str] = {
    "paidproof_ask": (
        "<b>You have paid for {reference}?</b>\n{psychologist}, {starts_at}\n{due} is still to"
        " pay.\n\n"
        "Send me the M-Pesa message: copy all of it and paste it here. Only its code, ten letters"
        " and numbers such as UKL4A1B2C3, will do, and so will a picture of it."
    ),
    "paidproof_ask_again": (
        "<b>{reference} is paid</b>, so there is nothing more to do.\n{psychologist},"
        " {starts_at}\n\n"
        "If you have paid twice, send me the other M-Pesa message or its code. We keep that money"
        " for you."
    ),
    "paidproof_which": "<b>For which session have you paid?</b>",
    "paidproof_for": "{reference} · {starts_at}",
    "paidproof_nothing_open": (
        "You have no session that could be paid now. /sessions shows all of yours; if you have paid"
        " for something else, please write to the practice."
    ),
    "paidproof_only_code": "Please send the M-Pesa message, its code, or a picture of it.",
    "paidproof_no_code": (
        "I can't find an M-Pesa code in that. It stands at the beginning of the message, in front"
        " of “Confirmed”: ten letters and numbers such as UKL4A1B2C3. A picture will do, too."
    ),
    "paidproof_no_picture": "I can't open that. Please send a photo or a PDF, or type the code.",
    "paidproof_future": (
        "By its first letters, the code <b>{code}</b> is from a day that is still to come. Please"
        " look at it again. Is it right as it stands?"
    ),
    "paidproof_before": (
        "By its first letters, the code <b>{code}</b> is from a day before this session was agreed."
        " It may be from another payment. Is it the right one?"
    ),
    "paidproof_sure_yes": "Yes, it is right",
    "paidproof_another": "Send another code",
    "paidproof_checking": (
        "<b>Thank you.</b> I'm asking M-Pesa about {code}. That takes a minute or two; I'll write"
        " here as soon as I know. Please don't pay again meanwhile."
    ),
    "paidproof_open": (
        "<b>Thank you.</b> The practice checks your payment for {reference}, usually within the"
        " day, and I'll write here as soon as it is done. Please don't pay again meanwhile."
    ),
    "paidproof_found": "<b>Found.</b> {code} had come in, and it is yours now. Thank you!",
    "paidproof_with_hint": "{kept}\n\n{hint}",
    "paidproof_less": (
        "Your message speaks of {said}, and {due} is to pay. What has come in counts; I'll tell you"
        " what is left."
    ),
    "paidproof_more": (
        "Your message speaks of {said}, and {due} is to pay. What is too much is kept for you."
    ),
    "paidproof_counted": (
        "That payment has been counted already, so you needn't do anything. /sessions shows how"
        " your sessions stand."
    ),
    "paidproof_being_checked": (
        "We are looking into that code already. I'll write here as soon as I know; please don't"
        " pay again meanwhile."
    ),
    "paidproof_not_usable": (
        "We can't use that code. Please compare it with your message, letter by letter: O and 0, I"
        " and 1 look alike. If it is right, please write to the practice."
    ),
    "paidproof_too_many": (
        "You have shown many codes today, and I can't take more for now. Please write to the"
        " practice, or try again tomorrow."
    ),
    "paidproof_taking_longer": (
        "M-Pesa hasn't told us about your payment for {reference} yet, so the practice looks at it"
        " now. I'll write here as soon as it is done; please don't pay again meanwhile."
    ),
    "paidproof_refused": (
        "<b>We couldn't find your payment</b> for {reference}.\n{psychologist}, {starts_at}\n\n"
        "{why}"
    ),
    "paidproof_why_not_found": (
        "There is no such payment in our account. Please compare the code with your message, letter"
        " by letter: O and 0, I and 1 look alike. If you have paid a minute ago, try it again in a"
        " while."
    ),
    "paidproof_why_not_completed": (
        "M-Pesa says that this payment was not completed, so no money has left your account by it."
    ),
    "paidproof_why_not_to_us": (
        "M-Pesa says that this payment went to somebody else. If you meant it for us, M-Pesa can"
        " take it back: forward the message to 456."
    ),
    "paidproof_why_not_usable": (
        "We can't use that code. If it is the one in your message, please write to the practice."
    ),
    "paidproof_why_other_business": (
        "It seems to be a payment to somebody else. Please look at the name in the message."
    ),
    "paidproof_why_unreadable": (
        "We can't read the picture. Please send a sharper one, or type the code."
    ),
    "paidproof_is_this": (
        "That is an M-Pesa code, <b>{code}</b>. Is it your payment for one of these?"
    ),
    "paidproof_is_nothing": (
        "That is an M-Pesa code, <b>{code}</b>, and you have no session that waits to be paid."
        " /sessions shows yours; if something is wrong, please write to the practice."
    ),
    "phone_is_a_code": (
        "That is an M-Pesa code, not a phone number. If you have paid already, tap “I have paid”"
        " and send it there."
    ),
    "proof_waits": (
        "<b>{client} says it is paid</b> · {reference}\n{starts_at}\n\n"
        "M-Pesa code <b>{code}</b>{said}{said_at}\nStill to pay: {due}\n\n"
        "Please look for the code in your M-Pesa account, not in what {client} has sent."
    ),
    "proof_waits_picture": (
        "<b>{client} says it is paid</b> · {reference}\n{starts_at}\n\n"
        "{client} has sent a picture. Still to pay: {due}"
    ),
    "proof_said_amount": " · {said}",
    "proof_said_at": " · {at}",
    "proof_look": "Look at it",
    "proof_yes": "It has come in",
    "proof_no": "Not found",
    "proof_one": (
        "<b>{client} says it is paid</b> · {reference}\n{psychologist}, {starts_at}\nShown"
        " {shown_at}\n\n"
        "M-Pesa code <b>{code}</b>{said}{said_at}\nStill to pay: {due}\n\n"
        "Has this code come in to your M-Pesa account?"
    ),
    "proof_one_picture": (
        "<b>{client} says it is paid</b> · {reference}\n{psychologist}, {starts_at}\nShown"
        " {shown_at}\n\n"
        "It is the picture above. Still to pay: {due}\n\n"
        "Has that payment come in to your M-Pesa account?"
    ),
    "proof_picture": "What was sent, {shown_at}. It can't be forwarded.",
    "proof_which_code": (
        "<b>Which code?</b> · {reference}, {client}\n\n"
        "Type the M-Pesa code of the payment as it stands in your account. By it we know the"
        " payment again, and nobody can use it twice."
    ),
    "proof_how_much": (
        "<b>How much has come in</b> as {code}?\n{reference}, {client}\n\n"
        "Tap it, or type the sum as it stands in your M-Pesa account. Still to pay: {due}"
    ),
    "proof_amount": "{amount}",
    "proof_no_amount": "Please type whole shillings, like 2,500.",
    "proof_code_used": (
        "That code belongs to another payment that has been counted, or is being checked."
    ),
    "proof_why_not": (
        "<b>Not found</b> · {reference}, {client}\n\n"
        "Tap a reason or type one. {client} will read it, and can send another code."
    ),
    "proof_reason_not_found": "No such payment",
    "proof_reason_other_business": "It went to somebody else",
    "proof_reason_unreadable": "I can't read the picture",
    "proof_accepted_done": (
        "<b>{amount} counted</b> for {reference}, {client}, who has been told what became of it."
    ),
    "proof_refused_done": "<b>Not found.</b> {client} has been told:\n\n<i>{why}</i>",
    "proof_was_accepted": "{reference}, {client}: found by {by}, {at}. Nothing more to do.",
    "proof_was_refused": "{reference}, {client}: not found, by {by}, {at}.\n\n<i>{why}</i>",
    "proof_is_looked_up": (
        "{reference}, {client}: we are asking M-Pesa. It comes to you if M-Pesa doesn't know."
    ),
    "proofs_list": "<b>Payments to look for</b>\n\nClients say that they have paid. Oldest first:",
    "proofs_none": "<b>Payments to look for</b>\n\nNobody waits for an answer.",
    "proof_button": "{client} · {reference}",
    "proofs_close": "Done",
    "proofs_closed": "All right. /proofs shows what waits.",
    "proofs_see": "Show me",
    "proofs_still_waiting": (
        "{total} of our clients’ payments still wait to be looked for: they say that they have"
        " paid, and hear nothing before somebody has looked."
    ),
    "proofs_staff_only": (
        "That is for those who work in the practice. /help shows what I can do for you."
    ),
}
