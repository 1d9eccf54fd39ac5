"""A psychologist's notes of a session, sealed under the client's key (B10, I2).

Only the psychologist of the session writes and reads them, nobody else, whatever their role.
"""

from datetime import datetime
from uuid import UUID, uuid4

from models.database import row
from models.moves import Actor
from models.session_times import KEPT_RECORDS
from models.session_views import Note
from models.views import BookingView
from services import audit, people
from services.access import access_booking, may_open_words
from services.errors import NotYours, Outdated, Refused
from services.vault import Place, Vault

#: UTF-16 units, as Telegram counts: what is shown again has a heading above it.
LONGEST = 3800


class NotTheirNotes(NotYours):
    """Somebody who may see the session, but not what its psychologist wrote about it."""

    key = "notes_own_only"


class NotesGone(Refused):
    """Their client was forgotten: nothing opens, and nothing may be sealed for them anew."""

    key = "notes_gone"


async def own_session(public_id: UUID, person_id: int) -> BookingView:
    """The booking for its psychologist; raises NotYours, Outdated or NotesGone."""
    found = await access_booking(public_id, person_id)
    if not await may_open_words(found, person_id):
        raise NotTheirNotes("only for the psychologist of the session")
    if found.booking.status not in KEPT_RECORDS:
        raise Outdated("no session that has notes")
    if await people.is_forgotten(found.booking.client_id):
        raise NotesGone("forgotten")
    return found.booking


async def write(
    vault: Vault, booking: BookingView, author_id: int, words: str, now: datetime
) -> int:  # fmt: skip
    """Seal a note into rows of its own; the answer is how many the session has now."""
    for piece in pieces(words):
        record = uuid4()
        sealed = await vault.seal(booking.client_id, _place(record), piece, now)
        await row(
            """INSERT INTO session_notes (public_id, booking_id, author_id, words, written_at)
               VALUES ($1, $2, $3, $4, $5) RETURNING id""",
            record,
            booking.id,
            author_id,
            sealed,
            now,
        )
        await _tell("note_written", record, booking, author_id, now)
    return await count_of(booking.id)


async def count_of(booking_id: int) -> int:
    found = await row("SELECT count(*) AS n FROM session_notes WHERE booking_id = $1", booking_id)
    assert found is not None
    return int(found["n"])


async def read(
    vault: Vault, booking: BookingView, position: int, reader_id: int, now: datetime
) -> Note | None:  # fmt: skip
    """One note, opened; a position outside of what there is means the nearest. None: no notes.

    That it was read stands in the audit trail, where the client sees it.
    """
    total = await count_of(booking.id)
    if not total:
        return None
    at = max(1, min(position, total))
    found = await row(
        """SELECT public_id, words, written_at FROM session_notes WHERE booking_id = $1
           ORDER BY id OFFSET $2 LIMIT 1""",
        booking.id,
        at - 1,
    )
    assert found is not None
    record = UUID(str(found["public_id"]))
    words = await vault.open(booking.client_id, _place(record), found["words"])
    await _tell("note_read", record, booking, reader_id, now)
    return Note(words, found["written_at"], at, total)


async def _tell(
    action: str, record: UUID, booking: BookingView, person_id: int, now: datetime
) -> None:
    await audit.record(
        action, "note", record, now=now, person_id=booking.client_id, actor=person_id,
        role=Actor.PSYCHOLOGIST, detail={"booking": str(booking.public_id)},
    )  # fmt: skip


def pieces(words: str) -> list[str]:
    """Words in parts that fit on one screen, cut between words where there are any."""
    left, found = words.strip(), []
    while _units(left) > LONGEST:
        end = len(left.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore"))
        blank = max(left.rfind(" ", end // 2, end), left.rfind("\n", end // 2, end))
        cut = blank if blank > 0 else end
        found.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*found, left] if left else found


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _place(record: UUID) -> Place:
    return Place("session_notes", record.hex, "words")
