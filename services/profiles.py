"""Profiles of psychologists: made as a draft, changed by their owners, sent for approval (P3)."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from tortoise.exceptions import IntegrityError

from models.database import count, row
from models.profile_views import LONGEST_WORD, MOST_WORDS, SLUG, ProfileView
from services.errors import NotYours, Refused
from services.profile_views import of_person

#: What a `/start` payload begins with that leads to a psychologist.
LINK = "psy_"

_MAKE = """
INSERT INTO psychologists (public_id, slug, person_id, title, bio, specialties, languages,
    slot_step_minutes, buffer_before_minutes, buffer_after_minutes, notice_minutes, horizon_days)
VALUES ($1, $2, $3, '', '', '[]', '[]', 30, 0, 10, 1440, 30)
ON CONFLICT DO NOTHING RETURNING id"""

#: Monday to Friday, until the owner says otherwise.
_ORDINARY_HOURS = """
INSERT INTO availability_windows (psychologist_id, day_of_week, start_time, end_time, is_active)
SELECT $1, day, '09:00', '17:00', true FROM generate_series(1, 5) AS day RETURNING id"""


class NoProfile(NotYours):
    """Whoever asks has no profile: they may apply with /join."""

    key = "no_profile"


class NotOpen(NotYours):
    """A profile that takes no bookings has none to pause, and none to take again."""

    key = "profile_not_open"


class SlugTaken(Refused):
    key = "slug_taken"


class TooManyWords(Refused):
    key = "too_many_words"


class Field(StrEnum):
    """What an owner writes as they like; the value is the column."""

    TITLE = "title"
    BIO = "bio"
    PHOTO = "photo_file_id"


class Words(StrEnum):
    """Lists of words; the value is the column."""

    SPECIALTIES = "specialties"
    LANGUAGES = "languages"


async def make(person_id: int, name: str) -> ProfileView:
    """A draft with ordinary hours and rules, unless the person has a profile already.

    The unique index decides who gets a slug; whoever comes second takes the next.
    """
    for slug in _slugs(name):
        made = await row(_MAKE, uuid4(), slug, person_id)
        if made is not None:
            await row(_ORDINARY_HOURS, made["id"])
        present = await of_person(person_id)
        if present is not None:
            return present
    raise AssertionError("a random slug is never taken")


def _slugs(name: str) -> Iterator[str]:
    """zawadi, zawadi-mutua, zawadi-mutua-2 …; from what a link can carry of the name."""
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", latin) if word not in _SALUTATIONS]
    whole = "-".join(words)[:24].strip("-")
    first = words[0] if words else ""
    for candidate in dict.fromkeys((first, whole)):
        if SLUG.fullmatch(candidate):
            yield candidate
    base = whole if SLUG.fullmatch(whole) else "psychologist"
    yield from (f"{base}-{number}" for number in range(2, 10))
    yield f"{base}-{uuid4().hex[:7]}"


_SALUTATIONS = frozenset({"dr", "mr", "mrs", "ms", "prof"})


async def change(person_id: int, field: Field, value: str | None) -> None:
    """Raises NoProfile."""
    changed = await count(
        f"UPDATE psychologists SET {field.value} = $2 WHERE person_id = $1",  # noqa: S608 - a column of ours
        person_id,
        value,
    )
    if not changed:
        raise NoProfile("nothing to change")


async def change_slug(person_id: int, slug: str) -> None:
    """The unique index says whether it is free; call it under a savepoint.

    Raises SlugTaken or NoProfile.
    """
    if not SLUG.fullmatch(slug):
        raise SlugTaken("not a slug")
    try:
        changed = await count(
            "UPDATE psychologists SET slug = $2 WHERE person_id = $1", person_id, slug
        )
    except IntegrityError as error:
        raise SlugTaken("somebody has it") from error
    if not changed:
        raise NoProfile("nothing to change")


async def toggle_word(person_id: int, words: Words, word: str) -> None:
    """Put a word into a list, or take it out. Raises TooManyWords or NoProfile."""
    present = await _locked_words(person_id, words)
    if word in present:
        await _write_words(person_id, words, [other for other in present if other != word])
    else:
        await add_words(person_id, words, (word,))


async def add_words(person_id: int, words: Words, more: Sequence[str]) -> None:
    """Those that are there already, in whatever case, stay as they are.

    Raises TooManyWords or NoProfile.
    """
    present = await _locked_words(person_id, words)
    known = {word.casefold() for word in present}
    for word in more:
        short = word[:LONGEST_WORD].strip()
        if short and short.casefold() not in known:
            present.append(short)
            known.add(short.casefold())
    if len(present) > MOST_WORDS:
        raise TooManyWords("a card has room for a few")
    await _write_words(person_id, words, present)


async def _locked_words(person_id: int, words: Words) -> list[str]:
    found = await row(
        f"""SELECT {words.value} AS words FROM psychologists WHERE person_id = $1
            FOR NO KEY UPDATE""",  # noqa: S608 - a column of ours
        person_id,
    )
    if found is None:
        raise NoProfile("nothing to change")
    return list(json.loads(found["words"]))


async def _write_words(person_id: int, words: Words, present: Sequence[str]) -> None:
    await count(
        f"UPDATE psychologists SET {words.value} = to_jsonb($2::text[]) WHERE person_id = $1",  # noqa: S608 - a column of ours
        person_id,
        list(present),
    )


async def pause(person_id: int, since: datetime | None) -> None:
    """Take no new bookings since then, or take them again (None); those that are there stay.

    The role is locked meanwhile: whoever loses it doesn't open the profile again in that moment.
    Raises NotOpen for a profile that isn't approved, or not any more.
    """
    changed = await count(
        """WITH mine AS (SELECT person_id FROM role_grants
                         WHERE person_id = $1 AND role = 'psychologist' FOR SHARE)
           UPDATE psychologists AS p SET paused_at = CASE WHEN $2::timestamptz IS NULL THEN NULL
               ELSE coalesce(paused_at, $2) END
           FROM mine WHERE p.person_id = mine.person_id AND approved_at IS NOT NULL""",
        person_id,
        since,
    )
    if not changed:
        raise NotOpen("not a psychologist's, or not any more")


async def submit(person_id: int, now: datetime) -> bool:
    """Send a finished draft for approval, or a declined one again: one UPDATE, so once.

    False when there is nothing to send: it waits already, is approved, or isn't finished.
    """
    sent = await count(
        """UPDATE psychologists SET submitted_at = $2, declined_at = NULL, decline_reason = NULL
           WHERE person_id = $1 AND approved_at IS NULL
           AND (submitted_at IS NULL OR declined_at IS NOT NULL)
           AND title <> '' AND bio <> '' AND specialties <> '[]' AND languages <> '[]'
           AND EXISTS (SELECT 1 FROM services WHERE services.psychologist_id = psychologists.id
                       AND services.is_active AND services.capacity = 1)""",
        person_id,
        now,
    )
    return sent == 1
