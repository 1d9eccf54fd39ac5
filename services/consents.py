"""What people agree to: one row for each word on one text, only added; the newest counts (I4).

Whoever is under 18 agrees twice: a parent or guardian does, and they do. A word of a guardian
carries the guardian's name, sealed under the client's key.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from models.consent_views import Agreement, Word
from models.database import Row, count, row, rows
from models.intake_views import ConsentGiven, ConsentText
from models.values import ConsentKind
from services import audit
from services.vault import KeyDestroyed, Place, Vault

BY_GUARDIAN = "(word.guardian IS NOT NULL OR word.given_by_id <> word.person_id)"
#: Whether the newest word of one side on one wanted text says yes to this very version.
IS_GIVEN = f"""coalesce((
    SELECT word.is_given AND word.version = wanted.version FROM consents AS word
    WHERE word.person_id = people.id AND word.kind = wanted.kind
    AND {BY_GUARDIAN} = side.is_guardians ORDER BY word.id DESC LIMIT 1), false)"""  # noqa: S608 - our own SQL
#: The wanted texts, once for oneself and for whoever is under 18 once for the guardian.
SIDES = """unnest($1::text[], $2::text[]) AS wanted (kind, version)
    CROSS JOIN LATERAL unnest(CASE WHEN people.is_minor THEN ARRAY[true, false]
                                   ELSE ARRAY[false] END) AS side (is_guardians)"""


def wanted(present: Iterable[ConsentText]) -> tuple[list[str], list[str]]:
    """The first two arguments of a query with `SIDES`."""
    texts = tuple(present)
    return [text.kind.value for text in texts], [text.version for text in texts]


async def agreement(person_id: int, present: Sequence[ConsentText]) -> Agreement:
    """How somebody stands with these texts; where there are none, age decides nothing."""
    if not present:
        return Agreement(is_minor=False, own=())
    found = await rows(
        f"""SELECT people.is_minor, wanted.kind, side.is_guardians, {IS_GIVEN} AS is_given,
                   (SELECT max(given_at) FROM consents WHERE person_id = people.id AND is_given)
                       AS last_given
            FROM people, {SIDES} WHERE people.id = $3""",  # noqa: S608 - our own SQL
        *wanted(present),
        person_id,
    )
    lacking = {(r["kind"], r["is_guardians"]) for r in found if not r["is_given"]}
    own, guardians = (
        tuple(text for text in present if (text.kind.value, side) in lacking)
        for side in (False, True)
    )
    return Agreement(found[0]["is_minor"], own, guardians, found[0]["last_given"])


async def missing(person_id: int, present: Sequence[ConsentText]) -> tuple[ConsentText, ...]:
    """Which of the present texts are not agreed to in this version: the gate of a new booking.

    All of them as long as it isn't known whether this person is 18; for whoever is younger, also
    those that only they have agreed to, or only their guardian.
    """
    return (await agreement(person_id, present)).missing(present)


async def given(person_id: int) -> dict[ConsentKind, ConsentGiven]:
    """One's own newest word on each kind of text."""
    found = await rows(
        f"""SELECT DISTINCT ON (kind) kind, version, is_given, given_at, given_by_id
            FROM consents AS word WHERE person_id = $1 AND NOT {BY_GUARDIAN}
            ORDER BY kind, id DESC""",  # noqa: S608 - our own SQL
        person_id,
    )
    return {
        ConsentKind(r["kind"]): ConsentGiven(**{**r, "kind": ConsentKind(r["kind"])}) for r in found
    }


async def words(vault: Vault, person_id: int) -> tuple[Word, ...]:
    """The newest word of each side on each kind of text, with the guardian's name opened."""
    found = await rows(
        f"""SELECT DISTINCT ON (kind, {BY_GUARDIAN}) public_id, kind, version, is_given, given_at,
                   guardian, {BY_GUARDIAN} AS by_guardian
            FROM consents AS word WHERE person_id = $1
            ORDER BY kind, {BY_GUARDIAN}, id DESC""",  # noqa: S608 - our own SQL
        person_id,
    )
    return tuple([
        Word(
            ConsentKind(each["kind"]), each["version"], each["is_given"], each["given_at"],
            each["by_guardian"], await _name(vault, person_id, each),
        )
        for each in found
    ])  # fmt: skip


async def _name(vault: Vault, person_id: int, word: Row) -> str | None:
    """The guardian's name; None where there is none, and once its key was destroyed (D2)."""
    if word["guardian"] is None:
        return None
    try:
        return await vault.open(person_id, _place(UUID(str(word["public_id"]))), word["guardian"])
    except KeyDestroyed:
        return None


async def write_down(
    vault: Vault, person_id: int, texts: Iterable[ConsentText], by: int, now: datetime,
    *, is_given: bool = True, guardian: str | None = None,
) -> None:  # fmt: skip
    """Somebody's word on these texts, as they were shown; `guardian` is a parent's full name."""
    for text in texts:
        record = uuid4()
        sealed = None
        if guardian is not None:
            sealed = await vault.seal(person_id, _place(record), guardian, now)
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


async def take_back(person_id: int, kind: ConsentKind, now: datetime) -> bool:
    """A change of mind, of the version that was agreed to; False where there is nothing to undo."""
    done = await row(
        f"""INSERT INTO consents (public_id, person_id, kind, version, language, text_sha256,
                                  is_given, given_at, given_by_id)
            SELECT $1, person_id, kind, version, language, text_sha256, false, $4, person_id
            FROM (SELECT * FROM consents AS word WHERE person_id = $2 AND kind = $3
                  AND NOT {BY_GUARDIAN} ORDER BY id DESC LIMIT 1) AS latest
            WHERE is_given RETURNING id""",  # noqa: S608 - our own SQL
        uuid4(),
        person_id,
        kind.value,
        now,
    )
    return done is not None


async def say_age(person_id: int, now: datetime, *, is_minor: bool) -> None:
    """What somebody says of themselves: it decides who has to agree, so the trail hears of it.

    Who said that they are younger comes of age another way.
    """
    said = await count(
        """UPDATE people SET is_minor = $2 WHERE id = $1
           AND is_minor IS NOT TRUE AND is_minor IS DISTINCT FROM $2""",
        person_id,
        is_minor,
    )
    if said:
        await _record_age(person_id, now, is_minor=is_minor)


async def come_of_age(
    vault: Vault, person_id: int, texts: Iterable[ConsentText], now: datetime
) -> None:
    """Somebody turned 18 and agrees to everything for themselves, in one step."""
    await write_down(vault, person_id, texts, person_id, now)
    if await count("UPDATE people SET is_minor = false WHERE id = $1 AND is_minor", person_id):
        await _record_age(person_id, now, is_minor=False)


async def _record_age(person_id: int, now: datetime, *, is_minor: bool) -> None:
    said = "under_18" if is_minor else "adult"
    await audit.record(
        "age_said", "person", now=now, person_id=person_id, actor=person_id, after=said
    )


def _place(record: UUID) -> Place:
    return Place("consents", record.hex, "guardian")
