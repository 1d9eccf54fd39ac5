"""Reminders as the clock moves on: three of a session, none of one that moved or was cancelled."""

from bot.story.changes import A_PAID_SESSION, ANOTHER_DAY, other_time
from bot.story.steps import AMINA, BRIAN, Step, amina

#: Between two looks, as long as nothing that is looked for can pass unseen.
SOME_HOURS = "10800"
SESSION, CLIENT = "your session with Brian Otieno", "your client Amina Njeri"
BOTH = ((AMINA, SESSION), (BRIAN, CLIENT))

REMINDERS = (
    amina("send", "/reminders", "before"),
    *A_PAID_SESSION,
    Step(AMINA, "wait", SOME_HOURS, BOTH),
    amina("tap", "^I'll be there", "it is noted that you'll be there"),
    Step(AMINA, "wait", "1800", BOTH),
    Step(AMINA, "wait", "600", ((AMINA, "In a few minutes"), (BRIAN, "In a few minutes"))),
    amina("tap", "^See the session", "onfirmed"),
)

REMINDERS_OF_A_MOVE = (
    *A_PAID_SESSION,
    Step(AMINA, "wait", SOME_HOURS, BOTH),
    Step(BRIAN, "tap", "^See the session", ((BRIAN, "onfirmed"),)),
    Step(BRIAN, "tap", "^Propose another time", ((BRIAN, ANOTHER_DAY),)),
    *other_time(BRIAN, "Suggest this to Amina"),
    Step(BRIAN, "tap", "^Send the suggestion",
         ((BRIAN, "Sent to Amina"), (AMINA, "There is nothing to pay"))),
    Step(AMINA, "tap", "^Agree to",
         ((AMINA, "Agreed and moved"), (BRIAN, "A session has moved"))),
    Step(AMINA, "wait", "3600", BOTH),
)  # fmt: skip

REMINDERS_OF_A_CANCEL = (
    *A_PAID_SESSION,
    Step(AMINA, "wait", SOME_HOURS, BOTH),
    amina("tap", "^I can't come", "KES 2,500"),
    Step(AMINA, "tap", "^Cancel", ((AMINA, "Cancelled"), (BRIAN, "has cancelled"))),
    Step(AMINA, "silence", "172800", BOTH),
)
