"""Paid too late: somebody else has the time by then, and the money is there for another one."""

from bot.story.again import A_DATED_TIME
from bot.story.people import brian
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, ZAWADI, Step, amina

THE_DAY = "{in 9 days}"


def _asking_for(who: str) -> tuple[Step, ...]:
    """The same day and the same time, whoever asks."""
    return (
        Step(who, "send", "/book", ((who, "Who would you like to see?"),)),
        Step(who, "send", "Brian Otieno", ((who, "What would you like to book?"),)),
        Step(who, "tap", "Individual session", ((who, "Which day in"),)),
        Step(who, "send", THE_DAY, ((who, "which time?"),)),
        Step(who, "send", "10:00", ((who, "Is this right?"),)),
        Step(who, "tap", "Send request", ((who, "Request sent"), (BRIAN, "New request"))),
    )


PAID_TOO_LATE = (
    brian("send", "/availability", "Your week"),
    brian("send", f"work {THE_DAY} 9-17", "09:00–17:00"),
    brian("tap", "^Yes$", "Done."),
    *_asking_for(AMINA),
    AGREEING,
    Step(AMINA, "wait", "3600",
         ((AMINA, "is free for others again"), (BRIAN, "The time is free again"))),
    Step(ZAWADI, "send", "/start", ((ZAWADI, "Hello Zawadi"),)),
    *_asking_for(ZAWADI),
    Step(BRIAN, "tap", "Approve Zawadi",
         ((BRIAN, "Approved"), (ZAWADI, "has agreed"))),
    Step(AMINA, "paybill", r"/BK-\d{4}-\d{6}/ 2500",
         ((AMINA, "but its time can't be had any more"),)),
    amina("tap", "^Choose another time", "Again with Brian Otieno"),
    amina("tap", A_DATED_TIME, "Is this right?"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "of your own with us"),
    Step(AMINA, "tap", "^Use my",
         ((AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))),
)  # fmt: skip
