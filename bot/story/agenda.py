"""Grace's report in the evening, and Brian's agenda on the morning of a session."""

from bot.story.changes import A_PAID_SESSION
from bot.story.people import brian, grace
from bot.story.reminders import SESSION
from bot.story.steps import AMINA, BRIAN, GRACE, Step, amina

AGENDA = (
    grace("send", "/reminders", "18:00"),
    *A_PAID_SESSION,
    Step(GRACE, "wait", "3600", ((GRACE, "Came by M-Pesa: KES 2,500"),)),
    Step(AMINA, "wait", "3600", ((AMINA, SESSION),)),
    amina("tap", "^I'll be there", "it is noted that you'll be there"),
    Step(BRIAN, "wait", "1800", ((BRIAN, "Good morning, Brian"),)),
    brian("send", "/today", "I'll be there"),
)
