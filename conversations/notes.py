"""Notes of a session: typed, sealed at once and taken out of the chat; read again, protected.

A draft here holds the booking's id and nothing that was written.
"""

from enum import StrEnum
from uuid import UUID

from conversations.booking_screens import details
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text, Unknown
from conversations.session_screens import staff_buttons
from conversations.understanding import read_number
from conversations.words import Button, Draft, Event, Keyboard, Say, Turn
from conversations.work.answer import BookingFound, LookUp
from conversations.work.records import (
    NoteRead,
    NotesOpened,
    NoteWritten,
    OpenNotes,
    ReadNote,
    WriteNote,
)

NAME = "notes"
ENTRANCE = Entrance(verbs=frozenset({"note"}))
PRIVATE = True
OF_WORK = True


class Step(StrEnum):
    WRITING = "writing"
    READING = "reading"
    LEAVING = "leaving"


FRAME = Frame(Step, hint="note_words_only")


def show(draft: Draft) -> Turn:
    if draft.step == Step.READING:
        return Turn(draft, do=ReadNote(_booking(draft), draft.answers["at"]))
    return Turn(draft, do=OpenNotes(_booking(draft)))


def back(draft: Draft) -> Draft | None:
    return draft.at(Step.WRITING, at=None) if draft.step == Step.READING else None


def cancel(draft: Draft) -> Turn:
    """What was written is kept already."""
    return Turn(draft.at(Step.LEAVING), do=LookUp(_booking(draft)))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=about):
            booking, _, _ = about.partition(":")
            return show(draft.at(Step.WRITING, booking=booking, at=None))
        case Step.WRITING | Step.READING, Text(text=text):
            return Turn(draft, do=WriteNote(_booking(draft), text))
        case _, Tap(value=value) if value[:1] == "r" and read_number(value[1:]) is not None:
            return show(draft.at(Step.READING, at=int(value[1:])))
        case _, Unknown(kind="edited"):
            return show(draft.noting("note_edited"))
        case _:
            return _answered(draft, event)


def _answered(draft: Draft, event: Event) -> Turn | None:
    match event:
        case NotesOpened(booking=booking, total=total):
            writing = draft if draft.step == Step.WRITING else draft.at(Step.WRITING, at=None)
            key = "notes_some" if total else "notes_none"
            args = {**details(booking), "total": total}
            return Turn(writing, (Say(key, args, _keys(total)),))
        case NoteWritten(booking=booking, total=total):
            args = {**details(booking), "total": total}
            kept = Say("note_kept", args, _keys(total))
            return Turn(draft.at(Step.WRITING, at=None), (kept,), remove=True)
        case NoteRead():
            return Turn(draft, (_read(event),))
        case BookingFound(booking=booking):
            closed = Say("notes_closed", details(booking), staff_buttons(booking))
            return Turn(draft.over(), (closed,))
        case _:
            return None


def _keys(total: int) -> Keyboard:
    read = ((Button("notes_read", {"total": total}, value=f"r{total}"),),) if total else ()
    return (*read, (Button("notes_done", value="cancel", style="primary"),))


def _read(event: NoteRead) -> Say:
    """One note on a screen; older ones to the left."""
    note = event.note
    turns = []
    if note.position > 1:
        turns.append(Button("note_older", value=f"r{note.position - 1}"))
    if note.position < note.total:
        turns.append(Button("note_newer", value=f"r{note.position + 1}"))
    bottom = (Button("notes_write", value="back"), Button("notes_done", value="cancel"))
    args = {
        "words": note.words,
        "position": note.position,
        "total": note.total,
        "written_at": note.written_at,
    }
    keyboard = ((*turns,), bottom) if turns else (bottom,)
    return Say("note_read", args, keyboard, secret_of=event.booking.client_id)


def _booking(draft: Draft) -> UUID:
    return UUID(draft.answers["booking"])
