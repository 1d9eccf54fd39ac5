"""A reason as it is read: a button's words in the reader's language, or as somebody typed it."""

from dataclasses import replace

from conversations.words import Confided, Say
from models.changes import BUTTON
from models.views import BookingView


def words(reason: str) -> Say | str:
    """What was chosen from buttons is read in the reader's language, the rest as it was typed."""
    kept = reason.removeprefix(BUTTON)
    return reason if kept == reason else Say(f"{kept}_said")


def telling(say: Say, booking: BookingView, reason: str) -> Say:
    """The message with its `{words}`; what somebody typed waits sealed under the client's key."""
    if not reason:
        return replace(say, args={**say.args, "words": ""})
    told = Say("their_words", {"words": words(reason)})
    if reason.startswith(BUTTON):
        return replace(say, args={**say.args, "words": told})
    confided = Confided(booking.client_id, {"words": told})
    return replace(say, args={**say.args, "words": ""}, confided=confided)
