"""Any psychologist, and the same once more: two taps from the past to the review."""

from bot.story.steps import A_DAY, A_TIME, AMINA, ASKING, BRIAN, Step, amina

#: A time on a screen of dated times: "Tue 15 Sep, 10:00".
A_DATED_TIME = r"^\w{3} \d{1,2} \w{3}, \d\d:\d\d$"

AGAIN = (
    amina("send", "/book", "Who would you like to see?"),
    amina("tap", "By language", "Which language"),
    amina("tap", "Dholuo", "Only shown: Dholuo"),
    amina("tap", "Show everybody", "Who would you like to see?"),
    amina("send", "grief", "Only shown: Grief"),
    amina("tap", "Show everybody", "Who would you like to see?"),
    amina("tap", "Any psychologist", "what kind of session?"),
    amina("tap", "90 min", "Which day in"),
    amina("tap", A_DAY, "which time?"),
    amina("tap", A_TIME, "is free then, so I chose them for you"),
    ASKING,
    Step(BRIAN, "tap", "^Decline", ((BRIAN, "Tap a reason or type one"),)),
    Step(BRIAN, "tap", "My schedule is full", ((BRIAN, "has been told"), (AMINA, "can't take"))),
    amina("send", "/history", "Past sessions"),
    amina("tap", "· Brian Otieno$", "Declined"),
    amina("tap", "^Book again$", "Again with Brian Otieno"),
    amina("tap", A_DATED_TIME, "Is this right?"),
    Step(AMINA, "tap", "Send request", ((AMINA, "Request sent"), (BRIAN, "New request"))),
)
