"""From the first word to a paid session; a refusal, and a request that nobody answers."""

from bot.story.intake import ANSWERING
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, PAID, Step, amina, choosing

_HELLO = amina("send", "/start", "Hello Amina")
_SETTLED = (
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "Which M-Pesa number"),
    amina("send", "0712 000 001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", PAID),
    amina("send", "/sessions", "Your sessions"),
    Step(BRIAN, "send", "/pending", ((BRIAN, "No request waits for you"),)),
)

FIRST_BOOKING = (
    _HELLO,
    *choosing("Brian Otieno", "Individual session", "a few questions first"),
    *ANSWERING,
    *_SETTLED,
)
#: The same by somebody who was asked the questions lately.
BOOKING = (_HELLO, *choosing("Brian Otieno", "Individual session"), *_SETTLED)

DECLINED = (
    *choosing("Brian Otieno", "Long session"),
    ASKING,
    Step(BRIAN, "tap", "^Decline", ((BRIAN, "Tap a reason or type one"),)),
    Step(BRIAN, "send", "I am at a workshop that day <all day> & can't be reached.",
         ((BRIAN, "has been told"),
          (AMINA, "I am at a workshop that day <all day> & can't be reached."))),
)  # fmt: skip

UNANSWERED = (
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    Step(BRIAN, "wait", "3600", ((BRIAN, "Still waiting for your answer"),)),
    Step(AMINA, "wait", "3600", ((AMINA, "has not answered"), (BRIAN, "has lapsed"))),
)
