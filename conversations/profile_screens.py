"""The screens of a psychologist's own profile, and its card as clients and admins see it."""

from collections.abc import Iterable, Sequence

from conversations.profile_words import TITLES
from conversations.words import Button, Keyboard, Say, portrait
from conversations.work.profile import Listed, ProfileFound
from models.profile_views import OwnService, Part, ProfileState, ProfileView

WORDS_A_ROW = 2
MOST_OFFERED = 14
#: Services named on a card; Telegram takes no message that is longer than a page.
MOST_SERVICES = 8

_BACK = (Button("back", value="back"),)
_DONE = (Button("profile_done", value="back"),)
_CLOSE = (Button("profile_close", value="cancel"),)

_STATES = {
    ProfileState.DRAFT: "profile_state_draft",
    ProfileState.WAITING: "profile_state_waiting",
    ProfileState.DECLINED: "profile_state_declined",
    ProfileState.APPROVED: "profile_state_approved",
    ProfileState.PAUSED: "profile_state_paused",
    ProfileState.ENDED: "profile_state_ended",
}
_UNSENT = {ProfileState.DRAFT, ProfileState.DECLINED}
_MISSING = {
    Part.TITLE: "missing_title",
    Part.BIO: "missing_bio",
    Part.SPECIALTIES: "missing_specialties",
    Part.LANGUAGES: "missing_languages",
    Part.SERVICES: "missing_services",
}
_LISTS = {Listed.SPECIALTIES: "profile_specialties", Listed.LANGUAGES: "profile_languages"}


def join() -> Say:
    yes = Button("join_yes", value="y", style="primary")
    return Say("join_ask", {}, ((yes,), (Button("cancel", value="cancel"),)))


def welcome(label: str, name: str) -> Say:
    on = Button("join_open", value="y", style="primary")
    return Say("invited_welcome", {"label": label, "name": name}, ((on,), _CLOSE))


def home(found: ProfileFound) -> Say:
    profile = found.profile
    if profile.missing and profile.state in _UNSENT:
        return _unfinished(profile)
    args = {
        "card": card(profile),
        "state": Say(_STATES[profile.state], {"reason": profile.decline_reason}),
        "photo": Say("photo_there" if profile.photo else "photo_missing"),
        "link": found.link,
        "next": _next(profile),
    }
    return Say("profile_home", args, _home_keyboard(profile))


def _unfinished(profile: ProfileView) -> Say:
    """What is there, then what is missing: nothing is said twice."""
    spoken = ", ".join(profile.languages)
    chosen = (profile.title, ", ".join(profile.specialties))
    title, specialties = (Say("kept_word", {"word": words}) if words else None for words in chosen)
    there = (
        title,
        profile.bio,
        specialties,
        Say("profile_speaks", {"languages": spoken}) if spoken else None,
        _services(profile.services),
    )
    args = {
        "state": Say(_STATES[profile.state], {"reason": profile.decline_reason}),
        "name": profile.name,
        "card": tuple(part for part in there if part),
        "next": _next(profile),
    }
    key = "profile_unfinished" if args["card"] else "profile_empty"
    return Say(key, args, _home_keyboard(profile))


def _home_keyboard(profile: ProfileView) -> Keyboard:
    return (
        (Button("part_title", value="title"), Button("part_bio", value="bio")),
        (
            Button("part_specialties", value="specialties"),
            Button("part_languages", value="languages"),
        ),
        (Button("part_photo", value="photo"), Button("part_link", value="link")),
        (Button("go_services", command="services"),),
        *_move(profile),
        _CLOSE,
    )


def _move(profile: ProfileView) -> Keyboard:
    """What can be done with the profile as a whole."""
    match profile.state:
        case ProfileState.APPROVED:
            return ((Button("profile_pause", value="pause"),),)
        case ProfileState.PAUSED:
            return ((Button("profile_resume", value="resume", style="success"),),)
        case ProfileState.DRAFT | ProfileState.DECLINED if not profile.missing:
            return ((Button("profile_send", value="send", style="primary"),),)
        case _:
            return ()


def _next(profile: ProfileView) -> Say:
    """What is still missing, or what comes next."""
    if profile.missing and profile.state in _UNSENT:
        return Say("profile_missing", {"lines": _missing(profile.missing)})
    match profile.state:
        case ProfileState.DRAFT | ProfileState.DECLINED:
            return Say("profile_ready")
        case ProfileState.WAITING:
            return Say("profile_wait")
        case ProfileState.ENDED:
            return Say("profile_not_open")
        case _ if Part.SERVICES in profile.missing:
            return Say("profile_without_service")
        case _:
            return Say("profile_change")


def card(profile: ProfileView) -> Say:
    """Whatever isn't there yet is named as missing."""
    return Say(
        "profile_card",
        {
            "name": profile.name,
            "title": profile.title or Say("no_title_yet"),
            "bio": profile.bio or Say("no_bio_yet"),
            "specialties": ", ".join(profile.specialties) or Say("no_specialties_yet"),
            "languages": ", ".join(profile.languages) or Say("no_languages_yet"),
            "services": _services(profile.services) or Say("no_services_yet"),
        },
    )


def _services(services: Iterable[OwnService]) -> Say | None:
    lines = [
        Say("profile_service", {"title": s.title, "minutes": s.minutes, "price": s.price})
        for s in services
        if s.is_active
    ]
    rest = len(lines) - MOST_SERVICES
    more = [Say("profile_more_services", {"count": rest})] if rest > 0 else []
    return _lines([*lines[:MOST_SERVICES], *more])


def _missing(parts: Sequence[Part]) -> Say | None:
    return _lines([Say(_MISSING[part]) for part in parts])


def _lines(items: Sequence[Say]) -> Say | None:
    """One below the other, closer than paragraphs."""
    below: Say | None = None
    for item in reversed(items):
        below = Say("profile_line", {"line": item, "more": below})
    return below


def title(profile: ProfileView) -> Say:
    rows = tuple((Button("kept_word", {"word": t}, value=f"t{n}"),) for n, t in enumerate(TITLES))
    return Say("profile_title", {"title": profile.title or Say("no_title_yet")}, (*rows, _BACK))


def bio(profile: ProfileView) -> Say:
    return Say("profile_bio", {"bio": profile.bio or Say("no_bio_yet")}, (_BACK,))


def offered(what: Listed, common: Sequence[str], profile: ProfileView) -> tuple[str, ...]:
    """The common words and one's own, as many as a screen holds; a chosen one is never left out."""
    chosen = _chosen(what, profile)
    found = [*common, *(word for word in chosen if word not in common)]
    for word in reversed(common):
        if len(found) > MOST_OFFERED and word not in chosen:
            found.remove(word)
    return tuple(found)


def words(what: Listed, on_offer: Sequence[str], profile: ProfileView) -> Say:
    chosen = _chosen(what, profile)
    buttons = [
        Button("kept_word_chosen", {"word": word}, value=f"w{n}", style="success")
        if word in chosen
        else Button("kept_word", {"word": word}, value=f"w{n}")
        for n, word in enumerate(on_offer)
    ]
    rows = tuple(
        tuple(buttons[start : start + WORDS_A_ROW]) for start in range(0, len(buttons), WORDS_A_ROW)
    )
    return Say(_LISTS[what], {"count": len(chosen)}, (*rows, _DONE))


def _chosen(what: Listed, profile: ProfileView) -> tuple[str, ...]:
    return profile.specialties if what is Listed.SPECIALTIES else profile.languages


def photo(profile: ProfileView) -> Say:
    if profile.photo is None:
        return Say("profile_no_photo", {}, (_BACK,))
    away = Button("photo_away", value="-")
    return Say("profile_photo", {}, ((away,), _DONE), media=portrait(profile.photo))


def link(found: ProfileFound) -> Say:
    return Say("profile_link", {"link": found.link}, (_BACK,))
