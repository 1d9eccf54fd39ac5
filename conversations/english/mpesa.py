"""English: M-Pesa's results, each with the next step."""

TEXTS: dict[str, str] = {
    "mpesa_checking": (
        "M-Pesa hasn't told us the result yet. I keep asking and will write to you here. Please"
        " don't pay again for now."
    ),
    "mpesa_lost": (
        "M-Pesa hasn't answered us. If you have entered your PIN and paid, wait: the payment will"
        " show up here. If your phone never asked you, tap “Pay again”."
    ),
    "mpesa_no_balance": (
        "There wasn't enough money in your M-Pesa for {price}. Top up, then tap “Pay again”."
    ),
    "mpesa_cancelled": (
        "The M-Pesa request was closed, so nothing was paid. Tap “Pay again” whenever you are"
        " ready."
    ),
    "mpesa_wrong_pin": (
        "That M-Pesa PIN wasn't right, so nothing was paid. Tap “Pay again” and take your time:"
        " M-Pesa allows three tries."
    ),
    "mpesa_pin_locked": (
        "M-Pesa has locked your PIN. Please call Safaricom on 100 to unlock it, or pay from"
        " another number."
    ),
    "mpesa_unreachable": (
        "I couldn't reach your phone ({phone}). Check that it is on and has signal, then tap “Pay"
        " again”. If it keeps happening, dial *234*1*6# to update your SIM card."
    ),
    "mpesa_expired": (
        "The M-Pesa request ran out of time, so nothing was paid. Tap “Pay again” and enter your"
        " PIN within a minute."
    ),
    "mpesa_busy": (
        "Another M-Pesa request is still open on your phone. Finish or close it, wait three"
        " minutes, then tap “Pay again”."
    ),
    "mpesa_rule_limited": (
        "M-Pesa doesn't take the same amount twice within two minutes. Please wait a moment, then"
        " tap “Pay again”."
    ),
    "mpesa_system_busy": (
        "M-Pesa is very busy just now, and nothing was paid. Please tap “Pay again” in a minute."
    ),
    "mpesa_send_failed": (
        "M-Pesa couldn't show the request on your phone. Please tap “Pay again” in two minutes."
    ),
    "mpesa_limit": (
        "M-Pesa can't move {price} in one payment. Please choose another way, or write"
        " to the practice."
    ),
    "mpesa_daily_limit": (
        "Your M-Pesa has reached its limit for today. Please pay tomorrow, or from another number."
    ),
    "mpesa_wrong_number": ("{phone} can't pay by M-Pesa. Please choose a number that has M-Pesa."),
    "mpesa_our_fault": (
        "Something is not right on our side, and nothing was paid. We have been told. Please"
        " pay another way, or try again later."
    ),
}
