"""Applications to work in the practice: looked at, approved, or declined with a reason (P3)."""

from enum import StrEnum
from uuid import UUID

from conversations import application_screens as screens
from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap, Text
from conversations.understanding import pick, read_number
from conversations.words import Draft, Event, Turn
from conversations.work.applications import (
    ApplicationDecided,
    ApplicationFound,
    ApplicationsListed,
    ApproveApplication,
    DeclineApplication,
    ListApplications,
    LookAtApplication,
)
from models.profile_views import LONGEST_REASON, ProfileState, ProfileView

NAME = "applications"
ENTRANCE = Entrance(
    commands=frozenset({"applications"}), verbs=frozenset({"apok", "apno", "aplook"})
)
OF_WORK = True


class Step(StrEnum):
    LIST = "list"
    ONE = "one"
    REASON = "reason"


FRAME = Frame(Step, left="applications_closed", hints={Step.REASON: "only_words_here"})


def show(draft: Draft) -> Turn:
    if draft.step == Step.LIST:
        page = draft.answers.get("page", 0)
        return Turn(draft, do=ListApplications(page, screens.PAGE))
    return Turn(draft, do=LookAtApplication(UUID(draft.answers["application"])))


def back(draft: Draft) -> Draft | None:
    match draft.step:
        case Step.REASON:
            return draft.at(Step.ONE)
        case Step.ONE:
            return draft.at(Step.LIST)
        case _:
            return None


def advance(draft: Draft, event: Event) -> Turn | None:
    match draft.step, event:
        case _, Begin(by="applications"):
            return show(draft.at(Step.LIST, page=None, said=None))
        case _, Begin():
            return _begun(draft, event)
        case _, ApplicationDecided(profile=profile):
            return Turn(draft.over(), (screens.decided(profile),))
        case Step.LIST, ApplicationsListed():
            return _listed(draft, event)
        case Step.ONE | Step.REASON, ApplicationFound(profile=profile):
            return _found(draft, profile)
        case Step.LIST, Tap(value=value):
            return _at_list(draft, value)
        case Step.ONE, Tap(value="y"):
            return _approving(draft)
        case Step.ONE, Tap(value="n"):
            return show(draft.at(Step.REASON))
        case Step.REASON, Tap(value=value) if (number := read_number(value)) is not None:
            reasons = screens.REASONS
            return _declining(draft, reasons[number]) if number < len(reasons) else None
        case Step.REASON, Text(text=text):
            return _declining(draft, text.strip()[:LONGEST_REASON])
        case Step.LIST, Text(text=text):
            return show(draft.knowing(said=text[:100]))
        case _:
            return None


def _begun(draft: Draft, begin: Begin) -> Turn:
    """A button of a message: for one application, as it stood when it was sent."""
    step = Step.REASON if begin.by == "apno" else Step.ONE
    opened = draft.at(step, application=begin.row, version=begin.version, said=None)
    return _approving(opened) if begin.by == "apok" else show(opened)


def _approving(draft: Draft) -> Turn:
    application, version = UUID(draft.answers["application"]), draft.answers["version"]
    asking = draft.at(Step.ONE).noting("application_outdated")  # read only if it still waits then
    return Turn(asking, do=ApproveApplication(application, version))


def _declining(draft: Draft, reason: str) -> Turn:
    application, version = UUID(draft.answers["application"]), draft.answers["version"]
    asking = draft.noting("application_outdated")
    return Turn(asking, do=DeclineApplication(application, version, reason))


def _listed(draft: Draft, listed: ApplicationsListed) -> Turn:
    said = draft.answers.get("said")
    if said is not None:
        chosen = pick(said, [profile.name for profile in listed.profiles])
        if chosen is not None:
            return _opened(draft, listed.profiles[chosen])
        draft = draft.knowing(said=None).noting("application_not_found")
    page = draft.answers.get("page", 0)
    ids = [profile.public_id.hex for profile in listed.profiles]
    return Turn(draft.knowing(ids=ids), (screens.listed(listed.profiles, page, listed.has_more),))


def _opened(draft: Draft, profile: ProfileView) -> Turn:
    about, version = profile.public_id.hex, profile.version
    return show(draft.at(Step.ONE, application=about, version=version, said=None))


def _at_list(draft: Draft, value: str) -> Turn | None:
    number, ids = read_number(value[1:]), draft.answers.get("ids", [])
    match value[:1]:
        case "a" if number is not None and number < len(ids):
            return show(draft.at(Step.ONE, application=ids[number], version=0))
        case "p" if number is not None:
            return show(draft.at(Step.LIST, page=number))
        case _:
            return None


def _found(draft: Draft, profile: ProfileView) -> Turn:
    """What is on the screen is what may be decided: its version is the one that counts now."""
    if profile.state is not ProfileState.WAITING:
        return Turn(draft.over(), (screens.decided_already(profile),))
    known = draft.answers.get("version", 0)
    seen = draft.knowing(version=profile.version)
    if draft.step == Step.ONE:
        return Turn(seen, (screens.one(profile),))
    if known not in {0, profile.version}:
        return show(seen.at(Step.ONE).noting("application_outdated"))
    return Turn(seen, (screens.why(profile),))
