"""/trail, "Who looked": what was done with one's own data, by whom and when, newest first (D1)."""

from conversations.dialogue import Entrance, Frame
from conversations.events import Begin, Tap
from conversations.understanding import read_number
from conversations.words import Button, Draft, Event, Say, Turn
from conversations.work.privacy import ReadTrail, TrailRead
from models.trail_views import TrailEntry

NAME = "trail"
ENTRANCE = Entrance(commands=frozenset({"trail"}))
STEP = "page"
FRAME = Frame((STEP,), left="trail_left")

#: Deeds with a sentence of their own; what comes later is told of all the same.
ACTIONS = frozenset({
    "booking_moved", "booking_retimed", "consent_given", "consent_withdrawn", "data_exported",
    "erasure_moved", "feed_renewed", "feed_shown", "glass_broken", "intake_moved", "intake_read",
    "key_destroyed", "money_came", "money_placed", "note_read", "note_written", "payment_moved",
    "proof_shown", "refund_moved", "role_given", "role_taken",
})  # fmt: skip
ROLES = frozenset({"admin", "client", "guardian", "psychologist"})


def show(draft: Draft) -> Turn:
    return Turn(draft, do=ReadTrail(draft.answers.get("before")))


def advance(draft: Draft, event: Event) -> Turn | None:
    match event:
        case Begin():
            return show(draft.at(STEP, before=None))
        case TrailRead():
            return Turn(draft, (_page(draft, event),))
        case Tap(value="n"):
            return show(draft.at(STEP, before=None))
        case Tap(value=value) if (older := _position(value)) is not None:
            return show(draft.at(STEP, before=older))
        case _:
            return None


def _position(value: str) -> int | None:
    return read_number(value[1:]) if value[:1] == "o" and len(value) < 20 else None


def _page(draft: Draft, read: TrailRead) -> Say:
    turning = (
        *((Button("trail_newest", value="n"),) if "before" in draft.answers else ()),
        *((Button("trail_older", value=f"o{read.page.older}"),) if read.page.older else ()),
    )
    keyboard = (*((turning,) if turning else ()), (Button("done", value="cancel"),))
    if not read.page.entries:
        return Say("trail_none", {}, keyboard)
    return Say("trail", {"lines": tuple(map(_line, read.page.entries))}, keyboard)


def _line(entry: TrailEntry) -> Say:
    args = {
        "at": entry.at,
        "deed": _deed(entry),
        "about": Say("trail_about", {"reference": entry.reference}) if entry.reference else "",
        "by": _by(entry),
    }
    return Say("trail_line", args)


def _deed(entry: TrailEntry) -> Say:
    return Say(f"trail_{entry.action if entry.action in ACTIONS else 'other'}")


def _by(entry: TrailEntry) -> Say:
    if entry.is_me:
        return Say("trail_by_you")
    if entry.who is None or entry.role not in ROLES:
        return Say("trail_by_itself")
    return Say(f"trail_by_{entry.role}", {"who": entry.who})
