"""A payment of which nobody tells us: the client pastes M-Pesa's message, and it is verified."""

from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, Step, amina, choosing

PAID_BY_CODE = (
    amina("send", "/start", "Hello Amina"),
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "Which M-Pesa number"),
    amina("send", "0712 000 001", "I send the M-Pesa request to 0712 000 001"),
    # M-Pesa takes the money and doesn't tell: no callback, no notice, no answer, not in its list.
    Step(AMINA, "fault", "daraja lost_callback"),
    Step(AMINA, "fault", "daraja lost_confirmation"),
    Step(AMINA, "fault", "daraja query_4999 50"),
    Step(AMINA, "fault", "daraja pull_empty 50"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234"),
    Step(AMINA, "clock", "90"),
    amina("tap", "I have paid", "Send me the M-Pesa message"),
    Step(AMINA, "paste", "", ((AMINA, "asking M-Pesa about"), (AMINA, "session is confirmed"),
                              (BRIAN, "Confirmed and paid"))),
)  # fmt: skip
