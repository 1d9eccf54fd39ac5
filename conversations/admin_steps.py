"""The steps of /admin, and what its parts share."""

from enum import StrEnum

from conversations.understanding import read_number
from conversations.words import Button, Draft

NAVIGATION = (Button("back", value="back"), Button("done", value="cancel"))


class Step(StrEnum):
    MENU = "menu"
    INVITE = "invite"
    PEOPLE = "people"
    PERSON = "person"
    TAKE = "take"
    DAY = "day"
    HOLIDAYS = "holidays"
    CLOSED_DAY = "closed_day"
    CLOSED_NAME = "closed_name"


def page_of(draft: Draft) -> int:
    return int(draft.answers.get("page", 0))


def turned(draft: Draft, value: str) -> Draft | None:
    """The same list at another page, if that is what the button says."""
    number = read_number(value[1:]) if value[:1] == "g" else None
    return None if number is None or number > 999 else draft.at(draft.step, page=number)


def pager(page: int, more: bool) -> tuple[Button, ...]:
    """Earlier and later pages, where there are any."""
    earlier = (Button("earlier", value=f"g{page - 1}"),) if page else ()
    later = (Button("later", value=f"g{page + 1}"),) if more else ()
    return (*earlier, *later)
