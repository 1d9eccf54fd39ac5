"""The intake form as data: what is asked, in which step, and what an answer looks like (I1).

The keys are those of 7-records. An answer is plain JSON: text and choices are strings, lists are
lists of strings, yes or no is a boolean, the scale a whole number.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Answer = str | bool | int | list[str]


class Section(StrEnum):
    PERSONAL = "personal"
    MENTAL_HEALTH = "mental_health"
    GOALS = "goals"


class Kind(StrEnum):
    """`WORDS` are several things, typed one after the other; `CHOICES` may be several of them."""

    TEXT = "text"
    WORDS = "words"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"


class Asked(StrEnum):
    """What a service makes of a question."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    LEFT_OUT = "left_out"


#: The scale of how heavy it is; from `HEAVY` on somebody of the practice is told (I6).
LIGHTEST, HEAVIEST, HEAVY = 1, 10, 9
#: Of several things: how many, each how long; all of them together are as long as one text.
MOST_ITEMS, LONGEST_ITEM = 20, 300

#: What can be called has so many digits; and words beside them that speak of no other person.
FEWEST_DIGITS = 7
_NUMBER = frozenset({"number", "phone", "namba", "nambari", "simu"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `longest` is in characters. `options` may be joined by words of one's own.

    `about_session`: belongs to the one session, not to the client, and is asked each time.
    `with_phone`: whoever is named can be called.
    """

    key: str
    section: Section
    kind: Kind
    options: tuple[str, ...] = ()
    asked: Asked = Asked.OPTIONAL
    longest: int = 1500
    about_session: bool = False
    with_phone: bool = False


_PERSONAL, _MENTAL, _GOALS = Section.PERSONAL, Section.MENTAL_HEALTH, Section.GOALS

FORM = (
    Question("emergency_contact", _PERSONAL, Kind.TEXT, asked=Asked.REQUIRED, longest=200,
             with_phone=True),
    Question("medical_history", _PERSONAL, Kind.TEXT),
    Question("current_medications", _PERSONAL, Kind.TEXT),
    Question("allergies", _PERSONAL, Kind.TEXT),
    Question("previous_therapy", _MENTAL, Kind.YES_NO),
    Question("current_symptoms", _MENTAL, Kind.CHOICES, (
        "low_mood", "worry", "panic", "sleep", "anger", "grief", "relationships", "trauma",
        "alcohol_or_drugs", "work_or_school")),
    Question("severity_level", _MENTAL, Kind.SCALE, asked=Asked.REQUIRED),
    Question("trigger_factors", _MENTAL, Kind.WORDS),
    Question("coping_mechanisms", _MENTAL, Kind.WORDS),
    Question("therapy_goals", _GOALS, Kind.WORDS, asked=Asked.REQUIRED),
    Question("expectations", _GOALS, Kind.TEXT),
    Question("preferred_approach", _GOALS, Kind.CHOICE, (
        "talking", "tools", "faith_aware", "no_preference")),
    Question("timeline", _GOALS, Kind.CHOICE, (
        "a_few_sessions", "some_months", "longer", "not_sure")),
    Question("special_requests", _GOALS, Kind.TEXT, longest=500, about_session=True),
)  # fmt: skip
BY_KEY: Mapping[str, Question] = {question.key: question for question in FORM}


class NotAnAnswer(ValueError):
    """What was given can't be the answer to this question; `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Rules:
    """What one service asks: differences from the form, by question.

    What is about one session only is never required: who has answered before isn't asked again.
    """

    asked: Mapping[str, Asked] = field(default_factory=dict)

    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order, each as required as this service wants it."""
        judged = (replace(q, asked=self.of(q)) for q in FORM)
        return tuple(q for q in judged if q.asked is not Asked.LEFT_OUT)

    def of(self, question: Question) -> Asked:
        """What this service makes of a question."""
        asked = self.asked.get(question.key, question.asked)
        if question.about_session and asked is Asked.REQUIRED:
            return Asked.OPTIONAL
        return asked

    def missing(self, answered: Collection[str]) -> tuple[Question, ...]:
        """What has to be answered and isn't among these keys."""
        return tuple(
            q for q in self.questions() if q.asked is Asked.REQUIRED and q.key not in answered
        )

    @classmethod
    def read(cls, stored: Mapping[str, str] | None) -> "Rules":
        """From a service's column; what this version doesn't know is left out."""
        known = {
            key: Asked(asked)
            for key, asked in (stored or {}).items()
            if key in BY_KEY and asked in list(Asked)
        }
        return cls(known)


def judged(question: Question, given: object) -> Answer:
    """The answer as it is kept. Raises NotAnAnswer; the chat and the page ask the same judge."""
    match question.kind, given:
        case Kind.TEXT, str():
            return _text(given, question.longest)
        case Kind.YES_NO, bool():
            return given
        case Kind.SCALE, int() if not isinstance(given, bool):
            if not LIGHTEST <= given <= HEAVIEST:
                raise NotAnAnswer("intake_not_on_scale")
            return given
        case Kind.CHOICE, str():
            return given if given in question.options else _text(given, LONGEST_ITEM)
        case Kind.WORDS | Kind.CHOICES, list() | tuple():
            return _items(given, question.longest)
        case _:
            raise NotAnAnswer("intake_not_an_answer")


def _text(given: str, longest: int) -> str:
    words = given.replace("\0", "").strip()
    if not words:
        raise NotAnAnswer("intake_empty")
    if len(words) > longest:
        raise NotAnAnswer("intake_too_long")
    return words


def _items(given: list[object] | tuple[object, ...], longest: int) -> list[str]:
    if not all(isinstance(item, str) for item in given):
        raise NotAnAnswer("intake_not_an_answer")
    items = list(dict.fromkeys(_text(str(item), LONGEST_ITEM) for item in given))
    if not items:
        raise NotAnAnswer("intake_empty")
    if len(items) > MOST_ITEMS:
        raise NotAnAnswer("intake_too_many")
    if sum(map(len, items)) > longest:
        raise NotAnAnswer("intake_too_long")
    return items


def is_whole(question: Question, answer: Answer) -> bool:
    """Whether nothing is left to ask about an answer: a name alone can't be called."""
    return not question.with_phone or _is_number(str(answer))


def put_together(question: Question, before: Answer | None, given: object) -> object:
    """A number that is told after the name belongs to it; anything else is a new answer."""
    if not isinstance(given, str) or not isinstance(before, str) or is_whole(question, before):
        return given
    words = re.findall(r"[^\W\d_]+", given.casefold())
    is_number = _is_number(given) and (not words or not _NUMBER.isdisjoint(words))
    return f"{before}, {given.strip()}" if is_number else given


def _is_number(words: str) -> bool:
    return sum(character.isdigit() for character in words) >= FEWEST_DIGITS


def own_words(question: Question, chosen: Iterable[str]) -> list[str]:
    """What of several choices isn't one of ours."""
    return [item for item in chosen if item not in question.options]


def with_choices(question: Question, chosen: Iterable[str], more: Iterable[str]) -> list[str]:
    """Several choices and some more of them, ours first and in our order."""
    together = dict.fromkeys((*chosen, *more))
    ours = [option for option in question.options if option in together]
    return [*ours, *own_words(question, together)]
