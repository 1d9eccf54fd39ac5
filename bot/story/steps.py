"""Steps of the story: who does what, and what is seen; those that several chapters share."""

from dataclasses import dataclass

AMINA, BRIAN, WANJIKU = "amina", "brian", "dr"
GRACE, ZAWADI = "grace", "zawadi"

A_DAY = r"^\d{1,2}$"
A_TIME = r"^\d\d:\d\d$"


class Sms(str):
    """Words of an SMS: in `sees`, instead of words of the chat."""

    __slots__ = ()


class Mail(str):
    """Words of a mail, in its subject or its text."""

    __slots__ = ()


class Screen(str):
    """Words on the screen of the network's menu (USSD)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one person does. `sees` pairs a person with words they must read after it.

    Words are the chat's unless they are an `Sms`, a `Mail` or a `Screen`.

    `does` is "send", "tap" (a regular expression for the label), "share" (the own contact),
    "photo", "page" (filled in and sent, behind the newest such button), "paste" (M-Pesa's newest
    SMS), "code" (the digits of the newest mail), "follow" (the newest link to the bot on a phone),
    "sms" (to the practice's short code; `{code}` is the newest that came by SMS),
    "ussd" (a code to dial, or none for the practice's own),
    "ussd-answer", "hang-up", "allow" (behind a link to Google), "pin", "close" (the prompt),
    "paybill" (an account and an amount, as `bills.Bill.read` takes them), "card" (a test card,
    behind the newest pay link), "clock" (seconds), "until" (a time of the day in Nairobi), "past"
    (beyond the instant that this expression finds in a message), "wait" (so many seconds, as often
    as it takes), "silence" (so many seconds, in which the words in `sees` must not come), "block"
    and "unblock" (the bot), or "fault" (service, name, perhaps how many times).
    In what is sent, `{world}` is the address of the simulated world, and `{in 9 days}` a date,
    counted from the first step of the chapter that has one.
    """

    who: str
    does: str
    what: str = ""
    sees: tuple[tuple[str, str], ...] = ()


def amina(does: str, what: str = "", *sees: str) -> Step:
    return Step(AMINA, does, what, tuple((AMINA, words) for words in sees))


def choosing(psychologist: str, service: str, hears: str = "Is this right?") -> tuple[Step, ...]:
    """As far as a time; somebody new is asked some questions then."""
    return (
        amina("send", "/book", "Who would you like to see?"),
        amina("send", psychologist, "What would you like to book?"),
        amina("tap", service, "Which day in"),
        amina("tap", A_DAY, "which time?"),
        amina("tap", A_TIME, hears),
    )


ASKING = Step(AMINA, "tap", "Send request",
               ((AMINA, "Request sent"), (BRIAN, "New request")))  # fmt: skip
AGREEING = Step(BRIAN, "tap", "Approve Amina",
                 ((BRIAN, "Approved"), (AMINA, "has agreed")))  # fmt: skip
PAID = ((AMINA, "Paid · KES"), (AMINA, "Your session is confirmed"), (BRIAN, "Confirmed and paid"))
