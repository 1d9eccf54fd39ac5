"""What a psychologist keeps of a session: notes and proof (B10)."""

from dataclasses import dataclass, field
from uuid import UUID

from models.session_views import Note, Proof
from models.views import BookingView


@dataclass(frozen=True, slots=True)
class OpenNotes:
    """-> NotesOpened | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class NotesOpened:
    """`total` notes are kept for this session."""

    booking: BookingView
    total: int


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Seal these words at once; no draft ever holds them -> NoteWritten | NotPossible"""

    booking: UUID
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoteWritten:
    booking: BookingView
    total: int


@dataclass(frozen=True, slots=True)
class ReadNote:
    """By position, from 1 -> NoteRead | NotesOpened (there is none) | NotPossible"""

    booking: UUID
    position: int


@dataclass(frozen=True, slots=True)
class NoteRead:
    booking: BookingView
    note: Note


@dataclass(frozen=True, slots=True)
class OpenProofs:
    """-> ProofsOpened | NotPossible"""

    booking: UUID


@dataclass(frozen=True, slots=True)
class ProofsOpened:
    booking: BookingView
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class AttachProof:
    """-> ProofAttached | NotPossible"""

    booking: UUID
    kind: str
    file_id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class ProofAttached:
    booking: BookingView
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ShowProof:
    """-> ProofShown | NotPossible"""

    booking: UUID
    proof_id: int


@dataclass(frozen=True, slots=True)
class ProofShown:
    """`shown` is sent as a message of its own, below the list."""

    booking: BookingView
    proofs: tuple[Proof, ...]
    shown: Proof


RecordsCommand = OpenNotes | WriteNote | ReadNote | OpenProofs | AttachProof | ShowProof
RecordsResult = (
    NotesOpened | NoteWritten | NoteRead | ProofsOpened | ProofAttached | ProofShown
)  # fmt: skip
