"""Inviting a psychologist: for whom, and the link to send on (P3)."""

from conversations.admin_steps import NAVIGATION, Step
from conversations.events import Text
from conversations.understanding import one_line
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.admin import AdminOpened, Invite, Invited, OpenAdmin

LONGEST_LABEL = 60


def show(draft: Draft) -> Turn:
    return Turn(draft, do=OpenAdmin())


def back(draft: Draft) -> Draft:
    return draft.at(Step.MENU)


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case AdminOpened():
            return Turn(draft, (Say("invite_for_whom", {}, (NAVIGATION,)),))
        case Text(text=text):
            return Turn(draft, do=Invite(one_line(text, LONGEST_LABEL)))
        case Invited():
            return Turn(draft.over(), (_link(event),))
        case _:
            return None


def _link(invited: Invited) -> Say:
    """A message of its own, which stays: the link is told once."""
    args = {"label": invited.label, "link": invited.link, "until": invited.expires_at}
    rows = (
        (Button("copy_link", copy=invited.link, style="primary"),),
        (Button("back_to_admin", command="admin"),),
    )
    return Say("invitation_made", args, rows, screen=False)
