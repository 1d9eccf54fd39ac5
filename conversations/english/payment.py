"""English: paying."""

TEXTS: dict[str, str] = {
    "pay_confirm": (
        "<b>Pay {price}</b> · {reference}\n{psychologist}, {starts_at}\n\n"
        "I send the M-Pesa request to <b>{phone}</b>. Your phone will ask for your M-Pesa PIN;"
        " never type the PIN here."
    ),
    "pay_button": "Pay {price} now",
    "other_phone": "Use another number",
    "pay_ask_phone": (
        "Which M-Pesa number shall pay? Type it like 0712 345 678, or share your own with the"
        " paperclip › Contact."
    ),
    "phone_not_a_number": (
        "That doesn't look like a phone number. Please type it like 0712 345 678."
    ),
    "phone_not_kenyan": (
        "M-Pesa needs a Kenyan mobile number, 07… or 01…. Please type the one that shall pay."
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
    "check_payment": "How does it stand?",
    "pay_again": "Pay again",
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
    "amount_not_whole": (
        "M-Pesa can only take whole shillings, and this price isn't. Please ask the practice to"
        " correct it; we have told them."
    ),
    "no_payments": (
        "Paying by M-Pesa isn't switched on yet. The practice will tell you how to pay."
    ),
    "receipt_followed": "Your M-Pesa receipt for {reference} is {receipt}.",
}
