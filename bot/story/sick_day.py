"""A psychologist can't come: one session moves, another is cancelled, and Amina chooses again."""

from bot.story.availability import SHORT_NOTICE, brian, looking_at_tomorrow
from bot.story.payment import A_PAUSE
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, PAID, Step, amina

_TOMORROW_IS_OPEN = (
    *SHORT_NOTICE,
    brian("send", "work tomorrow 6-20", "open 06:00–20:00"),
    brian("tap", "^Yes$", "Done."),
)

_PAID_FOR_TOMORROW = (
    A_PAUSE,
    *looking_at_tomorrow("which time?"),
    amina("tap", r"^\d\d:\d\d$", "Is this right?"),
    ASKING,
    AGREEING,
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "0712 000 001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", PAID),
)

SICK_DAY = (
    *_TOMORROW_IS_OPEN,
    *_PAID_FOR_TOMORROW,
    brian("send", "/sick", "Take care of yourself first"),
    brian("tap", "^All of tomorrow$", "Booked in that time: 1"),
    Step(BRIAN, "tap", "^Offer other times",
         ((BRIAN, "have been offered another time: 1"), (AMINA, "can't see you on"))),
    Step(AMINA, "tap", "^Take ",
         ((AMINA, "moved"), (BRIAN, "A session has moved"))),
    *_TOMORROW_IS_OPEN,
    *_PAID_FOR_TOMORROW,
    brian("send", "/sick tomorrow", "Booked in that time: 1"),
    Step(BRIAN, "tap", "^Cancel and give back",
         ((BRIAN, "their clients told: 1"),
          (AMINA, "You get all of your KES 2,500 back"))),
    amina("tap", r"^[A-Z][a-z]{2} \d+ [A-Z][a-z]{2}, \d\d:\d\d$", "Is this right?"),
)  # fmt: skip
