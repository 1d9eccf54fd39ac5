"""English: money on its way back, to whom it belongs and to whoever sees to it."""

TEXTS: dict[str, str] = {
    "refund_for": " for {reference}",
    "refund_receipt": " M-Pesa receipt: <b>{code}</b>.",
    "refund_to_phone": "{phone}",
    "refund_to_payer": "the number that paid",
    "refund_nobodys": "a payer whom we don't know",
    "refund_done_mpesa": "<b>{amount}{for_booking} has been sent back</b> to {to}.{receipt}",
    "refund_done_paystack": (
        "<b>{amount}{for_booking} has been sent back</b> the way you paid it. Your bank may take"
        " some days to show it."
    ),
    "refund_done_hand": "<b>{practice} has sent you {amount}</b>{for_booking}.{receipt}",
    "refund_by_hand": (
        "Your {amount}{for_booking} can't go back by itself, so {practice} sends it to you by hand."
        " You need not do anything; I'll write to you when it has been sent."
    ),
    "refund_unclear": (
        "Your {amount}{for_booking} takes longer to go back than it should. {practice} is finding"
        " out where it is, and I'll write to you. Nothing is lost."
    ),
    "refund_withdrawn": (
        "Your {amount}{for_booking} has not been sent back, but is kept for you instead, as agreed"
        " with {practice}. You have {credit} with us."
    ),
    "refund_by_hand_admin": (
        "<b>To be paid out by hand: {amount}</b>{for_booking}\nTo: {client}, {to}"
    ),
    "refund_unclear_admin": (
        "<b>Did {amount} go back?</b>{for_booking}\nTo: {client}, {to}\n\nNobody could tell for two"
        " days. Please look at the statement of the account it was sent from."
    ),
    "refund_attention_admin": (
        "<b>Paystack can't send {amount} back yet</b>{for_booking}\nTo: {client}\n\nIt asks for the"
        " payer's bank account: please give it in Paystack's dashboard, under refunds."
    ),
    "refund_left_again_admin": (
        "<b>{amount} has gone back, though it was settled otherwise before.</b>{for_booking}\nTo:"
        " {client}, {to}\n\nIt may have been paid twice. Please talk to them."
    ),
    "see_refunds": "Money to send back",
}
