"""Under 18: a guardian agrees in a chat of their own, then the client; and a change of mind."""

from bot.story.steps import AMINA, ZAWADI, Step, amina


def zawadi(does: str, what: str = "", *sees: str) -> Step:
    return Step(ZAWADI, does, what, tuple((ZAWADI, words) for words in sees))


GUARDIAN = (
    amina("send", "/agree", "Are you 18 or older?"),
    amina("tap", "No, I am younger", "First a parent or guardian"),
    amina("tap", "Send them a link", "A link for your parent or guardian"),
    Step(AMINA, "follow", AMINA, ((AMINA, "This is the link that you made"),)),
    zawadi("follow", AMINA, "Amina would like to talk to a psychologist"),
    zawadi("send", "Zawadi", "Please type a first and a last name"),
    zawadi("send", "Zawadi Mutua", "1 of 4", "Working together"),
    zawadi("tap", "^I agree", "2 of 4"),
    zawadi("tap", "I don't agree", "Don't you agree?"),
    zawadi("tap", "Read it again", "2 of 4"),
    zawadi("tap", "^I agree", "3 of 4"),
    zawadi("tap", "^I agree", "4 of 4"),
    Step(ZAWADI, "tap", "^I agree", ((ZAWADI, "Everything is agreed to for Amina"),
                                     (AMINA, "Your parent or guardian has agreed"))),
    amina("tap", "^Go on$", "Your turn, Amina", "1 of 4"),
    amina("tap", "^I agree", "2 of 4"),
    amina("tap", "^I agree", "3 of 4"),
    amina("tap", "^I agree", "4 of 4"),
    amina("tap", "^I agree", "Thank you"),
    amina("tap", "What I agreed to", "By Zawadi Mutua, for you"),
    amina("tap", "Take it back", "No new session can be booked until you agree again"),
    amina("tap", "^Yes, take it back", "Taken back"),
)  # fmt: skip
