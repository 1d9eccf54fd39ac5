"""People and their settings, clients without Telegram, and the admin's own screens."""

from bot.story.steps import AMINA, BRIAN, GRACE, Step, amina


def brian(does: str, what: str, *sees: str) -> Step:
    return Step(BRIAN, does, what, tuple((BRIAN, words) for words in sees))


def grace(does: str, what: str, *sees: str) -> Step:
    return Step(GRACE, does, what, tuple((GRACE, words) for words in sees))


PEOPLE = (
    amina("send", "/settings", "Your settings"),
    amina("tap", "Time zone", "Where do you live?"),
    amina("send", "berlin", "Time zone: Berlin"),
    amina("send", "/sessions", "session"),
    amina("send", "/settings", "Time zone: Berlin"),
    amina("tap", "Phone number", "Your phone number"),
    amina("share", "", "I have noted your number"),
    amina("tap", "Time zone", "Where do you live?"),
    amina("tap", "Nairobi", "Time zone: Nairobi"),
    amina("tap", "Done", "opens your settings again"),
    brian("send", "/clients", "Clients"),
    brian("tap", "Add a client", "What is their name?"),
    brian("send", "Mama Wangari", "Which language does Mama Wangari read?"),
    brian("tap", "Kiswahili", "Mama Wangari's phone number?"),
    brian("send", "0733 000 002", "They are on your list now"),
    grace("send", "/admin", "Running Smiling Steps"),
    grace("tap", "Invite a psychologist", "Whom do you invite?"),
    grace("send", "Dr Achieng", "A link for Dr Achieng"),
    grace("tap", "Back", "Running Smiling Steps"),
    grace("tap", "People and roles", "Who works here"),
    grace("send", "Amina", "People called"),
    grace("tap", "Amina", "client"),
    Step(GRACE, "tap", "Let them run", ((GRACE, "They have been told"),
                                         (AMINA, "You help to run"))),
    grace("tap", "Remove as admin", "Remove Amina"),
    Step(GRACE, "tap", "Yes, remove", ((GRACE, "They have been told"),
                                         (AMINA, "/admin is closed for you"))),
    grace("send", "/admin", "Running Smiling Steps"),
    grace("tap", "Holidays", "Holidays and closed days"),
    grace("tap", "Add a closed day", "Which day is the practice closed?"),
    grace("send", "in the new year", "Please type the day"),
    grace("send", "tomorrow", "What is the reason?"),
    grace("send", "Staff day", "Nobody can be booked on that day"),
    grace("tap", "Holidays", "closed"),
    grace("tap", "^Open .*on ", "The usual hours count"),
    grace("tap", "Done", "opens this again"),
)  # fmt: skip
