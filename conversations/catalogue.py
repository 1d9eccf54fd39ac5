"""What a psychologist offers: a service is made in a few taps and changed by buttons (S1, S2)."""

from enum import StrEnum

from conversations import catalogue_questions as asking
from conversations import catalogue_screens as screens
from conversations import texts
from conversations.amounts import read_minutes, read_places, read_price
from conversations.catalogue_screens import FORMATS, LENGTHS, MEDIA, PRICES, TEMPLATES
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.kept_words import spelled
from conversations.profile_words import cleaned
from conversations.understanding import pick, read_number
from conversations.words import Draft, Event, Turn
from conversations.work.answer import NotPossible
from conversations.work.catalogue import (
    AddService,
    Changed,
    ChangeQuestion,
    ChangeService,
    ListServices,
    LookAtService,
    QuestionsFound,
    ReadQuestions,
    ServiceFound,
    ServicesListed,
)
from models.intake_form import Asked
from models.profile_views import LONGEST_SERVICE_TITLE
from models.values import Medium, Money, SessionFormat

NAME = "services"
ENTRANCE = Entrance(commands=frozenset({"services"}))
OF_WORK = True
KEEPS_WORDS = True  # a group for those who lost somebody to suicide is a service


class Step(StrEnum):
    LIST = "list"
    KIND = "kind"
    NEW_PRICE = "new_price"
    ONE = "one"
    TITLE = "title"
    PRICE = "price"
    MINUTES = "minutes"
    PLACES = "places"
    FORMAT = "format"
    MEDIUM = "medium"
    QUESTIONS = "questions"


#: Steps at which one thing of a service is changed; the button that leads there has its name.
_PARTS = (Step.TITLE, Step.PRICE, Step.MINUTES, Step.PLACES, Step.FORMAT, Step.MEDIUM)
#: Buttons that change at once: what they change, and to what.
_SWITCHES = {
    "approval": (Changed.APPROVAL, True), "no_approval": (Changed.APPROVAL, False),
    "emergency": (Changed.EMERGENCY, True), "no_emergency": (Changed.EMERGENCY, False),
    "on": (Changed.ACTIVE, True), "off": (Changed.ACTIVE, False),
}  # fmt: skip
_NOT_READ = {
    Step.NEW_PRICE: "price_not_read", Step.PRICE: "price_not_read",
    Step.MINUTES: "minutes_not_read", Step.PLACES: "places_not_read",
    Step.KIND: "service_title_wrong", Step.TITLE: "service_title_wrong",
}  # fmt: skip
# What was changed is kept at once; only a service without a price isn't there yet.
FRAME = Frame(Step, left="services_closed", hints=dict.fromkeys(_NOT_READ, "only_words_here"))


def show(draft: Draft) -> Turn:
    match Step(draft.step):
        case Step.LIST:
            return Turn(draft, do=ListServices())
        case Step.KIND:
            return Turn(draft, (screens.kinds(),))
        case Step.NEW_PRICE:
            return Turn(draft, (screens.new_price(draft.answers["title"]),))
        case Step.QUESTIONS:
            return Turn(draft, do=ReadQuestions(draft.answers["service"]))
        case (
            Step.ONE
            | Step.TITLE
            | Step.PRICE
            | Step.MINUTES
            | Step.PLACES
            | Step.FORMAT
            | Step.MEDIUM
        ):
            return Turn(draft, do=LookAtService(draft.answers["service"]))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.LIST:
            return None
        case Step.KIND | Step.ONE:
            return draft.at(Step.LIST)
        case Step.NEW_PRICE:
            return draft.at(Step.KIND)
        case _:
            return draft.at(Step.ONE, page=None)


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin():
            return show(draft.at(Step.LIST, page=None, said=None))
        case _, NotPossible(key="no_such_service" as key):
            return show(draft.at(Step.LIST, said=None).noting(key))
        case Step.LIST, ServicesListed():
            return _listed(draft, event)
        case _, ServiceFound():
            return _found(draft, event)
        case Step.QUESTIONS, QuestionsFound():
            return Turn(draft, (asking.questions(event, draft.answers.get("page", 0)),))
        case Step.QUESTIONS, Tap(value=value):
            return _asked(draft, value)
        case Step.LIST, Tap(value=value):
            return _at_list(draft, value)
        case Step.ONE, Tap(value=value):
            return _at_one(draft, value)
        case _, Tap(value=value):
            return _chosen(draft, value)
        case Step.LIST, Text(text=text):
            return Turn(draft.knowing(said=text[:100]), do=ListServices())
        case _, Text(text=text):
            return _typed(draft, cleaned(text))
        case _:
            return None


def _listed(draft: Draft, listed: ServicesListed) -> Turn:
    services, said = listed.services, draft.answers.get("said")
    if said is not None:
        chosen = pick(said, [spelled(service.title) for service in services])
        if chosen is not None:
            return show(draft.at(Step.ONE, service=services[chosen].id, said=None))
        draft = draft.knowing(said=None).noting("service_not_found")
    return Turn(draft, (screens.services(services, draft.answers.get("page", 0)),))


def _found(draft: Draft, found: ServiceFound) -> Turn:
    service = found.service
    if draft.step == Step.ONE:
        return Turn(draft.knowing(service=service.id), (screens.one(service),))
    return Turn(draft, (screens.part(Step(draft.step).value, service),))


def _at_list(draft: Draft, value: str) -> Turn | None:
    number = read_number(value[1:])
    match value[:1]:
        case "n":
            return show(draft.at(Step.KIND))
        case "s" if number is not None:
            return show(draft.at(Step.ONE, service=number))
        case "p" if number is not None:
            return show(draft.at(Step.LIST, page=number))
        case _:
            return None


def _at_one(draft: Draft, value: str) -> Turn | None:
    if value in _PARTS:
        return show(draft.at(Step(value)))
    if value == Step.QUESTIONS:
        return show(draft.at(Step.QUESTIONS, page=0))
    if value in _SWITCHES:
        return _change(draft, *_SWITCHES[value])
    return None


def _asked(draft: Draft, value: str) -> Turn | None:
    """Each button names what it makes of a question: pressed twice, it is the same."""
    number = read_number(value[1:])
    if value[:1] == "g" and number is not None:
        return show(draft.at(Step.QUESTIONS, page=number))
    wanted = asking.tapped(value)
    return _ask(draft, *wanted) if wanted else None


def _ask(draft: Draft, key: str, asked: Asked) -> Turn:
    return Turn(draft.at(Step.QUESTIONS), do=ChangeQuestion(draft.answers["service"], key, asked))


def _chosen(draft: Draft, value: str) -> Turn | None:
    """A button that stands for what could also be typed or picked."""
    number = read_number(value)
    if number is None:
        return None
    match draft.step:
        case Step.KIND if number < len(TEMPLATES):
            chosen = TEMPLATES[number]
            return _priced(draft, chosen.title, chosen.format, chosen.medium, chosen.minutes)
        case Step.NEW_PRICE | Step.PRICE if number in PRICES:
            return _typed(draft, str(number))
        case Step.MINUTES if number in LENGTHS:
            return _typed(draft, str(number))
        case Step.FORMAT if number < len(FORMATS):
            return _change(draft, Changed.FORMAT, tuple(FORMATS)[number].value)
        case Step.MEDIUM if number < len(MEDIA):
            return _change(draft, Changed.MEDIUM, tuple(MEDIA)[number].value)
        case _:
            return None


def _priced(draft: Draft, title: str, format_: SessionFormat, medium: Medium, minutes: int) -> Turn:
    """All of it waits in the draft for its price, whatever is typed meanwhile."""
    kept = draft.at(Step.NEW_PRICE, title=title, format=format_.value, medium=medium.value,
                    minutes=minutes)  # fmt: skip
    return show(kept)


def _typed(draft: Draft, words: str) -> Turn | None:
    match draft.step:
        case Step.QUESTIONS if wanted := asking.typed(words):
            return _ask(draft, *wanted)
        case Step.KIND if 0 < len(words) <= LONGEST_SERVICE_TITLE:
            return _priced(draft, words, SessionFormat.INDIVIDUAL, Medium.VIDEO, 50)
        case Step.NEW_PRICE if price := read_price(words):
            return _add(draft, price)
        case Step.TITLE if 0 < len(words) <= LONGEST_SERVICE_TITLE:
            return _change(draft, Changed.TITLE, words)
        case Step.PRICE if price := read_price(words):
            return _change(draft, Changed.PRICE, price.minor)
        case Step.MINUTES if minutes := read_minutes(words):
            return _change(draft, Changed.MINUTES, minutes)
        case Step.PLACES if places := read_places(words):
            return _change(draft, Changed.PLACES, places)
        case Step.FORMAT if (number := texts.picked(words, list(FORMATS.values()))) is not None:
            return _change(draft, Changed.FORMAT, tuple(FORMATS)[number].value)
        case Step.MEDIUM if (number := texts.picked(words, list(MEDIA.values()))) is not None:
            return _change(draft, Changed.MEDIUM, tuple(MEDIA)[number].value)
        case step if step in _NOT_READ:
            return show(draft.noting(_NOT_READ[Step(step)]))
        case _:
            return None


def _add(draft: Draft, price: Money) -> Turn:
    kept = draft.answers
    new = AddService(
        kept["title"], SessionFormat(kept["format"]), Medium(kept["medium"]), kept["minutes"], price
    )
    made = draft.at(Step.ONE, title=None, format=None, medium=None, minutes=None, service=None)
    return Turn(made.noting("service_made"), do=new)


def _change(draft: Draft, what: Changed, value: str | int | bool) -> Turn:
    return Turn(draft.at(Step.ONE), do=ChangeService(draft.answers["service"], what, value))
