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
        " with {practice}. Kept for you in all: {credit}."
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
    "refunds_left": "All right. /refunds shows it again.",
    "refunds_none": "<b>Money to send back</b>\n\nNothing is on its way back at the moment.",
    "refunds_list": "<b>Money to send back</b>\n\n{lines}",
    "refund_line": "<b>{amount}</b>{for_booking} to {client}, {to}\n{state}",
    "refund_open": "{amount} · {client}",
    "refund_open_nobodys": "{amount} · unknown payer",
    "refund_card": (
        "<b>{amount}</b>{for_booking}\nTo: {client}, {to}\nSince: {asked_at}{came_by}{code}\n\n"
        "{state}{why}"
    ),
    "refund_came_by": "\nPaid by: {code}",
    "refund_code": "\nSent by: {code}",
    "refund_why": " ({note})",
    "refund_is_due": "It is about to be sent.",
    "refund_is_by_hand": "<b>To be paid out by hand.</b>",
    "refund_is_sending": "It is being sent.",
    "refund_is_accepted": "The provider has taken it; its result is awaited.",
    "refund_is_unknown": "Nobody knows yet whether it was sent. It is being looked up.",
    "refund_is_unclear": (
        "<b>Nobody knows whether it was sent.</b> Please look at the statement of the account."
    ),
    "refund_is_asked_for": (
        "<b>Paystack asks for the payer's bank account.</b> Please give it in Paystack's dashboard,"
        " under refunds."
    ),
    "refund_is_failed": "<b>Refused: it has to be paid out by hand.</b>",
    "refund_is_done": "It has been sent.",
    "refund_is_paid_out": "It has been paid out by hand.",
    "refund_is_withdrawn": "It stays here.",
    "refund_paid_out": "I have paid it out",
    "refund_unsent_paid_out": "It was not sent, I paid it out",
    "refund_try_again": "Try again",
    "refund_was_sent": "It was sent",
    "refund_send_again": "It was not sent: send again",
    "refund_make_credit": "Make it credit instead",
    "refund_keep_here": "Don't send it back",
    "refund_which_code": (
        "<b>{amount}</b>{for_booking} to {client}\n\nPlease send the M-Pesa code that it went by,"
        " or the whole message."
    ),
    "refund_no_code": "There is no code",
    "refund_code_hint": "That is no code. It looks like UKL1234567.",
    "refund_credit_sure": (
        "<b>Make {amount} a credit of {client}?</b>\n\nIt is not sent back then, but pays for a"
        " later session. They are told."
    ),
    "refund_keep_sure": "<b>Don't send {amount} back?</b>\n\nIt is nobody's then, as before.",
    "refund_do_credit": "Make it credit",
    "refund_do_keep": "Don't send it back",
    "refund_decided": "Thank you, that is noted.",
    "refund_moved_on": "That has moved on meanwhile. This is how it stands:",
}
