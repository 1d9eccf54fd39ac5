"""Payments that go well at once, and payments that go wrong and come right."""

from bot.story.steps import AGREEING, AMINA, ASKING, PAID, Step, amina, choosing

#: M-Pesa refuses the same amount from the same phone within two minutes.
A_PAUSE = Step(AMINA, "clock", "130")

_AGREED = (*choosing("Brian Otieno", "Individual session"), ASKING, AGREEING)
_PROMPTED = (
    *_AGREED,
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
)
_ONCE_MORE = (A_PAUSE, amina("tap", "Pay again", "Look at your phone"))

PAID_AT_ONCE = (
    *_PROMPTED,
    Step(AMINA, "pin", "1234", PAID),
    amina("tap", r"^Receipt \(PDF\)", "Here is receipt no. 1 for KES 2,500"),
    amina("send", "/credit", "KES 2,500 for BK-"),
)

WRONG_PIN = (
    *_PROMPTED,
    amina("close", "", "so nothing was paid"),
    *_ONCE_MORE,
    amina("pin", "9999", "PIN wasn't right"),
    *_ONCE_MORE,
    Step(AMINA, "pin", "1234", PAID),
)

CALLBACK_LOST = (
    Step(AMINA, "fault", "daraja lost_callback"),
    *_PROMPTED,
    Step(AMINA, "pin", "1234"),
    Step(AMINA, "clock", "20", PAID),
)

CARD = (
    *_AGREED,
    amina("tap", "Pay · ", "Which M-Pesa number"),
    amina("tap", "^Pay by card", "opens a secure page of Paystack"),
    Step(AMINA, "card", "declined"),
    Step(AMINA, "card", "success",
         (*PAID, (AMINA, "Paid: KES 2,500 (Paystack "))),
    amina("tap", r"^Receipt \(PDF\)", "Here is receipt no. 1 for KES 2,500"),
)  # fmt: skip
