"""English: paying by card, or otherwise than through Safaricom."""

TEXTS: dict[str, str] = {
    "card_opening": (
        "<b>Pay {price} by card</b> · {reference}\n{psychologist}, {starts_at}\n\n"
        "I'm asking for your payment page. It takes a few seconds…"
    ),
    "card_link": (
        "<b>Pay {price} by card</b> · {reference}\n{psychologist}, {starts_at}\n\n"
        "The button opens a secure page of Paystack, where you can pay by card or mobile money."
        " It is good until {due}. I'll write here as soon as it is paid; never send me your card's"
        " number."
    ),
    "open_card_page": "Pay {price} on Paystack",
    "pay_by_card": "Pay by card",
    "by_mpesa_instead": "Pay by M-Pesa",
    "card_page": (
        "Thank you. We are asking Paystack about your payment and write to you in Telegram as soon"
        " as we know."
    ),
    "card_page_back": "Back to Telegram",
    "card_again": "Try again",
    "another_way": "Try another way",
    "card_paid": "<b>Paid</b> · {price}\nPaystack's reference is {receipt}. Thank you!",
    "card_not_now": (
        "Paystack can't be reached just now, so there is no payment page, and nothing was paid."
        " Please try again in a minute, or pay by M-Pesa."
    ),
    "paystack_not_paid": (
        "The payment didn't go through, and nothing was paid. You can try again, or use another"
        " number."
    ),
    "paystack_amount_differs": (
        "Paystack has reported another sum than {price}, so I can't count it for your session. It"
        " is not lost: the practice has been told and will write to you."
    ),
    "no_cards": "Paying by card isn't switched on here. Please pay by M-Pesa.",
}
