"""Any events in any order while choosing, filtering and booking again: the same promises hold."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from conversations.events import Action, Tap, Text, Typed
from conversations.work import Command, Result
from conversations.work import booking as work
from conversations.work.answer import NotPossible
from models.calendar import Unavailable
from tests.conversations.booking_world import again, many
from tests.conversations.test_engine_properties import AnyConversation
from tests.dialog import REFERENCE, SLOTS, taken


def unlucky(command: Command) -> Result:
    """Everything that can be gone is gone."""
    match command:
        case work.HoldAny():
            return work.SlotTaken(Unavailable.HELD, ())
        case work.FindTimes() | work.FindDaysOfAny() | work.FindTimesOfAny():
            return NotPossible("not_offered")
        case work.FindAgain():
            return again(card=None, is_offered=False, slots=(), days=(), clock_times=())
        case work.OpenPsychologist():
            return work.NobodyFound()
        case work.HoldSlot() | work.ReviewHold() | work.SendRequest():
            return taken(command)
        case _:
            return many(command)


def closed(command: Command) -> Result:
    """The service has ended, and so has everybody else's."""
    match command:
        case work.FindAgain():
            return again(is_offered=False, slots=(), days=(), clock_times=())
        case work.FindPsychologists():
            return work.PsychologistsFound(())
        case work.FindKinds():
            return work.KindsFound(())
        case work.HoldSlot():
            return work.SlotTaken(Unavailable.BOOKED, SLOTS)
        case _:
            return many(command)


class AnyBooking(AnyConversation):
    def __init__(self) -> None:
        super().__init__()
        self.chat.world = many

    @rule(world=st.sampled_from([many, unlucky, closed]))
    def the_practice_changes(self, world: object) -> None:
        self.chat.world = world  # type: ignore[assignment]

    @rule(lucky=st.booleans())
    def the_world_changes(self, lucky: bool) -> None:
        self.chat.world = many if lucky else unlucky

    @rule(text=st.sampled_from(["any", "grief", "kiswahili", "anx", "2", "chat", "tue 11", "11"]))
    def types_a_wish(self, text: str) -> None:
        assert self.chat.happens(Text(text))

    @rule(payload=st.sampled_from(["any", "psy_brian", "peter", "grief", "", "psy_"]))
    def books(self, payload: str) -> None:
        assert self.chat.happens(Typed("book", payload))

    @rule()
    def wants_it_again(self) -> None:
        assert self.chat.happens(Action("again", REFERENCE, 2, 1))

    @rule(value=st.sampled_from(["a", "fs", "fl", "x", "g1", "o1", "n", "kindividual-video-50",
                                 "w", "o", "t1789455600", "back", "s4", "p99"]))  # fmt: skip
    def taps_at_the_present_step(self, value: str) -> None:
        draft = self.chat.drafts.get("book")
        if draft is not None and not draft.is_over:
            assert self.chat.happens(Tap("book", draft.rev, value, 1))


TestAnyBooking = AnyBooking.TestCase
TestAnyBooking.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
