"""/mydata: all of one's own data as two files, for programs and for people (D2)."""

from conversations import texts
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.words import Button, Draft, Event, Export, Keyboard, Say, Turn
from conversations.work.privacy import AskForData, DataComes

NAME = "mydata"
ENTRANCE = Entrance(commands=frozenset({"mydata"}))
STEP = "which"
FRAME = Frame((STEP,), left="mydata_left")

#: As they may be typed, too; `texts.means` compares with the labels.
_CHOICES = {"mydata_with": True, "mydata_without": False}
_KEYBOARD: Keyboard = (
    *((Button(key, value=f"i{int(with_intake)}"),) for key, with_intake in _CHOICES.items()),
    (Button("cancel", value="cancel"),),
)


def show(draft: Draft) -> Turn:
    return Turn(draft, (Say("mydata", {}, _KEYBOARD),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return show(draft.at(STEP))
        case DataComes():
            return Turn(draft.over(), _files(event))
        case Tap(value="i1" | "i0" as value):
            return Turn(draft, do=AskForData(with_intake=value == "i1"))
        case Text(text=text) if (meant := _meant(text)) is not None:
            return Turn(draft, do=AskForData(_CHOICES[meant]))
        case _:
            return None


def _meant(text: str) -> str | None:
    return next((key for key in _CHOICES if texts.means(text, key)), None)


def _files(comes: DataComes) -> tuple[Say, ...]:
    """The question gives way to a line; the files are messages of their own."""
    key = "mydata_comes" if comes.with_intake else "mydata_comes_without"
    for_people = Export(comes.person, "pdf", with_intake=comes.with_intake)
    for_programs = Export(comes.person, "json", with_intake=comes.with_intake)
    return (
        Say(key),
        Say("mydata_pdf", screen=False, paper=for_people),
        Say("mydata_json", screen=False, paper=for_programs),
    )
