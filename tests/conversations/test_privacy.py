"""/privacy, /mydata and /forget, as conversations (D2, X71)."""

from datetime import timedelta

import pytest

from conversations.events import File, Text, Typed, Unknown
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.privacy import (
    AskForData,
    DataComes,
    FarewellSeen,
    ForgetMe,
    Forgotten,
    LookAtForgetting,
    ReadTrail,
    TrailRead,
)
from models.changes import Outcome
from models.money_views import WayBack
from models.rights_views import Ending, Farewell, Gone, Obstacle
from models.trail_views import TrailEntry, TrailPage
from models.values import Money, Provider
from tests.dialog import NOW, REFERENCE, Chat, booking, dialog, outside

PRICE, NOTHING = Money(250_000), Money(0)
ENDING = Ending(booking(), Outcome(None, False, PRICE, NOTHING))
BARE = Farewell(None, None, (), (), (), 3, 30)
RICH = Farewell(None, None, (ENDING,), (PRICE,),
                (WayBack(PRICE, Provider.MPESA, "+254712000001"),), 3, 30)  # fmt: skip


def deed(action: str, who: str | None, role: str | None, *, is_me: bool = False) -> TrailEntry:
    return TrailEntry(18, NOW, action, who, role, is_me, "chat", None, None, "BK-7", None)


DEEDS = (deed("note_read", "Brian", "psychologist"), deed("money_came", None, None),
         deed("something_new", "Amina", "client", is_me=True))  # fmt: skip


class World:
    """`farewell` is what forgetting would do now."""

    def __init__(self, farewell: Farewell = BARE, *, just_sent: bool = False) -> None:
        self.farewell = farewell
        self.just_sent = just_sent

    def __call__(self, command: Command) -> Result:
        match command:
            case AskForData() if self.just_sent:
                return NotPossible("mydata_just_sent")
            case AskForData(with_intake=with_intake):
                return DataComes(REFERENCE, with_intake)
            case ReadTrail(before=before):
                return TrailRead(TrailPage(DEEDS, None if before else 17))
            case LookAtForgetting():
                return FarewellSeen(self.farewell)
            case ForgetMe(fingerprint=shown) if shown != self.farewell.fingerprint:
                return FarewellSeen(self.farewell, changed=True)
            case ForgetMe(gives_up=gives_up):
                mine = self.farewell
                sent, given_up = ((), mine.credit) if gives_up else (mine.credit, ())
                gone = Gone(mine.endings, sent, given_up, NOW + timedelta(days=30))
                return Forgotten(gone, NOW)
            case _:
                return outside(command)


def chat(farewell: Farewell = BARE, *, just_sent: bool = False) -> Chat:
    return Chat(World(farewell, just_sent=just_sent))


def labels(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen.get("keyboard", []) for button in row]


def test_d2_privacy_says_what_is_kept_and_leads_on() -> None:
    found = dialog([("/privacy", "What Smiling Steps keeps about you")])
    data = [button["data"] for row in found.screen["keyboard"] for button in row][:-1]
    assert data == ["desk:0:mydata", "desk:0:trail", "desk:0:consents", "desk:0:forget"]
    dialog([("hm?", "Please use the buttons"), ("Done", "opens this again")], found)


def test_d1_who_looked_is_told_page_by_page() -> None:
    here = chat()
    said = here.says("/trail")
    for part in (
        "<b>a note about a session was read</b> · BK-7, by Brian (psychologist)",
        "money came · BK-7, by the program",
        "something was done · BK-7, by you",
    ):
        assert part in said
    dialog([("Older", "was read"), ("‹ Newest", "was read"), ("hm", "Please use the buttons"),
            ("Done", "opens this again")], here)  # fmt: skip
    assert ReadTrail(17) in here.asked


@pytest.mark.parametrize(
    ("answer", "with_intake", "says"),
    [("With my answers", True, "with your answers in them"), ("i0", False, "without your answers"),
     ("without them", False, "without your answers")],
)  # fmt: skip
def test_d2_the_files_are_asked_for_by_button_or_word_and_hold_no_data_yet(
    answer: str, with_intake: bool, says: str
) -> None:
    here = chat()
    assert "Telegram carries it" in here.says("/mydata")
    words = "Without them" if answer == "i0" else answer
    first, *files = here.happens(here._event(words))
    assert says in first["text"]
    assert [file["paper"] for file in files] == [
        {"of": REFERENCE.hex, "form": form, "with_intake": with_intake, "language": "en"}
        for form in ("pdf", "json")
    ]
    assert not any("file" in file or file.get("protected") for file in files)
    assert here.current is None


def test_d2_twice_at_once_is_too_soon() -> None:
    dialog([("/mydata", ""), ("With my answers", "every ten minutes")], chat(just_sent=True))


def test_x71_who_has_nothing_ahead_says_yes_twice() -> None:
    here = dialog([("/forget", "Nobody can undo this"), ("Go on", "Once more"),
                   ("Delete my data for good", "Your data is deleted")], chat())  # fmt: skip
    assert isinstance(here.asked[-1], ForgetMe)
    assert labels(here) == []


def test_x71_the_word_may_be_typed() -> None:
    dialog([("/forget", ""), ("delete my data", "Please use the buttons"), ("Go on", "Once more"),
            ("what?", "or type “delete my data”"),
            ("delete my data", "Your data is deleted")], chat())  # fmt: skip


def test_x71_the_money_is_chosen_about_and_shown_again() -> None:
    here = chat(RICH)
    said = here.says("/forget")
    for part in ("KES 2,500 goes back to you", "KES 2,500 is kept for you"):
        assert part in said
    assert labels(here) == ["Send KES 2,500 back, go on", "Give up KES 2,500, go on", "No, keep it"]
    dialog([("Give up", "goes to the practice"), ("‹ Back", "kept for you"),
            ("Send KES", "goes to 0712 000 001"),
            ("Delete my data for good", "KES 5,000 goes back the way you paid")], here)  # fmt: skip


def test_x71_staying_changes_nothing() -> None:
    here = dialog([("/forget", ""), ("Go on", ""), ("No, keep it", "nothing has changed")], chat())
    assert not any(isinstance(command, ForgetMe) for command in here.asked)


def test_x71_what_changed_is_shown_from_the_beginning() -> None:
    here = chat()
    dialog([("/forget", ""), ("Go on", "Once more")], here)
    assert isinstance(here.world, World)
    here.world.farewell = RICH
    dialog([("Delete my data for good", "This has changed"), ("Send KES", "Once more")], here)


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_x71_what_is_in_the_way_is_said_with_the_way_out(obstacle: Obstacle) -> None:
    farewell = Farewell(obstacle, NOW, (), (), (), 0, 30)
    here = chat(farewell)
    said = here.says("/forget")
    assert len(said) > 80
    assert here.current is None
    assert labels(here) == ([] if obstacle is Obstacle.STAFF else ["Try again"])


def test_x71_many_sessions_fit_on_one_screen() -> None:
    many = Farewell(None, None, (ENDING,) * 40, (), (), 3, 30)
    said = chat(many).says("/forget")
    assert "and 34 more" in said
    assert len(said) < 4096


@pytest.mark.parametrize("command", ["privacy", "mydata", "forget", "trail"])
def test_x62_whatever_comes_shows_the_step_again(command: str) -> None:
    here = chat()
    for event in (Text("x" * 4096), File("photo", "f", None, 1), Unknown("voice")):
        here.happens(Typed(command))
        (said,) = here.happens(event)
        assert said["keyboard"]
        assert "<i>" in said["text"]


def test_x71_a_fingerprint_tells_what_was_shown() -> None:
    late = Ending(booking(), Outcome(None, True, NOTHING, PRICE))
    shown = {
        farewell.fingerprint
        for farewell in (BARE, RICH, Farewell(None, None, (late,), (PRICE,), (), 3, 30),
                         Farewell(None, None, (ENDING,), (), (), 3, 30))
    }  # fmt: skip
    assert len(shown) == 4
