"""What a psychologist hears when a client has asked to be forgotten: never whose session it was."""

from conversations.booking_screens import details
from conversations.brief_notices import about
from conversations.words import Say
from models.changes import Outcome
from models.views import BookingView


def client_left(booking: BookingView, outcome: Outcome) -> Say:
    return Say("client_left", {**details(booking), "money": _money(outcome)}, screen=False,
               brief=about(booking, "brief_cancelled"))  # fmt: skip


def _money(outcome: Outcome) -> Say:
    if outcome.kept.minor:
        return Say("client_left_kept", {"kept": outcome.kept})
    if outcome.refund.minor:
        return Say("client_left_back", {"refund": outcome.refund})
    return Say("client_left_free")
