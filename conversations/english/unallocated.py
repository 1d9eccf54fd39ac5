"""English: /payments, money that came in for nobody we know of."""

TEXTS: dict[str, str] = {
    "admin_unallocated": "Payments without a booking ({count})",
    "unallocated_left": "All right. /payments opens this again.",
    "unallocated_list": (
        "<b>Payments without a booking</b>\n\n{lines}\n\nTap one to find where it belongs."
    ),
    "unallocated_none": (
        "<b>Payments without a booking</b>\n\nThere are none: all money has found its owner."
    ),
    "unallocated_line": "<b>{amount}</b> · {came_at}\nAccount typed: {account}\nFrom {payer}",
    "unallocated_button": "{amount} · {came_at}",
    "no_account": "nothing",
    "no_payer": "somebody unnamed",
    "no_code": "none",
    "unallocated_one": (
        "<b>{amount}, for whom?</b>\n\nCame {came_at}, {code}\nAccount typed: <b>{account}</b>\n"
        "From {payer}\n\n{hint}"
    ),
    "unallocated_near": "It may be for one of these:",
    "unallocated_no_hint": "Nothing that is still to pay looks like it.",
    "for_booking": "{reference}, {client}, {starts_at}",
    "find_owner": "Find its booking",
    "send_it_back": "Send it back",
    "owner_ask": (
        "<b>Whose is it?</b>\n\nType the reference of a booking, or a part of the client's name."
    ),
    "owner_hint": "Type a reference like BK-2026-000123, or a part of the client's name.",
    "owners_found": (
        "<b>{amount}, for “{said}”</b>\n\nChoose the booking that it is for, or keep it for a"
        " client: it can pay for a later session, or be sent back."
    ),
    "owners_none": (
        "<b>Nothing found for “{said}”</b>\n\nType another reference, or a part of the client's"
        " name."
    ),
    "keep_for": "Keep it for {name}",
    "giving_sure": "<b>{amount}</b> from {payer}, account typed: {account}\n\n{effect}",
    "giving_done": "<b>Done.</b> {effect}",
    "giving_changed": "Something has changed meanwhile. Now this would happen:",
    "giving_confirms": (
        "It pays for {reference}: the session of {client} with {psychologist}, {starts_at}, is"
        " confirmed, and both are told.{more}"
    ),
    "giving_part": (
        "It is a part of what {reference} costs. {rest} is still to pay then; {client} is told."
    ),
    "giving_credit_of_booking": (
        "{reference} can't be paid with it (any more). {kept} is kept for {client}, who is told:"
        " for a later session, or to be sent back."
    ),
    "giving_credit": (
        "{kept} is kept for {client}, who is told: for a later session, or to be sent back."
    ),
    "giving_named": (
        "M-Pesa has told us of this money before, without its receipt: it is what {client} paid"
        " for {reference}. Nothing changes for them, and it counts once."
    ),
    "giving_goes_back": "All of it goes back to whoever paid it.",
    "giving_keeps": " {kept} is more than it costs, and is kept for {client}.",
    "give_confirms": "Pay the session with it",
    "give_part": "Use it for this session",
    "give_credit": "Keep it for them",
    "give_named": "Yes, it is the same money",
    "give_goes_back": "Send it back",
    "more_unallocated": "Other payments",
    "money_for_booking": (
        "<b>This has found its owner.</b>\n\n{amount}, came {came_at}: for {reference} of"
        " {owner}{by}."
    ),
    "money_credit": (
        "<b>This has found its owner.</b>\n\n{amount}, came {came_at}: kept for {owner}{by}."
    ),
    "money_going_back": (
        "<b>This goes back.</b>\n\n{amount}, came {came_at}: to whoever paid it{by}."
    ),
    "settled_by": ", decided by {by}",
    "money_gone": "That payment turned out to be one that has its booking already.",
    "unallocated_came": (
        "<b>{amount} has come in, and I don't know for whom.</b>\n\nCame {came_at}\n"
        "Account typed: {account}\nFrom {payer}"
    ),
    "unallocated_many": (
        "<b>{count} payments have come in, and I don't know for whom.</b>\n\nTogether {amount}."
    ),
    "see_unallocated": "See them",
}
