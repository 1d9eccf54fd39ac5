"""Beside the chat: reminders and answers by SMS, the network's menu, mails, and nobody reached."""

from bot.story.changes import A_PAID_SESSION
from bot.story.payment import A_PAUSE
from bot.story.reminders import SOME_HOURS
from bot.story.steps import (
    AGREEING,
    AMINA,
    ASKING,
    BRIAN,
    PAID,
    Mail,
    Screen,
    Sms,
    Step,
    amina,
    choosing,
)

REMINDED = (AMINA, Sms("Reminder: appointment BK-"))


def texts(words: str, *hears: str) -> Step:
    return Step(AMINA, "sms", words, tuple((AMINA, Sms(said)) for said in hears))


def dials(*shows: str) -> Step:
    return Step(AMINA, "ussd", "", tuple((AMINA, Screen(words)) for words in shows))


def answers(number: str, *shows: str) -> Step:
    return Step(AMINA, "ussd-answer", number, tuple((AMINA, Screen(words)) for words in shows))


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
    Step(AMINA, "wait", SOME_HOURS, (REMINDED,)),
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
    texts("siwezi kuja", "KES 2,500 comes back to you. Reply "),
    Step(AMINA, "sms", "{code}", ((AMINA, Sms("Cancelled: BK-")), (BRIAN, "has cancelled"))),
)

NOT_REACHED = (
    *A_PAID_SESSION,
    Step(AMINA, "block"),
    Step(AMINA, "wait", SOME_HOURS, ((BRIAN, "Amina Njeri could not be told"),)),
)

BY_USSD = (
    *HER_NUMBER,
    A_PAUSE,
    *choosing("Brian Otieno", "Individual session"),
    ASKING,
    AGREEING,
    dials("3 Pay"),
    answers("3", "Pay KES 2,500 for BK-"),
    answers("1", "asks this phone for KES 2,500"),
    Step(AMINA, "pin", "1234", PAID),
    dials("1 I'll be there"),
    answers("1", "We expect you"),
    dials("You said: I'll be there"),
    answers("2", "KES 2,500 comes back to you"),
    answers("0", "5 Kiswahili"),
    answers("5", "2 Siwezi kuja"),
    answers("0", "Asante"),
)

BY_MAIL = (
    amina("send", "/reminders", "E-mail: none"),
    amina("tap", "^E-mail", "Your e-mail address"),
    Step(
        AMINA,
        "send",
        "amina@example.com",
        ((AMINA, "Look into amina@example.com"), (AMINA, Mail("Type these digits"))),
    ),
    amina("code", "", "That address is yours"),
    *A_PAID_SESSION[:-1],
    Step(AMINA, "pin", "1234", (*PAID, (AMINA, Mail("is confirmed")))),
    Step(AMINA, "wait", "3600", ((AMINA, Mail("Reminder: appointment BK-")),)),
    amina("tap", "^I can't come", "KES 2,500"),
    Step(AMINA, "tap", "^Cancel", ((AMINA, "Cancelled"), (AMINA, Mail("is cancelled")))),
)
