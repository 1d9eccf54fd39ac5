"""Changing a booking that stands: cancel it, waive the rule, propose another time, move it.

Each is one step inside the open transaction that first locks the booking's row and writes nothing
before it is sure; those that may raise SlotGone are to be called under a savepoint.
"""

from services.cancellation import Cancelled, cancel
from services.change_rules import NotNow, SlotGone, TermsChanged, outcome
from services.moving import Moved, accept, move
from services.proposals import answer_until, propose, refuse

__all__ = [
    "Cancelled",
    "Moved",
    "NotNow",
    "SlotGone",
    "TermsChanged",
    "accept",
    "answer_until",
    "cancel",
    "move",
    "outcome",
    "propose",
    "refuse",
]
