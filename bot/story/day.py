"""A psychologist's day: a session now, late, held, noted; and one to which nobody comes."""

from bot.story.payment import A_PAUSE
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, PAID, Step, amina, choosing


def brian(does: str, what: str = "", *sees: str) -> Step:
    return Step(BRIAN, does, what, tuple((BRIAN, words) for words in sees))


NOW = (
    brian("send", "/now", "with whom?"),
    brian("tap", "^Amina", "A session now with Amina Njeri"),
    brian("tap", "^Individual session", "Without a charge it is confirmed at once"),
    Step(BRIAN, "tap", "^No charge$",
         ((BRIAN, "has the link"), (AMINA, "can see you now"))),
)  # fmt: skip

THE_DAY = (
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    *NOW,
    brian("tap", "^Running late$", "How late will you be?"),
    Step(BRIAN, "tap", "^10 min$",
         ((BRIAN, "about 10 minutes late"), (AMINA, "running about 10 minutes late"))),
    brian("tap", "^Start now$", "In session"),
    Step(BRIAN, "clock", "2880"),
    brian("tap", "^End the session$", "It took 48 min"),
    brian("tap", "^Notes$", "Type your note"),
    brian("send", "Came with her sister's letter. Slept better.", "Kept so far: 1"),
    brian("send", "Next time: the garden.", "Kept so far: 2"),
    brian("tap", "^Read", "Next time: the garden."),
    brian("tap", "Older", "Came with her sister's letter."),
    brian("tap", "^Done$", "closed and locked"),
    brian("tap", "^Proof$", "Send a photo or a document"),
    brian("photo", "", "Attached: 1"),
    brian("tap", "^Photo", "Proof of BK-"),
    brian("tap", "^Done$", "is closed"),
)  # fmt: skip

NO_SHOW = (
    A_PAUSE,
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", PAID),
    Step(BRIAN, "wait", "10800", ((BRIAN, "How did it go?"),)),
    brian("tap", "^Didn't come$", "This can't be taken back"),
    Step(BRIAN, "tap", "^Yes, mark as missed$",
         ((BRIAN, "I have written to Amina Njeri"), (AMINA, "you are welcome back"))),
    amina("tap", "Find another time", "What would you like to book?"),
)  # fmt: skip
