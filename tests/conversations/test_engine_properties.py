"""Any events in any order: no exception, and every screen keeps Telegram's and our own rules."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conversations.events import Action, Contact, Tap, Text, Typed, Unknown
from tests.dialog import REFERENCE, Chat, outside, taken, tap


class AnyConversation(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.chat = Chat()
        self.revs: dict[str, int] = {}

    @rule(text=st.sampled_from(["", "brian", "1", "tomorrow 10", "15 Sep", "<b>", "{x}", "0712"]))
    def types(self, text: str) -> None:
        self.chat.happens(Text(text))

    @rule(name=st.sampled_from(["book", "start", "help", "cancel", "sessions", "pending", "x"]))
    def commands(self, name: str) -> None:
        assert self.chat.happens(Typed(name))

    @rule(place=st.integers(0, 60))
    def taps_what_is_there(self, place: int) -> None:
        buttons = [b for row in self.chat.screen.get("keyboard", []) for b in row if "data" in b]
        taps = [b["data"] for b in buttons if not b["data"].startswith("do:")]
        if taps:
            self.chat.happens(tap(taps[place % len(taps)]))

    @rule(name=st.sampled_from(["book", "pay", "decline", "desk", "no"]), rev=st.integers(0, 30),
          value=st.sampled_from(["p2", "s4", "d2026-09-15", "t1789455600", "y", "n", "back",
                                 "cancel", "-", "r0", "m2026-10-01"]))  # fmt: skip
    def taps_anything(self, name: str, rev: int, value: str) -> None:
        self.chat.happens(Tap(name, rev, value, 1))

    @rule(verb=st.sampled_from(["ok", "no", "pay", "see", "junk"]))
    def acts(self, verb: str) -> None:
        self.chat.happens(Action(verb, REFERENCE, 2, 1))

    @rule(kind=st.sampled_from(["photo", "sticker"]))
    def sends_something_else(self, kind: str) -> None:
        assert self.chat.happens(Unknown(kind))
        self.chat.happens(Contact("0712000001", own=True))

    @rule(lucky=st.booleans())
    def the_world_changes(self, lucky: bool) -> None:
        self.chat.world = outside if lucky else taken

    @invariant()
    def rev_never_falls(self) -> None:
        for name, draft in self.chat.drafts.items():
            assert draft.rev >= self.revs.get(name, 0)
            self.revs[name] = draft.rev

    @invariant()
    def the_screen_can_be_shown(self) -> None:
        screen = self.chat.screen
        keyboard = screen.get("keyboard", [])
        assert len(screen.get("text", "")) <= 4096
        assert len(keyboard) <= 8 or self.chat.current is None
        for row in keyboard:
            for button in row:
                assert button["text"]
                assert len(button.get("data", "").encode()) <= 64


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
