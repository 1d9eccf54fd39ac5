"""What the intake of one service asks: a page of questions, each needed, to be skipped, or not."""

from conversations import texts
from conversations.intake_words import question_named
from conversations.screen_parts import BACK, bottom, page_of
from conversations.understanding import read_number
from conversations.words import Button, Say
from conversations.work.catalogue import QuestionsFound
from models.intake_form import FORM, Asked, Question

PAGE = 6
_LETTERS = {"r": Asked.REQUIRED, "o": Asked.OPTIONAL, "n": Asked.LEFT_OUT}
_NEXT = {Asked.REQUIRED: "o", Asked.OPTIONAL: "n", Asked.LEFT_OUT: "r"}


def questions(found: QuestionsFound, page: int) -> Say:
    """A tap on a question makes it what comes next: needed, may be skipped, not asked."""
    places = list(enumerate(FORM))
    shown, page, pages = page_of(places, page, PAGE)
    rows = tuple((_question(place, each, found),) for place, each in shown)
    asked = found.rules.questions()
    needed = sum(question.asked is Asked.REQUIRED for question in asked)
    args = {"title": found.title, "asked": len(asked), "needed": needed}
    key = "service_questions" if asked else "service_questions_none"
    close = Button("services_close", value="cancel")
    return Say(key, args, (*rows, bottom(page, pages, BACK, close)))


def _question(place: int, question: Question, found: QuestionsFound) -> Button:
    now = found.rules.of(question)
    following = _NEXT[now]
    if question.about_session and now is Asked.LEFT_OUT:
        following = "o"
    args = {"name": Say(f"short_{question.key}"), "asked": Say(f"asked_{now}")}
    style = None if now is Asked.LEFT_OUT else "success"
    return Button("service_question", args, value=f"q{following}{place}", style=style)


def tapped(value: str) -> tuple[str, Asked] | None:
    """Which question a button makes what; None for no button of ours."""
    place = read_number(value[2:])
    if value[:1] != "q" or value[1:2] not in _LETTERS or place is None or place >= len(FORM):
        return None
    return FORM[place].key, _LETTERS[value[1:2]]


def typed(said: str) -> tuple[str, Asked] | None:
    """The same in words: "Medicine not asked", "health: needed"."""
    words = said.strip().casefold()
    for asked in Asked:
        for ending in texts.spellings(f"asked_{asked}"):
            if words.endswith(ending.casefold()):
                key = question_named(words.removesuffix(ending.casefold()).strip(" :,-"))
                return (key, asked) if key is not None else None
    return None
