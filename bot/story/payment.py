"""Payments that go wrong, and come right."""

from bot.story.steps import AGREEING, AMINA, ASKING, PAID, Step, amina, choosing

#: M-Pesa refuses the same amount from the same phone within two minutes.
A_PAUSE = Step(AMINA, "clock", "130")

TROUBLES = (
    A_PAUSE,
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    amina("close", "", "so nothing was paid"),
    A_PAUSE,
    amina("tap", "Pay again", "Look at your phone"),
    amina("pin", "9999", "PIN wasn't right"),
    A_PAUSE,
    Step(AMINA, "fault", "daraja lost_callback"),
    amina("tap", "Pay again", "Look at your phone"),
    Step(AMINA, "pin", "1234"),
    Step(AMINA, "clock", "20", PAID),
)
