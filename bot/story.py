"""The story that the tour plays and the kill test interrupts: who does what, and what is seen."""

from dataclasses import dataclass

AMINA, BRIAN, WANJIKU = "amina", "brian", "dr"

A_DAY = r"^\d{1,2}$"
A_TIME = r"^\d\d:\d\d$"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one person does. `sees` pairs a person with words they must read after it.

    `does` is "send", "tap" (a regular expression for the label), "pin", "close" (the prompt),
    "clock" (seconds), "wait" (so many seconds, as often as it takes) or "fault" (service, name).
    """

    who: str
    does: str
    what: str = ""
    sees: tuple[tuple[str, str], ...] = ()


def _amina(does: str, what: str = "", *sees: str) -> Step:
    return Step(AMINA, does, what, tuple((AMINA, words) for words in sees))


def _choosing(psychologist: str, service: str) -> tuple[Step, ...]:
    return (
        _amina("send", "/book", "Who would you like to see?"),
        _amina("tap", psychologist, "What would you like to book?"),
        _amina("tap", service, "Which day in"),
        _amina("tap", A_DAY, "which time?"),
        _amina("tap", A_TIME, "Is this right?"),
    )


_ASKING = Step(AMINA, "tap", "Send request",
               ((AMINA, "Request sent"), (BRIAN, "New request")))  # fmt: skip
_AGREEING = Step(BRIAN, "tap", "Approve Amina",
                 ((BRIAN, "Approved"), (AMINA, "has agreed")))  # fmt: skip
_PAID = ((AMINA, "Paid"), (AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))

BOOKING = (
    _amina("send", "/start", "Hello Amina"),
    *_choosing("Brian Otieno", "Individual session"),
    _ASKING,
    _AGREEING,
    _amina("tap", "Pay · ", "Which M-Pesa number"),
    _amina("send", "0712 000 001", "I send the M-Pesa request to 0712 000 001"),
    _amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", _PAID),
    _amina("send", "/sessions", "Your sessions"),
    Step(BRIAN, "send", "/pending", ((BRIAN, "No request waits for you"),)),
)

DECLINED = (
    *_choosing("Brian Otieno", "Long session"),
    _ASKING,
    Step(BRIAN, "tap", "^Decline", ((BRIAN, "Tap a reason or type one"),)),
    Step(BRIAN, "send", "I am at a workshop that day <all day> & can't be reached.",
         ((BRIAN, "has been told"),
          (AMINA, "I am at a workshop that day <all day> & can't be reached."))),
)  # fmt: skip

#: M-Pesa refuses the same amount from the same phone within two minutes.
_A_PAUSE = Step(AMINA, "clock", "130")

TROUBLES = (
    _A_PAUSE,
    *_choosing("Brian Otieno", "Individual session"),
    _ASKING,
    _AGREEING,
    _amina("tap", "Pay · ", "M-Pesa"),
    _amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    _amina("tap", "now$", "Look at your phone"),
    _amina("close", "", "so nothing was paid"),
    _A_PAUSE,
    _amina("tap", "Pay again", "Look at your phone"),
    _amina("pin", "9999", "PIN wasn't right"),
    _A_PAUSE,
    Step(AMINA, "fault", "daraja lost_callback"),
    _amina("tap", "Pay again", "Look at your phone"),
    Step(AMINA, "pin", "1234"),
    Step(AMINA, "clock", "20", _PAID),
)

UNANSWERED = (
    *_choosing("Brian Otieno", "Individual session"),
    _ASKING,
    Step(BRIAN, "wait", "3600", ((BRIAN, "Still waiting for your answer"),)),
    Step(AMINA, "wait", "3600", ((AMINA, "has not answered"), (BRIAN, "has lapsed"))),
)

CHAPTERS: dict[str, tuple[Step, ...]] = {
    "booking": BOOKING,
    "declined": DECLINED,
    "payment-troubles": TROUBLES,
    "unanswered": UNANSWERED,
}
