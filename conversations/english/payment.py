"""English: paying."""

TEXTS: dict[str, str] = {
    "pay_confirm": "<b>Pay {price}</b> · {reference}\n{psychologist}, {starts_at}",
    "pay_part_has_come": "{came} of {price} has come in already.",
    "pay_credit_is_there": "<b>{credit}</b> is kept for you here.",
    "pay_how": (
        "I send the M-Pesa request to <b>{phone}</b>. Your phone will ask for your M-Pesa PIN;"
        " never type the PIN here."
    ),
    "pay_next_request": "Your phone can be asked again {when}.",
    "use_credit": "Pay with my {credit}",
    "credit_used": "What was kept for you is used. This is what is left to pay:",
    "credit_was_enough": "<b>Paid</b> · {taken} from what was kept for you. Thank you!",
    "no_credit": "Nothing is kept for you any more. /sessions shows what is still to pay.",
    "pay_to_paybill": "By Paybill",
    "pay_by_paybill": (
        "<b>Pay {price} by Paybill</b>\n\n"
        "In M-Pesa: Lipa na M-Pesa › Pay Bill\n"
        "Business number: <code>{paybill}</code>\n"
        "Account number: <code>{reference}</code>\n"
        "Amount: <b>{price}</b>, or a part of it\n\n"
        "Any phone can pay, also somebody else's. I'll write here when it has come in."
        " Nothing from me some minutes after M-Pesa's message? Then tap “I have paid”."
    ),
    "copy_business": "Copy {paybill}",
    "copy_account": "Copy {reference}",
    "pay_button": "Pay {price} now",
    "other_phone": "Use another number",
    "pay_ask_phone": (
        "Which M-Pesa number will you pay from? Type it like 0712 345 678, or share your own with"
        " the paperclip › Contact."
    ),
    "phone_not_a_number": (
        "That doesn't look like a phone number. Please type it like 0712 345 678."
    ),
    "phone_not_kenyan": (
        "M-Pesa needs a Kenyan mobile number, 07… or 01…. Please type the one you will pay from."
    ),
    "phone_not_mobile": (
        "That number can't have M-Pesa. Please type a mobile number, like 0712 345 678."
    ),
    "pay_waiting": "Sending the request to your phone…",
    "pay_prompted": (
        "<b>Look at your phone</b> ({phone})\n\nM-Pesa asks for your PIN to pay {price}."
        " You have about a minute. I'll write here as soon as I know."
    ),
    "pay_prompt_unsure": (
        "M-Pesa hasn't told us whether the request has reached {phone}. If your phone asks for your"
        " PIN, you can pay {price}. I'll write here as soon as I know; please don't pay twice."
    ),
    "pay_still_waiting": (
        "M-Pesa hasn't told us the result yet. If your phone asks for your PIN, enter it there."
        " I'll write here as soon as I know."
    ),
    "check_payment": "Has it arrived?",
    "pay_again": "Pay again",
    "have_paid": "I have paid",
    "pay_paid": "<b>Paid</b> · {price}\nM-Pesa receipt {receipt}. Thank you!",
    "pay_paid_receipt_pending": "<b>Paid</b> · {price}\nThe M-Pesa receipt follows. Thank you!",
    "payment_left": "All right. You can pay later: /sessions shows what is open.",
    "payment_not_due": (
        "<b>{starts_at}</b> · {psychologist}\n{status}\n\nThere is nothing to pay for it now."
    ),
    "payment_running": (
        "A payment request is already on a phone. Please answer that one first, or wait two"
        " minutes."
    ),
    "payment_phone_busy": (
        "That number is just being asked for another payment. Please finish that one first, or"
        " wait two minutes."
    ),
    "prompt_too_soon": (
        "{phone} has just had an M-Pesa request, and M-Pesa wants a pause before the next one. You"
        " can ask again <b>{when}</b>, or pay another way. Your time stays yours until {due}."
    ),
    "prompt_phone_too_often": (
        "{phone} has been asked often today without a payment, so we leave it in peace for now. It"
        " can be asked again <b>{when}</b>; another number or way is fine now. Your time"
        " stays yours until {due}."
    ),
    "prompt_too_many_phones": (
        "You have tried several numbers today. Please use one of those, or pay another way. This"
        " number can be asked <b>{when}</b>. Your time stays yours until {due}."
    ),
    "prompt_too_often": (
        "Many requests have been sent today, and none has worked. You can ask again"
        " <b>{when}</b>. If nothing else works, please write to the practice. Your time stays"
        " yours until {due}."
    ),
    "prompt_amount_too_large": (
        "M-Pesa moves up to KES 250,000 at a time, and {price} is more. Please pay by card, or in"
        " parts by Paybill; without either, please write to the practice. Your time stays yours"
        " until {due}."
    ),
    "prompt_amount_too_small": (
        "M-Pesa moves KES 1 and more, and {price} is less. Please write to the practice: it is easy"
        " to put right."
    ),
    "prompt_not_now": (
        "That number has just been asked, or often today. Please try again in two minutes, or"
        " tomorrow."
    ),
    "when_in_seconds": "in {seconds} seconds",
    "when_at_hour": "at {hour}",
    "when_on_day": "on {at}",
    "amount_not_whole": (
        "M-Pesa can only take whole shillings, and this price isn't. Please ask the practice to"
        " correct it; we have told them."
    ),
    "no_payments": (
        "Paying by M-Pesa isn't switched on yet. The practice will tell you how to pay."
    ),
    "receipt_followed": "Your M-Pesa receipt for {reference} is {receipt}.",
}
