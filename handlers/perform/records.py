"""Notes and proof of a session."""

from conversations.work.records import (
    AttachProof,
    NoteRead,
    NotesOpened,
    NoteWritten,
    OpenNotes,
    OpenProofs,
    ProofAttached,
    ProofShown,
    ProofsOpened,
    ReadNote,
    RecordsCommand,
    RecordsResult,
    ShowProof,
    WriteNote,
)
from handlers.sitting import Sitting
from services import session_notes, session_proofs
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: RecordsCommand) -> RecordsResult:
    match command:
        case OpenNotes() | WriteNote() | ReadNote():
            return await _notes(sitting, guest, command)
        case OpenProofs() | AttachProof() | ShowProof():
            return await _proofs(sitting, guest, command)


async def _notes(
    sitting: Sitting, guest: Guest, command: OpenNotes | WriteNote | ReadNote
) -> RecordsResult:
    vault, me = sitting.practice.vault, guest.person_id
    booking = await session_notes.own_session(command.booking, me)
    match command:
        case OpenNotes():
            return NotesOpened(booking, await session_notes.count_of(booking.id))
        case WriteNote(words=words):
            total = await session_notes.write(vault, booking, me, words, sitting.now)
            return NoteWritten(booking, total)
        case ReadNote(position=position):
            note = await session_notes.read(vault, booking, position, me, sitting.now)
            return NoteRead(booking, note) if note else NotesOpened(booking, 0)


async def _proofs(
    sitting: Sitting, guest: Guest, command: OpenProofs | AttachProof | ShowProof
) -> RecordsResult:
    booking = await session_proofs.session_of(command.booking, guest.person_id)
    match command:
        case OpenProofs():
            return ProofsOpened(booking, await session_proofs.of(booking.id))
        case AttachProof(kind=kind, file_id=file_id, name=name):
            await session_proofs.attach(booking, guest.person_id, kind, file_id, name, sitting.now)
            return ProofAttached(booking, await session_proofs.of(booking.id))
        case ShowProof(proof_id=proof_id):
            shown = await session_proofs.show(booking, proof_id, guest.person_id, sitting.now)
            return ProofShown(booking, await session_proofs.of(booking.id), shown)
