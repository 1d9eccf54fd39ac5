"""Grace's report in the evening, and Brian's agenda on the morning of a session."""

from bot.story.changes import A_PAID_SESSION
from bot.story.people import brian, grace
from bot.story.steps import BRIAN, GRACE, Step

AGENDA = (
    grace("send", "/reminders", "18:00"),
    *A_PAID_SESSION,
    Step(GRACE, "wait", "3600", ((GRACE, "Came by M-Pesa: KES 2,500"),)),
    Step(BRIAN, "wait", "3600", ((BRIAN, "Good morning, Brian"),)),
    brian("send", "/today", "Amina Njeri"),
)
