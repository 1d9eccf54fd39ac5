"""What an SMS can mean, and what a phrase of it says beside a meaning: the one list of both."""

from enum import StrEnum


class Meaning(StrEnum):
    """UNCLEAR must be asked; NOTHING says nothing and needs no answer. No phrase says these two."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    CHANGE = "change"
    PAY = "pay"
    PAID = "paid"
    STOP = "stop"
    START = "start"
    HELP = "help"
    CALL = "call"
    LATE = "late"
    WRONG = "wrong"
    ENGLISH = "english"
    KISWAHILI = "kiswahili"
    ASK = "ask"
    YES = "yes"
    NO = "no"
    OKAY = "okay"
    KEEP = "keep"
    THANKS = "thanks"
    NUMBER = "number"
    REFERENCE = "reference"
    CODE = "code"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


class Aside(StrEnum):
    """What a phrase says that is no meaning by itself, or another way to say one.

    WELL: how they are ("niko sawa"), which may also decline politely, so alone it is asked.
    """

    COMING = "coming"
    CANT = "cant"
    HELLO = "hello"
    SORRY = "sorry"
    REASON = "reason"
    WELL = "well"
    WHEN = "when"
    DOUBT = "doubt"
    BUT = "but"
    NOT = "not"
    PLEASE = "please"
    TO = "to"
    FILLER = "filler"


Tag = Meaning | Aside
"""What a phrase of the lists says."""

_NEVER_SAID = frozenset({Meaning.UNCLEAR, Meaning.NOTHING})
EVERY_TAG: frozenset[Tag] = frozenset({*Meaning, *Aside}) - _NEVER_SAID


def tag(name: str) -> Tag:
    """By the name in a list. Raises ValueError for one that no phrase can say."""
    found = next((one for one in EVERY_TAG if one == name), None)
    if found is None:
        raise ValueError(f"no phrase says {name}")
    return found
