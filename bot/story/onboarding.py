"""Somebody joins the practice: a profile, a service, a photo, a yes, and a client who sees it."""

from bot.story.steps import GRACE, ZAWADI, Step, amina


def zawadi(does: str, what: str = "", *sees: str) -> Step:
    return Step(ZAWADI, does, what, tuple((ZAWADI, words) for words in sees))


INVITED = (
    Step(GRACE, "send", "/admin", ((GRACE, "Running Smiling Steps"),)),
    Step(GRACE, "tap", "Invite a psychologist", ((GRACE, "Whom do you invite?"),)),
    Step(GRACE, "send", "Zawadi", ((GRACE, "A link for Zawadi"),)),
    zawadi("follow", GRACE, "You are invited to work at"),
    zawadi("tap", "Open my profile", "not sent yet"),
)
APPLYING = (
    zawadi("send", "/join", "Work with us as a psychologist?"),
    zawadi("tap", "Make my profile", "Your profile is there"),
)
FILLING_IN = (
    zawadi("tap", "^Title", "Your title"),
    zawadi("tap", "Counselling psychologist", "a few words about you"),
    zawadi("tap", "About you", "Type two or three sentences"),
    zawadi("send", "I work with people who have too much on their shoulders: first we find out what"
           " is theirs to carry.", "at least one specialty"),
    zawadi("tap", "Specialties", "0 chosen"),
    zawadi("tap", "Stress", "1 chosen"),
    zawadi("send", "Burnout, sleep", "3 chosen"),
    zawadi("tap", "Done", "the languages that you work in"),
    zawadi("tap", "Languages", "0 chosen"),
    zawadi("tap", "Kiswahili", "1 chosen"),
    zawadi("tap", "Done", "at least one service"),
    zawadi("photo", "", "that is your photo now"),
    zawadi("tap", "Done", "at least one service"),
    zawadi("tap", "My services", "Nothing yet"),
    zawadi("tap", "Add a service", "A new service"),
    zawadi("tap", "Individual session", "What does it cost?"),
    zawadi("send", "about three thousand", "couldn't read that as a price"),
    zawadi("send", "KES 3,000", "That is in your list now", "KES 3,000"),
    zawadi("send", "/profile", "Everything is there"),
    Step(ZAWADI, "tap", "Send for approval",
         ((ZAWADI, "waiting for an answer"), (GRACE, "Somebody would like to work with us"))),
)  # fmt: skip

JOINING = (
    *INVITED,
    *FILLING_IN,
    Step(GRACE, "tap", "Look at it", ((GRACE, "Zawadi Mutua"),)),
    Step(GRACE, "tap", "^Approve$", ((GRACE, "is one of our psychologists now"),
                                     (ZAWADI, "Welcome, Zawadi"))),
    amina("send", "/book", "Zawadi Mutua"),
    amina("tap", "Zawadi Mutua", "What would you like to book?", "Burnout"),
    amina("tap", "Individual session", "Which day in"),
    amina("tap", "Cancel", "nothing was booked"),
)  # fmt: skip
