"""Titles, specialties and languages to choose from, and how typed ones are read."""

import re
from collections.abc import Sequence

from conversations.kept_words import spellings
from models.profile_views import SLUG

TITLES = (
    "Counselling psychologist",
    "Clinical psychologist",
    "Couples and family therapist",
    "Child psychologist",
    "Counsellor",
)
SPECIALTIES = (
    "Anxiety",
    "Depression",
    "Grief",
    "Trauma",
    "Stress",
    "Addiction",
    "Couples",
    "Families",
    "Parenting",
    "Young people",
)
LANGUAGES = (
    "English",
    "Kiswahili",
    "Gikuyu",
    "Dholuo",
    "Luhya",
    "Kikamba",
    "Kalenjin",
    "Somali",
    "Kisii",
    "Sign language",
)

_BETWEEN = re.compile(r"[,;\n]+")


def cleaned(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def split(text: str, common: Sequence[str]) -> tuple[str, ...]:
    """Typed as a list: grief, Sleep. Known words come back in their usual spelling."""
    usual = {words.casefold(): word for word in common for words in spellings(word)}
    found = [cleaned(part) for part in _BETWEEN.split(text)]
    return tuple(usual.get(word.casefold(), word[:1].upper() + word[1:]) for word in found if word)


def read_slug(typed: str) -> str | None:
    """The end of a link as people type it: "Zawadi Mutua", "psy_zawadi", or the whole link."""
    words = typed.casefold().rpartition("start=")[2].removeprefix("psy_")
    slug = re.sub(r"[\s_.]+", "-", words.strip())
    return slug if SLUG.fullmatch(slug) else None
