"""The screens of agreeing: one's age, a text at a time, the guardian, the end."""

from conversations.consents import parted
from conversations.intake_ways import ways_to_answer
from conversations.screen_parts import CANCEL, screen
from conversations.words import Button, Keyboard, Say
from conversations.work.consents import Agreeing, LinkMade
from models.intake_views import ConsentText
from models.views import BookingView

#: Longer words are folded until they are tapped on.
LONG = 400

#: After the command: who agrees, and how.
GROWN, BESIDE, BY_LINK = "grown", "beside", "link"

_BACK = Button("back", value="back")
_LEAVE = Button("agree_leave", value="cancel")


def age(found: Agreeing) -> Say:
    rows: Keyboard = (
        (Button("agree_adult", value="a"), Button("agree_younger", value="m")),
        (CANCEL,),
    )
    return Say("agree_age", {"step": _step(found)}, rows)


def text(found: Agreeing, shown: ConsentText, left: int, above: Say | str = "") -> Say:
    """One text, and how far one has come; `left` counts it too. `above` says whose turn it is."""
    total = len(found.present)
    args = {
        "step": _step(found),
        "above": above,
        "progress": Say("agree_progress", {"position": total - left + 1, "total": total}),
        **written(shown),
    }
    return Say("agree_text", args, _yes_or_no(shown))


def wards_text(shown: ConsentText, position: int, total: int, first_name: str) -> Say:
    """The same for a guardian in a chat of their own."""
    args = {
        "step": "",
        "above": Say("agree_for_ward", {"name": first_name}),
        "progress": Say("agree_progress", {"position": position, "total": total}),
        **written(shown),
    }
    return Say("agree_text", args, _yes_or_no(shown))


def written(shown: ConsentText) -> dict[str, object]:
    """Title and words of a text, as arguments."""
    title, body = parted(shown)
    key = "agree_words_long" if len(body) > LONG else "agree_words"
    return {"title": title, "words": Say(key, {"words": body})}


def own_turn(name: str, *, beside: bool) -> Say:
    """To whoever is under 18, once their guardian has agreed."""
    return Say("agree_hand_back" if beside else "agree_own_turn", {"name": name})


def refused(found: Agreeing, shown: ConsentText) -> Say:
    """What it means not to agree, and that nothing is lost."""
    title, _ = parted(shown)
    ask = Say("agree_ask_phone", {"phone": found.phone}) if found.phone else Say("agree_ask")
    args = {"title": title, "ask": ask}
    return Say("agree_refused", args, ((Button("agree_read_again", value="back"),), (_LEAVE,)))


def guardian(found: Agreeing) -> Say:
    rows: Keyboard = (
        (Button("guardian_is_here", value="h", style="primary"),),
        (Button("guardian_send_link", value="l"),),
        (Button("guardian_adult_now", value="g"),),
        (_LEAVE,),
    )
    return screen(rows, Say("guardian_choose"), _meanwhile(found.booking))


def guardian_first(booking: BookingView | None, *last: tuple[Button, ...]) -> Say:
    """The same before anything else, in a dialogue that asks about the person."""
    rows = (
        (Button("guardian_is_here", command=f"agree {BESIDE}", style="primary"),),
        (Button("guardian_send_link", command=f"agree {BY_LINK}"),),
        (grown_up(),),
        *last,
    )
    return screen(rows, Say("guardian_choose"), _meanwhile(booking))


def grown_up() -> Button:
    """For whoever has said that they are under 18."""
    return Button("guardian_adult_now", command=f"agree {GROWN}")


def _meanwhile(booking: BookingView | None) -> Say | None:
    """What becomes of the time while a guardian is away."""
    if booking is None or booking.held_until is None:
        return None
    args = {"starts_at": booking.starts_at, "hour": booking.held_until}
    return Say("guardian_meanwhile", args)


def questions_now(name: str, booking: BookingView) -> Say:
    """The guardian beside them has agreed; what is asked is the client's own to answer."""
    return Say("agree_hand_back_to_questions", {"name": name}, ways_to_answer(booking))


def guardian_name(found: Agreeing) -> Say:
    return Say("guardian_name", {"name": found.name}, ((_BACK, CANCEL),))


def link(made: LinkMade) -> Say:
    rows: Keyboard = (
        (Button("guardian_copy_link", copy=made.link),),
        (_BACK, Button("agree_done", value="cancel")),
    )
    return screen(rows, Say("guardian_link", {"link": made.link}), _meanwhile(made.booking))


def thanks(found: Agreeing) -> Say:
    read = (Button("agree_see_words", command="consents"),)
    if found.booking is not None:
        on = (Button("agree_go_on", command="book on", style="primary"),)
        return Say("agree_thanks_on", {}, (on, read))
    return Say("agree_thanks", {}, (read,))


def left() -> Say:
    return Say("agree_left", {}, ((Button("agree_take_up", command="agree"),),))


def _yes_or_no(shown: ConsentText) -> Keyboard:
    about = f"{shown.kind} {shown.version}"
    return (
        (
            Button("agree_yes", value=f"y{about}", style="success"),
            Button("agree_no", value="n"),
        ),
        (_BACK, CANCEL),
    )


def _step(found: Agreeing) -> Say | str:
    """What it is the last part of, when it is part of a booking; a guardian comes first."""
    return Say("agree_step") if found.booking is not None and not found.asks else ""
