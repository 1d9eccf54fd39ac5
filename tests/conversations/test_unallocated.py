"""/payments, as an admin speaks: whose money is it, what would happen, do it (M3)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import pytest

from conversations.events import Action, Contact, File, Happening, Text, Unknown
from conversations.work import Command, Result
from conversations.work.answer import NotPossible
from conversations.work.unallocated import (
    FindOwner,
    ForeseeGiving,
    GiveMoney,
    GivingForeseen,
    GoalKind,
    ListUnallocated,
    LookAtMoney,
    MoneyGiven,
    MoneyLookedAt,
    OwnersFound,
    UnallocatedListed,
)
from models.unallocated_views import Effect, EffectKind, Fate, FoundMoney
from models.values import Money, Provider
from models.views_people import ClientCard
from tests.dialog import NOW, Chat, booking, dialog, outside

MONEY = FoundMoney(1, UUID(int=70), Provider.MPESA, "UKL1234567", Money(250_000), "bk <26> 7",
                   "AMINA N, 2547*****001", None, NOW)  # fmt: skip
AMINA = ClientCard(UUID(int=3), "Amina", None, True, 1, 1, None)
EFFECTS = {
    GoalKind.BOOKING: Effect(EffectKind.CONFIRMS, kept=Money(5_000), client="Amina",
                             booking=booking()),
    GoalKind.CREDIT: Effect(EffectKind.CREDIT, kept=Money(250_000), client="Amina"),
    GoalKind.BACK: Effect(EffectKind.GOES_BACK),
}  # fmt: skip


@dataclass
class World:
    """What waits; `changes` turns what would happen between the preview and the press."""

    money: FoundMoney = MONEY
    changes: bool = False
    given: list[GiveMoney] = field(default_factory=list)

    def __call__(self, command: Command) -> Result:
        match command:
            case ListUnallocated(page=page):
                return UnallocatedListed((self.money,) if self.money.waits else (), more=page == 0)
            case LookAtMoney():
                return MoneyLookedAt(self.money, (booking(),))
            case FindOwner(said=said):
                known = said.casefold() in {"amina", "bk-2026-000007"}
                return OwnersFound(self.money, (booking(),) * known, (AMINA,) * (said == "Amina"))
            case ForeseeGiving(goal=goal):
                return GivingForeseen(self.money, EFFECTS[goal.kind])
            case GiveMoney(goal=goal):
                self.given.append(command)
                if self.changes:
                    self.changes = False
                    effect = Effect(EffectKind.CREDIT, kept=Money(250_000), client="Amina",
                                    booking=booking())  # fmt: skip
                    return GivingForeseen(self.money, effect, changed=True)
                if not self.money.waits:
                    return MoneyLookedAt(self.money)
                return MoneyGiven(self.money, EFFECTS[goal.kind])
            case _:
                return outside(command)


OPENING = [("/payments", "Account typed: bk &lt;26&gt; 7"), ("KES 2,500", "for whom?")]


def test_m3_it_pays_for_a_suggested_booking() -> None:
    world = World()
    chat = dialog([
        *OPENING,
        ("BK-2026-000007", "is confirmed, and both are told. KES 50 is more than it costs"),
        ("Pay the session with it", "Done."),
    ], Chat(world))  # fmt: skip
    assert [one.mark for one in world.given] == ["confirms-0-5000"]
    assert chat.current is None


def test_m3_its_owner_is_found_by_name_and_it_is_kept_for_them() -> None:
    world = World()
    dialog([
        *OPENING, ("Find its booking", "Whose is it?"), ("nobody", "Nothing found for “nobody”"),
        ("Amina", "Choose the booking"), ("Keep it for Amina", "is kept for Amina, who is told"),
        ("‹ Back", "Choose the booking"), ("Keep it for Amina", "is kept for Amina, who is told"),
        ("Keep it for them", "Done."),
    ], Chat(world))  # fmt: skip


def test_m3_a_reference_may_be_typed_at_once() -> None:
    dialog([*OPENING, ("BK-2026-000007 ", "Choose the booking"),
            ("‹ Back", "for whom?"), ("back", "Payments without a booking")],
           Chat(World()))  # fmt: skip


def test_m3_it_goes_back() -> None:
    world = World()
    dialog([*OPENING, ("Send it back", "goes back to whoever paid it"),
            ("Send it back", "Done. All of it goes back".replace("Done.", "<b>Done.</b>"))],
           Chat(world))  # fmt: skip
    assert world.given[0].goal.kind is GoalKind.BACK


def test_m3_another_result_than_was_shown_is_shown_first() -> None:
    world = World(changes=True)
    dialog([*OPENING, ("BK-2026-000007", "is confirmed"),
            ("Pay the session with it", "Something has changed meanwhile"),
            ("Keep it for them", "Done.")], Chat(world))  # fmt: skip
    assert [one.mark for one in world.given] == ["confirms-0-5000", "credit-0-250000"]


@pytest.mark.parametrize(
    ("fate", "words"),
    [(Fate.FOR_BOOKING, "for BK-2026-000007 of Amina, decided by Hope"),
     (Fate.CREDIT, "kept for Amina, decided by Hope"),
     (Fate.GOING_BACK, "to whoever paid it, decided by Hope")],
)  # fmt: skip
def test_m3_whoever_is_slower_reads_how_it_stands(fate: Fate, words: str) -> None:
    world = World()
    chat = dialog([*OPENING, ("BK-2026-000007", "is confirmed")], Chat(world))
    world.money = replace(
        MONEY, fate=fate, owner="Amina", reference="BK-2026-000007", by="Hope"
    )  # fmt: skip
    dialog([("Pay the session with it", words), ("Other payments", "There are none")], chat)


def test_m3_the_button_of_a_message_opens_it() -> None:
    chat = Chat(World())
    said = chat.happens(Action("whose", MONEY.public_id, 1, 1))
    assert "for whom?" in said[0]["text"]


def test_x63_others_are_told_whom_it_is_for() -> None:
    def refused(command: Command) -> Result:
        assert isinstance(command, ListUnallocated | LookAtMoney)
        return NotPossible("not_yours")

    dialog([("/payments", "those who run the practice")], Chat(refused))


def _places() -> dict[str, Callable[[], Chat]]:
    lines = [*OPENING, ("Find its booking", "Whose is it?")]
    sure = [*OPENING, ("BK-2026-000007", "is confirmed")]
    return {
        "list": lambda: dialog(OPENING[:1], Chat(World())),
        "one": lambda: dialog(OPENING, Chat(World())),
        "find": lambda: dialog(lines, Chat(World())),
        "sure": lambda: dialog(sure, Chat(World())),
    }


@pytest.mark.parametrize("place", _places())
@pytest.mark.parametrize(
    "happening",
    [File("photo", "f", None, 1), Unknown("sticker"), Contact("+254712000001", own=True),
     Text("  "), Text("\u202e…")],
)  # fmt: skip
def test_x60_every_step_answers_whatever_comes(place: str, happening: Happening) -> None:
    chat = _places()[place]()
    said = chat.happens(happening)
    assert len(said) == 1
    assert chat.current == "unallocated"
    assert "payments opens this again" in chat.says("/cancel")
