"""The screens of applications: who waits, one of them whole, and what was decided."""

from conversations.profile_screens import card
from conversations.words import Button, Keyboard, Say, portrait
from models.profile_views import ProfileState, ProfileView

PAGE = 5

#: Offered as buttons; the applicant reads them as they stand.
REASONS = (
    "Please tell us a little more about you and how you work.",
    "Please write to the practice first, so that we can see your registration.",
    "We have no room for another colleague at the moment.",
)

_CLOSE = Button("applications_close", value="cancel")
_NAVIGATION = (Button("back", value="back"), _CLOSE)


def listed(profiles: tuple[ProfileView, ...], page: int, has_more: bool) -> Say:
    rows = tuple(
        (Button("application_button", {"name": p.name, "title": p.title}, value=f"a{number}"),)
        for number, p in enumerate(profiles)
    )
    earlier = (Button("earlier", value=f"p{page - 1}"),) if page else ()
    later = (Button("later", value=f"p{page + 1}"),) if has_more else ()
    keyboard = tuple(row for row in (*rows, (*earlier, *later), (_CLOSE,)) if row)
    return Say("applications_list" if profiles else "applications_none", {}, keyboard)


def one(profile: ProfileView) -> Say:
    keyboard: Keyboard = (
        (
            Button("application_approve", value="y", style="success"),
            Button("application_decline", value="n", style="danger"),
        ),
        _NAVIGATION,
    )
    return Say("application_one", _told(profile), keyboard, media=portrait(profile.photo))


def why(profile: ProfileView) -> Say:
    rows = tuple((Button(f"application_reason_{n}", value=str(n)),) for n in range(len(REASONS)))
    return Say("application_why", {"name": profile.name}, (*rows, _NAVIGATION))


def decided(profile: ProfileView) -> Say:
    if profile.state is ProfileState.DECLINED:
        args = {"name": profile.name, "reason": profile.decline_reason}
        return Say("application_declined_done", args)
    return Say("application_approved_done", {"name": profile.name})


def decided_already(profile: ProfileView) -> Say:
    """Somebody else was quicker."""
    match profile.state:
        case ProfileState.DECLINED:
            args = {"name": profile.name, "reason": profile.decline_reason}
            return Say("application_was_declined", args)
        case _:
            return Say(
                "application_was_approved", {"name": profile.name, "by": profile.approved_by}
            )


def _told(profile: ProfileView) -> dict[str, object]:
    return {"card": card(profile), "sent": profile.submitted_at}
