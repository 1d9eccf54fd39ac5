"""What people agree to: one row for each word on one text, only added; the newest counts (I4)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from models.database import row, rows
from models.intake_views import ConsentGiven, ConsentText
from models.values import ConsentKind
from services.vault import Place, Vault


async def given(person_id: int) -> dict[ConsentKind, ConsentGiven]:
    """The newest word on each kind of text."""
    found = await rows(
        """SELECT DISTINCT ON (kind) kind, version, is_given, given_at, given_by_id FROM consents
           WHERE person_id = $1 ORDER BY kind, id DESC""",
        person_id,
    )
    return {
        ConsentKind(r["kind"]): ConsentGiven(**{**r, "kind": ConsentKind(r["kind"])}) for r in found
    }


async def missing(person_id: int, present: Iterable[ConsentText]) -> tuple[ConsentText, ...]:
    """Which of the present texts this person hasn't agreed to, or not in this version."""
    said = await given(person_id)
    return tuple(
        text for text in present
        if text.kind not in said
        or not said[text.kind].is_given
        or said[text.kind].version != text.version
    )  # fmt: skip


async def write_down(
    vault: Vault, person_id: int, texts: Iterable[ConsentText], by: int, now: datetime,
    *, is_given: bool = True, guardian: str | None = None,
) -> None:  # fmt: skip
    """Somebody's word on these texts, as they were shown; `guardian` is a parent's full name."""
    for text in texts:
        record = uuid4()
        sealed = None
        if guardian is not None:
            place = Place("consents", record.hex, "guardian")
            sealed = await vault.seal(person_id, place, guardian, now)
        await row(
            """INSERT INTO consents (public_id, person_id, kind, version, language, text_sha256,
                                     is_given, given_at, given_by_id, guardian)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id""",
            record,
            person_id,
            text.kind.value,
            text.version,
            text.language,
            text.sha256,
            is_given,
            now,
            by,
            sealed,
        )
