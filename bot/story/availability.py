"""Brian's hours: rules, a weekday, a public holiday, one typed message; what Amina sees of it."""

from bot.story.steps import AMINA, BRIAN, Step, amina


def brian(does: str, what: str = "", *sees: str) -> Step:
    return Step(BRIAN, does, what, tuple((BRIAN, words) for words in sees))


#: So that tomorrow can be booked at whatever hour the story is told.
SHORT_NOTICE = (
    brian("send", "/availability", "Your week"),
    brian("tap", "^Rules$", "Your rules"),
    brian("tap", "^Notice$", "Booked at the latest"),
    brian("tap", "^2 hours$", "before it: 2 hours"),
)


def looking_at_tomorrow(*sees: str) -> tuple[Step, ...]:
    return (
        amina("send", "/book", "Who would you like to see?"),
        amina("tap", "Brian Otieno", "What would you like to book?"),
        amina("tap", "Individual session", "Which day in"),
        amina("send", "tomorrow", *sees),
    )


AVAILABILITY = (
    *SHORT_NOTICE,
    brian("tap", "Back$", "Your week"),
    brian("tap", "^Mon$", "Monday"),
    brian("send", "8-9:30", "08:00–09:30"),
    brian("tap", "^Copy to…$", "Which days"),
    brian("tap", "^Every day$", "Which days"),
    brian("tap", "^Copy$", "Copied"),
    brian("send", "work tomorrow 6-9", "open 06:00–09:00"),
    brian("tap", "^Yes$", "Done."),
    *looking_at_tomorrow("which time?"),
    amina("tap", "06:00$", "Is this right?"),
    amina("tap", "^Cancel$", "nothing was booked"),
    brian("send", "/block tomorrow, family", "No session is booked in that time"),
    brian("tap", "^Yes, close it$", "closed · family"),
    *looking_at_tomorrow("That day has no free time left"),
    Step(AMINA, "send", "/cancel", ((AMINA, "nothing was booked"),)),
    brian("send", "/availability", "Your week"),
    brian("tap", "^Dates and holidays$", "Public holidays"),
    brian("tap", "I work that day$", "open as usual"),
    brian("tap", "^Yes$", "Done."),
    brian("send", "/availability", "Your week"),
    brian("tap", "^Dates and holidays$", "you work"),
    brian("tap", "^Cancel$", "All right"),
)
