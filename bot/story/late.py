"""Paid too late: somebody else has the time by then, and the money is there for another one."""

from bot.story.again import A_DATED_TIME
from bot.story.people import brian
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, ZAWADI, Step

THE_DAY = "{in 9 days}"
REVIEW, STILL_HERE = "Is this right?", "are still here"


def _choosing_the_day(who: str, hears: str) -> tuple[Step, ...]:
    """The same day and the same time, whoever asks."""
    return (
        Step(who, "send", "/book", ((who, "Who would you like to see?"),)),
        Step(who, "send", "Brian Otieno", ((who, "What would you like to book?"),)),
        Step(who, "tap", "Individual session", ((who, "Which day in"),)),
        Step(who, "send", THE_DAY, ((who, "which time?"),)),
        Step(who, "send", "10:00", ((who, hears),)),
    )


def _still_right(who: str) -> Step:
    """What was told more than a day ago is looked at before it is used again."""
    return Step(who, "tap", "^They are still right", ((who, REVIEW),))


PAID_TOO_LATE = (
    brian("send", "/availability", "Your week"),
    brian("send", f"work {THE_DAY} 9-17", "09:00–17:00"),
    brian("tap", "^Yes$", "Done."),
    *_choosing_the_day(AMINA, REVIEW),
    ASKING,
    AGREEING,
    Step(AMINA, "wait", "3600",
         ((AMINA, "is free for others again"), (BRIAN, "The time is free again"))),
    Step(BRIAN, "clock", "86400"),
    Step(ZAWADI, "send", "/start", ((ZAWADI, "Hello Zawadi"),)),
    *_choosing_the_day(ZAWADI, STILL_HERE),
    _still_right(ZAWADI),
    Step(ZAWADI, "tap", "Send request", ((ZAWADI, "Request sent"), (BRIAN, "New request"))),
    Step(BRIAN, "tap", "Approve Zawadi",
         ((BRIAN, "Approved"), (ZAWADI, "has agreed"))),
    Step(AMINA, "paybill", r"/BK-\d{4}-\d{6}/ 2500",
         ((AMINA, "but its time is no longer free"),)),
    Step(AMINA, "tap", "^Choose another time", ((AMINA, "Again with Brian Otieno"),)),
    Step(AMINA, "tap", A_DATED_TIME, ((AMINA, STILL_HERE),)),
    _still_right(AMINA),
    ASKING,
    AGREEING,
    Step(AMINA, "tap", "Pay · ", ((AMINA, "is kept for you here"),)),
    Step(AMINA, "tap", "^Pay with my",
         ((AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))),
)  # fmt: skip
