"""A psychologist's own profile: joining, filling it in by buttons, sending it for approval (P3)."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from conversations import profile_screens as screens
from conversations import texts
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, File, Tap, Text
from conversations.profile_words import LANGUAGES, SPECIALTIES, TITLES, cleaned, read_slug, split
from conversations.understanding import read_number
from conversations.words import Draft, Event, Say, Turn
from conversations.work.answer import NotPossible
from conversations.work.profile import (
    AddWords,
    Invited,
    Listed,
    LookAtProfile,
    MakeProfile,
    NoProfile,
    PauseProfile,
    ProfileFound,
    SubmitProfile,
    ToggleWord,
    UseInvitation,
    WriteProfile,
    Written,
)
from models.profile_views import LONGEST_BIO, LONGEST_TITLE, LONGEST_WORD

NAME = "profile"
ENTRANCE = Entrance(commands=frozenset({"profile", "join"}), link="inv_")
OF_WORK = True
KEEPS_WORDS = True  # "I work with people who think of suicide" is a line of a profile

#: As much of a file id as the database keeps; Telegram's are half as long.
LONGEST_FILE_ID = 200


class Step(StrEnum):
    JOIN = "join"
    WELCOME = "welcome"
    HOME = "home"
    TITLE = "title"
    BIO = "bio"
    SPECIALTIES = "specialties"
    LANGUAGES = "languages"
    PHOTO = "photo"
    LINK = "link"


_LISTS: Mapping[str, tuple[Listed, tuple[str, ...]]] = {
    Step.SPECIALTIES: (Listed.SPECIALTIES, SPECIALTIES),
    Step.LANGUAGES: (Listed.LANGUAGES, LANGUAGES),
}
_PARTS = (Step.TITLE, Step.BIO, Step.SPECIALTIES, Step.LANGUAGES, Step.PHOTO, Step.LINK)
_CLOSED_DOORS = ("invitation_spent", "invitation_own")
_WORDS = (Step.TITLE, Step.BIO, Step.SPECIALTIES, Step.LANGUAGES, Step.LINK)
FRAME = Frame(Step, hints=dict.fromkeys(_WORDS, "only_words_here"))


def show(draft: Draft) -> Turn:
    if draft.step == Step.JOIN:
        return Turn(draft, (screens.join(),))
    at_home = replace(draft, step=Step.HOME) if draft.step == Step.WELCOME else draft
    return Turn(at_home, do=LookAtProfile())


def back(draft: Draft) -> Draft | None:
    return draft.at(Step.HOME, offered=None) if draft.step in _PARTS else None


def cancel(draft: Draft) -> Turn:
    """What was changed is kept at once, so there is nothing to undo."""
    key = "join_left" if draft.step == Step.JOIN else "profile_closed"
    return Turn(draft.over(), (Say(key),))


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(about=token, by="inv_"):
            return Turn(draft.at(Step.HOME), do=UseInvitation(token))
        case _, Begin():
            return show(draft.at(Step.HOME, offered=None))
        case _, ProfileFound():
            return _shown(draft, event)
        case _, Invited(label=label, name=name):
            return Turn(draft.at(Step.WELCOME), (screens.welcome(label, name),))
        case _, NoProfile() | NotPossible(key="no_profile"):
            return show(draft.at(Step.JOIN, offered=None))
        case _, NotPossible(key=key) if key in _CLOSED_DOORS:
            return Turn(draft.over(), (Say(key),))
        case _, NotPossible(key=key):
            return show(draft.noting(key))
        case Step.JOIN, Tap(value="y"):
            return Turn(draft.at(Step.HOME).noting("profile_made"), do=MakeProfile())
        case Step.HOME | Step.WELCOME, Tap(value=value):
            return _at_home(draft, value)
        case _, Tap(value=value):
            return _at_part(draft, value)
        case _, Text(text=text):
            return _typed(draft, text)
        case Step.HOME | Step.PHOTO, File():
            return _sent(draft, event)
        case _:
            return None


def _shown(draft: Draft, found: ProfileFound) -> Turn:
    profile = found.profile
    match draft.step:
        case Step.TITLE:
            return Turn(draft, (screens.title(profile),))
        case Step.BIO:
            return Turn(draft, (screens.bio(profile),))
        case Step.SPECIALTIES | Step.LANGUAGES as step:
            what, common = _LISTS[step]
            offered = screens.offered(what, common, profile)
            kept = draft.knowing(offered=list(offered))
            return Turn(kept, (screens.words(what, offered, profile),))
        case Step.PHOTO:
            return Turn(draft, (screens.photo(profile),))
        case Step.LINK:
            return Turn(draft, (screens.link(found),))
        case _:
            return Turn(draft, (screens.home(found),))


def _at_home(draft: Draft, value: str) -> Turn | None:
    match value:
        case "y":
            return show(draft.at(Step.HOME))
        case "send":
            return Turn(draft.at(Step.HOME), do=SubmitProfile())
        case "pause" | "resume":
            return Turn(draft.at(Step.HOME), do=PauseProfile(paused=value == "pause"))
        case _ if value in _PARTS:
            return show(draft.at(Step(value)))
        case _:
            return None


def _at_part(draft: Draft, value: str) -> Turn | None:
    number = read_number(value[1:])
    offered = draft.answers.get("offered", [])
    match draft.step, value[:1]:
        case Step.TITLE, "t" if number is not None and number < len(TITLES):
            return _write(draft, Written.TITLE, TITLES[number])
        case Step.PHOTO, "-":
            return Turn(draft.at(Step.PHOTO), do=WriteProfile(Written.PHOTO, None))
        case Step.SPECIALTIES | Step.LANGUAGES as step, "w" if number is not None:
            if number < len(offered):
                return Turn(draft.at(step), do=ToggleWord(_LISTS[step][0], offered[number]))
            return None
        case _:
            return None


def _typed(draft: Draft, text: str) -> Turn | None:
    words = cleaned(text)
    match draft.step:
        case Step.HOME if words.casefold() == "bio":
            return show(draft.at(Step.BIO))
        case Step.HOME if (part := texts.picked(words, [f"part_{p}" for p in _PARTS])) is not None:
            return show(draft.at(_PARTS[part]))
        case Step.TITLE if 0 < len(words) <= LONGEST_TITLE:
            return _write(draft, Written.TITLE, words)
        case Step.TITLE:
            return show(draft.noting("title_too_long"))
        case Step.BIO if 0 < len(text.strip()) <= LONGEST_BIO:
            return _write(draft, Written.BIO, text.strip())
        case Step.BIO:
            return show(draft.noting("bio_too_long"))
        case Step.LINK:
            slug = read_slug(words)
            if slug is None:
                return show(draft.noting("slug_wrong"))
            return Turn(draft.at(Step.LINK), do=WriteProfile(Written.SLUG, slug))
        case Step.SPECIALTIES | Step.LANGUAGES as step:
            return _listed(draft, step, text)
        case _:
            return None


def _listed(draft: Draft, step: str, text: str) -> Turn:
    what, common = _LISTS[step]
    found = split(text, common)
    if not found or any(len(word) > LONGEST_WORD for word in found):
        return show(draft.noting("word_too_long"))
    return Turn(draft.at(step), do=AddWords(what, found))


def _write(draft: Draft, what: Written, value: str) -> Turn:
    return Turn(draft.at(Step.HOME), do=WriteProfile(what, value))


def _sent(draft: Draft, file: File) -> Turn:
    if file.kind != "photo" or len(file.file_id) > LONGEST_FILE_ID:
        return show(draft.noting("photo_not_file"))
    kept = draft.at(Step.PHOTO).noting("photo_kept")
    return Turn(kept, do=WriteProfile(Written.PHOTO, file.file_id))
