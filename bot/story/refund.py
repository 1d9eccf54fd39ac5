"""Paid, cancelled in time, and the money is in the wallet again; once M-Pesa has to be helped."""

from bot.story.changes import A_PAID_SESSION
from bot.story.steps import AMINA, BRIAN, GRACE, Step, amina

_CANCEL = amina("tap", "^Cancel it…", "all of it goes back to you")
_YES = "^Cancel it, get KES 2,500 back"
_IT_GOES_BACK = ((AMINA, "All of the KES 2,500 goes back to you"), (BRIAN, "has cancelled"))

REFUND = (
    *A_PAID_SESSION,
    _CANCEL,
    Step(AMINA, "tap", _YES, (*_IT_GOES_BACK, (AMINA, "has been sent back to 0712 000 001"))),
    amina("send", "/credit", "Sent back"),
    Step(GRACE, "send", "/start", ((GRACE, "Hello"),)),
    *A_PAID_SESSION,
    Step(AMINA, "fault", "daraja reversal_credential_locked"),
    _CANCEL,
    Step(AMINA, "tap", _YES,
         (*_IT_GOES_BACK, (AMINA, "sends it to you by hand"), (GRACE, "To be paid out by hand"))),
    Step(GRACE, "tap", "Money to send back", ((GRACE, "Refused: it has to be paid out"),)),
    Step(GRACE, "tap", "^KES 2,500 · Amina", ((GRACE, "it has to be paid out by hand"),)),
    Step(GRACE, "tap", "^I have paid it out", ((GRACE, "Please send the M-Pesa code"),)),
    Step(GRACE, "send", "UKL7654321", ((GRACE, "paid out by hand"), (AMINA, "UKL7654321"))),
)  # fmt: skip
