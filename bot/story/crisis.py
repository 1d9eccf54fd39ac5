"""Words that sound like danger: help at once, one of us hears of it, the booking goes on."""

from bot.story.steps import A_DAY, A_TIME, AMINA, BRIAN, GRACE, Step, amina

CRISIS = (
    Step(GRACE, "send", "/start", ((GRACE, "Hello Grace"),)),
    amina("send", "/book", "Who would you like to see?"),
    amina("send", "Brian Otieno", "What would you like to book?"),
    Step(AMINA, "send", "nimechoka na maisha, nataka kufa",
         ((AMINA, "You are not alone"), (AMINA, "call one of these"),
          (GRACE, "Amina Njeri may be in danger"))),
    Step(GRACE, "tap", "^I'm taking care$", ((GRACE, "You are taking care of Amina Njeri"),)),
    amina("tap", "^Go on with what I was doing$", "What would you like to book?"),
    amina("tap", "Individual session", "Which day in"),
    amina("tap", A_DAY, "which time?"),
    amina("tap", A_TIME, "Is this right?"),
    Step(AMINA, "tap", "Send request", ((AMINA, "Request sent"), (BRIAN, "New request"))),
)  # fmt: skip
