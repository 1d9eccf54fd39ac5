"""English: a client's own money, on one screen."""

TEXTS: dict[str, str] = {
    "credit_kept": (
        "<b>My money</b>\n\n<b>{credit}</b> is kept for you. It pays for your next session, or goes"
        " back to you if you like."
    ),
    "credit_none": "<b>My money</b>\n\nNothing is kept for you at the moment.",
    "credit_on_its_way": "<b>On its way back</b>\n{lines}",
    "credit_gone": "<b>Sent back</b>\n{lines}",
    "credit_paid": "<b>Your last payments</b>\n{lines}",
    "credit_refund": "{amount} to {to}",
    "credit_refund_by_hand": "{amount} to {to}, sent by {practice} by hand",
    "credit_refunded": "{amount} to {to}, {on}{receipt}",
    "credit_paid_line": "{amount}{for_booking}, {on}{receipt}",
    "credit_to_card": "the card or account you paid with",
    "credit_to_hand": "you, by hand",
    "credit_send_back": "Send it back",
    "credit_send": "Send {credit} back",
    "credit_keep": "Keep it",
    "credit_confirm": (
        "<b>Send your {credit} back?</b>\n\n{ways}\n\nAfterwards nothing is kept for you here. By"
        " M-Pesa it usually takes some minutes, to a card some days."
    ),
    "credit_way": "<b>{amount}</b> goes to {to}.",
    "credit_goes_back": (
        "<b>Your {credit} is on its way back</b>\n\n{ways}\n\nBy M-Pesa it usually takes some"
        " minutes, to a card some days. I'll write to you when it has been sent."
    ),
    "credit_left": "All right. /credit shows your money again.",
}
