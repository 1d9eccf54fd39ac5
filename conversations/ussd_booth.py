"""What a step of the menu begins with and ends with: facts, what was typed, what is shown."""

from dataclasses import dataclass, field

from conversations.texting_facts import Facts
from conversations.ussd_screens import Screen
from conversations.words import Draft
from conversations.work import Command
from models.crisis import KENYA, CrisisLine
from models.views import House, Reader

#: Nothing has been shown yet.
DIALLED = Draft("ussd", "dialled")
SOME_HOUSE = House("", "Africa/Nairobi")


@dataclass(frozen=True, slots=True)
class Booth(Facts):
    """What a screen is drawn from: the facts, the house they are told in, numbers to call."""

    house: House = SOME_HOUSE
    crisis: tuple[CrisisLine, ...] = KENYA

    def reader(self, draft: Draft) -> Reader:
        """Who reads: whose booking it is about, else who has the next one."""
        nearest = self.ahead[0].booking.client_id if self.ahead else None
        return self.owner(person_of(draft) or nearest).reader


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a screen."""

    choice: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen, or what is to be done first; the session ends with a draft that is over."""

    draft: Draft
    screen: Screen = ()
    do: Command | None = None


def person_of(draft: Draft) -> int | None:
    """Whose booking it is about."""
    person: int | None = draft.answers.get("person")
    return person
