"""A person's own audit trail as it is shown to them (D1)."""

from dataclasses import dataclass
from datetime import datetime

from models.values import Money


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """Who did what to somebody's data, when; `action`, `before` and `after` are codes.

    `who` is the name of a person, None where a provider, the clock or the program did it; `is_me`:
    the person whose data it is. `role` is as what they did it. `reference` is the booking's, where
    it is about one; `amount` where it is about money. `position` orders the entries and pages them.
    """

    position: int
    at: datetime
    action: str
    who: str | None
    role: str | None
    is_me: bool
    channel: str
    before: str | None
    after: str | None
    reference: str | None
    amount: Money | None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """`older`: the position to go on from; None when this was the last page."""

    entries: tuple[TrailEntry, ...]
    older: int | None
