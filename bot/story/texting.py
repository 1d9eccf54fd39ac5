"""Without the chat: reminders by SMS, answers by SMS, the network's menu, and nobody reached."""

from bot.story.changes import A_PAID_SESSION
from bot.story.steps import AMINA, BRIAN, Sms, Step, amina

REMINDED = (AMINA, Sms("Reminder: appointment BK-"))


def texts(words: str, *hears: str) -> Step:
    return Step(AMINA, "sms", words, tuple((AMINA, Sms(said)) for said in hears))


HER_NUMBER = (
    amina("send", "/settings", "Your settings"),
    amina("tap", "Phone number", "Your phone number"),
    amina("share", "", "I have noted your number"),
    amina("tap", "Done", "opens your settings again"),
)

BY_SMS = (
    *HER_NUMBER,
    *A_PAID_SESSION,
    Step(AMINA, "block"),
    Step(AMINA, "wait", "3600", (REMINDED,)),
    texts("Ndio nitakuja", "We expect you"),
    texts("cancel", "No refund, KES 2,500 stays"),
    texts("hapana", "Nothing was cancelled"),
    texts("STOP", "no more reminders"),
    texts("START", "SMS are on again"),
    Step(AMINA, "wait", "3600", (REMINDED,)),
    Step(AMINA, "unblock"),
    amina("send", "/start", "Hello Amina"),
    Step(AMINA, "wait", "600", ((AMINA, "In a few minutes"), (BRIAN, "In a few minutes"))),
)

CANCEL_BY_SMS = (
    *HER_NUMBER,
    *A_PAID_SESSION,
    texts("siwezi kuja", "KES 2,500 comes back to you. Reply YES"),
    Step(AMINA, "sms", "ndiyo", ((AMINA, Sms("Cancelled: BK-")), (BRIAN, "has cancelled"))),
)

NOT_REACHED = (
    *A_PAID_SESSION,
    Step(AMINA, "block"),
    Step(AMINA, "wait", "3600", ((BRIAN, "Amina Njeri could not be told"),)),
)
