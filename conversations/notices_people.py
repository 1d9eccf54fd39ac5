"""What somebody hears when an admin gives or takes a role."""

from collections.abc import Sequence

from conversations.words import Button, Say
from models.values import Role
from models.views import BookingView


def role_given(role: Role) -> Say:
    if role is Role.ADMIN:
        return Say("admin_given", {}, ((Button("open_admin", command="admin"),),), screen=False)
    return Say("psychologist_given", screen=False)


def role_taken(role: Role, standing: Sequence[BookingView]) -> Say:
    """`standing`: the sessions that a former psychologist still has to do, soonest first."""
    if role is Role.ADMIN:
        return Say("admin_taken", screen=False)
    left: Say | str = ""
    if standing:
        left = Say("sessions_left", {"count": len(standing), "starts_at": standing[0].starts_at})
    return Say("psychologist_taken", {"left": left}, screen=False)
