"""What the screens of a deletion share, whoever does it: the ways on, and the sessions that end."""

from collections.abc import Callable

from conversations.booking_screens import details
from conversations.screen_parts import amounts
from conversations.words import Button, Keyboard, Say
from models.changes import Outcome
from models.rights_views import Ending, Farewell

#: Sessions named one by one; a screen has its length.
MOST_NAMED = 6


def ways_on(farewell: Farewell, keep: Button) -> Keyboard:
    """What becomes of money is chosen on the way; `keep` leaves everything as it is."""
    if not farewell.credit:
        return ((Button("forget_go_on", value="s", style="danger"),), (keep,))
    credit = {"credit": amounts(farewell.credit)}
    send = (Button("forget_send_credit", credit, value="s", style="primary"),)
    give_up = (Button("forget_give_up", credit, value="u", style="danger"),)
    return (*((send,) if farewell.can_be_sent else ()), give_up, (keep,))


def sessions(
    endings: tuple[Ending, ...], money: Callable[[Outcome], Say], more_key: str
) -> Say | None:
    """Each session ahead with the `money` that cancelling it brings; `more_key`: how many more."""
    if not endings:
        return None
    lines = [
        Say("forget_session", {**details(one.booking), "money": money(one.outcome)})
        for one in endings[:MOST_NAMED]
    ]
    more = len(endings) - MOST_NAMED
    if more > 0:
        lines.append(Say(more_key, {"count": more}))
    return Say("forget_sessions", {"lines": tuple(lines)})
