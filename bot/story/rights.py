"""All of one's data as two files, and then nobody who is known here."""

from bot.story.changes import A_PAID_SESSION
from bot.story.steps import AMINA, BRIAN, Step, amina

MYDATA_AND_FORGET = (
    *A_PAID_SESSION,
    amina("send", "/privacy", "keeps about you"),
    amina("tap", "^My data", "All your data, as two files"),
    amina("tap", "^With my answers", "Here are your files", "To read.", "For other programs."),
    amina("send", "/forget", "Delete your data?", "goes back to you", "without your name"),
    amina("tap", "^Go on", "Once more"),
    Step(AMINA, "send", "delete my data",
         ((AMINA, "Your data is deleted"), (BRIAN, "A client has left"))),
    amina("send", "/start", "welcome to"),
    amina("send", "/sessions", "You have no session to come"),
)  # fmt: skip
