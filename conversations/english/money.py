"""English: money that came in otherwise than asked, and what is kept for a client."""

TEXTS: dict[str, str] = {
    "paid_not_confirmed": (
        "We have received your {kept} for {reference}, but its time is no longer free.\n\nNothing"
        " is lost: the money is kept for you. Choose another time and pay with it, or have it sent"
        " back."
    ),
    "part_kept": (
        "The time to pay for {reference} is over and it has lapsed. The {kept} that came in for it"
        " is kept for you: choose another time and pay with it, or have it sent back."
    ),
    "paid_twice": (
        "We have received another {came} for {reference}, which is paid already. Your session stays"
        " as it is, and the {came} is kept for you: for your next session, or sent back to you."
    ),
    "paid_too_much": (
        "You paid {excess} more than {reference} costs. It is kept for you: for your next session,"
        " or sent back to you."
    ),
    "partly_paid": (
        "<b>{came} has come in</b> for {reference}. Thank you!\n{psychologist}, {starts_at}\n\n"
        "<b>{rest}</b> is still to pay, until {due}. Your session is confirmed as soon as all of it"
        " is here."
    ),
    "credited": (
        "We have found your payment of {came}. It is kept for you: for your next session, or sent"
        " back to you."
    ),
    "pay_rest": "Pay the other {rest}",
    "another_time": "Choose another time",
    "see_credit": "My money",
}
