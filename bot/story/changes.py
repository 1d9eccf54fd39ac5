"""Other times, offered and countered; moved with the money; cancelled in time, and too late."""

from bot.story.payment import A_PAUSE
from bot.story.steps import (
    A_DAY,
    A_TIME,
    AGREEING,
    AMINA,
    ASKING,
    BRIAN,
    PAID,
    Step,
    amina,
    choosing,
)

ANOTHER_DAY, ANOTHER_TIME = "Which day in", "which time?"


def other_time(who: str, shows: str) -> tuple[Step, ...]:
    """Choose a day and a time in place of the present one."""
    return (
        Step(who, "tap", A_DAY, ((who, ANOTHER_TIME),)),
        Step(who, "tap", A_TIME, ((who, shows),)),
    )


PAYING = (
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "0712 000 001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", PAID),
)

A_PAID_SESSION = (
    A_PAUSE,
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    *PAYING,
)

COUNTER_OFFER = (
    A_PAUSE,
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    Step(BRIAN, "tap", "^Propose another time", ((BRIAN, ANOTHER_DAY),)),
    *other_time(BRIAN, "Suggest this to Amina"),
    Step(BRIAN, "tap", "^Send the suggestion",
         ((BRIAN, "Sent to Amina"), (AMINA, "suggests moving your Individual session"))),
    amina("tap", "^Suggest another time", ANOTHER_DAY),
    *other_time(AMINA, "Suggest this to Brian Otieno?"),
    Step(AMINA, "tap", "^Send the suggestion",
         ((AMINA, "Sent to Brian Otieno"), (BRIAN, "suggests moving this"))),
    Step(BRIAN, "tap", "^Agree to", ((BRIAN, "Agreed"), (AMINA, "has agreed"))),
    *PAYING,
)  # fmt: skip

RESCHEDULE = (
    *A_PAID_SESSION,
    amina("tap", "^Move to another time", ANOTHER_DAY),
    *other_time(AMINA, "There is nothing to pay"),
    Step(AMINA, "tap", "^Move it$", ((AMINA, "Moved"), (BRIAN, "A session has moved"))),
    Step(BRIAN, "tap", "^Propose another time", ((BRIAN, ANOTHER_DAY),)),
    *other_time(BRIAN, "Suggest this to Amina"),
    Step(BRIAN, "tap", "^Send the suggestion",
         ((BRIAN, "Sent to Amina"), (AMINA, "There is nothing to pay"))),
    Step(AMINA, "tap", "^Agree to",
         ((AMINA, "Agreed and moved"), (BRIAN, "A session has moved"))),
)  # fmt: skip

CANCEL_IN_TIME = (
    *A_PAID_SESSION,
    amina("tap", "^Cancel it…", "all of it goes back to you"),
    amina("send", "My sister is visiting <that day>.", "Your words: My sister is visiting"),
    Step(AMINA, "tap", "^Cancel it, get KES 2,500 back",
         ((AMINA, "All of the KES 2,500 goes back to you"), (BRIAN, "has cancelled"),
          (BRIAN, "My sister is visiting <that day>."))),
)  # fmt: skip

#: One minute after the last instant at which a cancel was free.
TOO_LATE = Step(AMINA, "past", r"until (\w+ \d+ \w+, \d\d:\d\d) you get all of it back")

CANCEL_LATE = (
    *A_PAID_SESSION,
    TOO_LATE,
    amina("tap", "^Cancel it…", "Now the KES 2,500 that you have paid stays with the practice"),
    Step(AMINA, "tap", "^Ask Brian Otieno for an exception",
         ((AMINA, "stands until there is an answer"), (BRIAN, "asks for an exception"))),
    Step(BRIAN, "tap", "^Keep the rule",
         ((BRIAN, "The rule stays"), (AMINA, "can't make an exception this time"))),
    amina("tap", "^See the session", "onfirmed"),
    amina("tap", "^Cancel it…", "couldn't make an exception"),
    Step(AMINA, "tap", "^Cancel without refund",
         ((AMINA, "Cancelled"), (BRIAN, "has cancelled"))),
)  # fmt: skip
