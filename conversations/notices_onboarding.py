"""What is told of an application: to admins that it came, to who applied what became of it."""

from conversations.profile_screens import card
from conversations.words import Button, Keyboard, Say
from models.profile_views import ProfileView


def application_received(profile: ProfileView) -> Say:
    keyboard: Keyboard = (
        (Button("application_look", action=("aplook", profile)),),
        (
            Button("application_approve", action=("apok", profile), style="success"),
            Button("application_decline", action=("apno", profile), style="danger"),
        ),
    )
    return Say("application_received", {"card": card(profile)}, keyboard, screen=False)


def application_approved(profile: ProfileView) -> Say:
    keyboard: Keyboard = (
        (Button("go_availability", command="availability"),),
        (Button("go_services", command="services"), Button("go_profile", command="profile")),
    )
    return Say("application_approved", {"name": profile.name}, keyboard, screen=False)


def application_declined(profile: ProfileView) -> Say:
    keyboard: Keyboard = ((Button("go_profile", command="profile", style="primary"),),)
    args = {"reason": profile.decline_reason}
    return Say("application_declined", args, keyboard, screen=False)
