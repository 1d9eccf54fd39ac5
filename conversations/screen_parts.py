"""What screens are made of: paragraphs, long lists a page at a time, the last row of buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from conversations.words import Actionable, Button, Keyboard, Say
from models.values import Money

BACK = Button("back", value="back")
CANCEL = Button("cancel", value="cancel")

Item = TypeVar("Item")


def screen(keyboard: Keyboard, *paragraphs: Say | None) -> Say:
    """One text of all paragraphs that there are, with an empty line between them."""
    said = tuple(paragraph for paragraph in paragraphs if paragraph is not None)
    return Say("paragraphs", {"paragraphs": said}, keyboard)


@dataclass(frozen=True, slots=True)
class Named:
    """A booking of which no more is known than a button needs."""

    public_id: UUID
    version: int


def see(about: Actionable) -> Keyboard:
    """Where a screen ends nothing: the way to the session that it spoke of."""
    return ((Button("see_session", action=("see", about)),),)


def page_of(items: Sequence[Item], page: int, size: int) -> tuple[Sequence[Item], int, int]:
    """What is on this page (the last one for any beyond), its number from 0, and how many."""
    pages = max(1, -(-len(items) // size))
    shown = min(max(page, 0), pages - 1)
    return items[shown * size : (shown + 1) * size], shown, pages


def bottom(page: int, pages: int, *between: Button) -> tuple[Button, ...]:
    """The last row: the page before, these buttons, the page after."""
    earlier = (Button("earlier", value=f"g{page - 1}"),) if page > 0 else ()
    later = (Button("later", value=f"g{page + 1}"),) if page < pages - 1 else ()
    return (*earlier, *between, *later)


def amounts(sums: tuple[Money, ...]) -> Say | str:
    """Sums of several currencies in one line; nothing at all is none of the practice's own."""
    if not sums:
        return Say("nothing_spent")
    first = Say("one_amount", {"amount": sums[0]})
    if len(sums) == 1:
        return first
    return Say("more_amounts", {"first": first, "rest": amounts(sums[1:])})
