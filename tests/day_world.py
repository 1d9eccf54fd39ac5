"""A world for dialogues of a psychologist's day: everything goes well, and Brian is asking."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from conversations.events import Action, Contact, File, Happening, Tap, Text, Unknown
from conversations.work import Command, Result, answer, arranged, booking, records, session
from models.moves import Actor
from models.session_views import Arrangement, Note, OwnClient, Proof
from models.values import BookingStatus as S
from models.values import Medium, Money, PromptStatus
from models.views import BookingView, PaymentView, ServiceCard
from tests import dialog
from tests.dialog import NOW, REFERENCE, Chat, outside

LINK = "https://meet.jit.si/x"
CLIENT = OwnClient(1, UUID(int=1), "Amina", in_chat=True, has_phone=True)
SERVICE = ServiceCard(4, "Individual session", 50, Money(250_000), Medium.VIDEO, True)
PROOFS = (Proof(5, "photo", "AgAD", None, NOW), Proof(6, "document", "BQAD", "sheet <1>.pdf", NOW))
SECRET = "she cried <b> & laughed"

#: One of each kind of event that no step asks for.
STRANGE: tuple[Happening, ...] = (
    Contact("0712000001", own=True),
    Unknown("sticker"),
    Unknown("voice"),
    Unknown("edited"),
    Text("???"),
    Text(" "),
)


def view(status: S = S.CONFIRMED, **changed: Any) -> BookingView:
    return dialog.booking(status=status, meeting_link=LINK, **changed)


def plan(hour: int = 7) -> Arrangement:
    at = datetime(2026, 9, 15, hour, tzinfo=UTC)
    return Arrangement(CLIENT, 2, "Brian Otieno", SERVICE, at)


def day_world(command: Command) -> Result:
    match command:
        case session.StartSession():
            return session.SessionMoved(view(S.IN_PROGRESS, started_at=NOW))
        case session.EndSession():
            ended = NOW.replace(minute=48)
            return session.SessionMoved(view(S.COMPLETED, started_at=NOW, ended_at=ended))
        case session.CompleteSession():
            return session.SessionMoved(view(S.COMPLETED))
        case session.AskNoShow():
            return session.NoShowPossible(view())
        case session.MarkNoShow():
            return session.SessionMoved(view(S.NO_SHOW))
        case session.AskLate():
            return session.LatePossible(view(), Actor.PSYCHOLOGIST)
        case session.SayLate(minutes=minutes):
            return session.LateSaid(view(), Actor.PSYCHOLOGIST, minutes, told=True)
        case answer.LookUp():
            return answer.BookingFound(view(), NOW, frozenset({Actor.PSYCHOLOGIST}))
        case records.OpenNotes():
            return records.NotesOpened(view(), 2)
        case records.WriteNote():
            return records.NoteWritten(view(), 3)
        case records.ReadNote(position=position):
            return records.NoteRead(view(), Note(SECRET, NOW, min(position, 2), 2))
        case records.OpenProofs():
            return records.ProofsOpened(view(), PROOFS)
        case records.AttachProof():
            return records.ProofAttached(view(), PROOFS)
        case records.ShowProof(proof_id=number):
            shown = next((p for p in PROOFS if p.id == number), PROOFS[0])
            return records.ProofShown(view(), PROOFS, shown)
        case _:
            return arranging_world(command)


def arranging_world(command: Command) -> Result:
    match command:
        case arranged.FindOwnClients(page=page):
            return arranged.OwnClientsFound((CLIENT,), page, more=True)
        case arranged.FindInstantServices():
            return arranged.InstantServicesFound(CLIENT, (SERVICE,))
        case arranged.LookAtInstant():
            return arranged.InstantSeen(plan(7), plan(8))
        case arranged.MakeInstant(charge=charge):
            made = view(S.APPROVED if charge else S.CONFIRMED)
            return arranged.Arranged(made, CLIENT)
        case arranged.OpenClient():
            return arranged.ClientOpened(CLIENT, 2)
        case arranged.LookAtArrangement():
            return arranged.ArrangementSeen(plan())
        case arranged.BookForClient():
            return arranged.Arranged(view(S.APPROVED), CLIENT)
        case arranged.SendPrompt():
            payment = PaymentView(1, 7, PromptStatus.WAITING, Money(250_000), "+254712000001",
                                  None, None)  # fmt: skip
            return arranged.PromptSent(view(S.APPROVED), payment)
        case _:
            return outside(command)


def refusing(key: str, *, knows: bool = True, status: S = S.CONFIRMED) -> Any:
    """The same world, in which a rule refuses whatever is asked of it, but for looking.

    As in the shell, only what is about a booking can be told that it has moved on.
    """

    def world(command: Command) -> Result:
        looks = isinstance(command, booking.FindDays | booking.FindTimes | answer.LookUp)
        if looks or (key == "outdated_booking" and not hasattr(command, "booking")):
            return day_world(command)
        return answer.NotPossible(key, view(status) if knows else None)

    return world


def begun(verb: str, world: Any = day_world) -> Chat:
    """Brian has tapped a button of the booking."""
    chat = Chat(world)
    said = chat.happens(Action(verb, REFERENCE, 2, 1))
    assert len(said) == 1, f"{verb} was answered {len(said)} times"
    return chat


def buttons(chat: Chat) -> list[str]:
    return [button["text"] for row in chat.screen.get("keyboard", []) for button in row]


def shows_the_step_again(chat: Chat, name: str, happening: Happening) -> str:
    """Whatever isn't understood draws the present step, once, with a word about it."""
    before = chat.drafts[name]
    said = chat.happens(happening)
    assert len(said) == 1, f"{happening} was answered {len(said)} times"
    assert chat.drafts[name] == before, f"{happening} has moved the dialogue"
    assert chat.current == name
    return str(said[0]["text"])


def taps_junk(chat: Chat, name: str) -> None:
    """Values that no button of ours has change nothing (X63)."""
    for value in ("x", "-1", "p99999999999", "r", "d2026-13-45", "c" + "f" * 33, "", "é"):
        draft = chat.drafts[name]
        shows_the_step_again(chat, name, Tap(name, draft.rev, value, 1))


def document(name: str = "sheet.pdf") -> File:
    return File("document", "BQAD", name, 10)


def photo() -> File:
    return File("photo", "AgAD", None, 10)
