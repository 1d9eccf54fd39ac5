"""Calendars that are kept elsewhere, and one's own sessions in them."""

from bot.story.steps import BRIAN, Step, amina

CALENDARS = (
    Step(BRIAN, "send", "/calendar", ((BRIAN, "Calendars you keep elsewhere"),)),
    Step(BRIAN, "tap", "^Add a calendar", ((BRIAN, "Which calendar?"),)),
    Step(BRIAN, "send", "http://10.0.0.1/private.ics", ((BRIAN, "One moment"),)),
    Step(BRIAN, "wait", "1", ((BRIAN, "inside a private network"),)),
    Step(BRIAN, "send", "{world}/calendars/example.ics", ((BRIAN, "I could read it"),)),
    Step(BRIAN, "tap", "^Rename", ((BRIAN, "What shall I call"),)),
    Step(BRIAN, "send", "University", ((BRIAN, "University: "),)),
    Step(BRIAN, "tap", "^Done", ((BRIAN, "Closed"),)),
    amina("send", "/calendar", "Your sessions in your own calendar"),
    amina("tap", "^Done", "Closed"),
)
