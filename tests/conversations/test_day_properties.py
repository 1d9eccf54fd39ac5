"""A psychologist's day in any order of events: no exception, and screens keep Telegram's rules."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conversations.events import Action, Tap, Text, Typed
from conversations.work import Command, Result
from conversations.work.session import SessionCommand
from tests.day_world import SECRET, STRANGE, day_world, document, photo, refusing
from tests.dialog import REFERENCE, Chat, tap


def early(command: Command) -> Result:
    """Nothing may be started, ended or marked yet."""
    refused = isinstance(command, SessionCommand)
    return refusing("start_too_early")(command) if refused else day_world(command)


WORLDS = {
    "lucky": day_world,
    "early": early,
    "outdated": refusing("outdated_booking"),
    "nobody's": refusing("not_yours", knows=False),
}


class AnyDay(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.chat = Chat(day_world)

    @rule(text=st.sampled_from([SECRET, "", "10", "amina", "15 Sep", "{x}", "no charge", "1" * 40]))
    def types(self, text: str) -> None:
        assert self.chat.happens(Text(text))

    @rule(name=st.sampled_from(["now", "bookfor", "cancel", "help"]),
          payload=st.sampled_from(["", "x", "0" * 31 + "1"]))  # fmt: skip
    def commands(self, name: str, payload: str) -> None:
        assert self.chat.happens(Typed(name, payload))

    @rule(verb=st.sampled_from(["go", "end", "done", "ns", "late", "note", "proof", "stk"]))
    def acts(self, verb: str) -> None:
        assert self.chat.happens(Action(verb, REFERENCE, 2, 1))

    @rule(place=st.integers(0, 60))
    def taps_what_is_there(self, place: int) -> None:
        buttons = [b for row in self.chat.screen.get("keyboard", []) for b in row if "data" in b]
        taps = [b["data"] for b in buttons if not b["data"].startswith("do:")]
        if taps:
            self.chat.happens(tap(taps[place % len(taps)]))

    @rule(name=st.sampled_from(["session", "notes", "proof", "now", "bookfor"]),
          rev=st.integers(0, 20),
          value=st.sampled_from(["y", "n", "p1", "s4", "r2", "c", "back", "cancel", "t1789455600",
                                 "10"]))  # fmt: skip
    def taps_anything(self, name: str, rev: int, value: str) -> None:
        self.chat.happens(Tap(name, rev, value, 1))

    @rule(happening=st.sampled_from([*STRANGE, document(), photo()]))
    def sends_something_else(self, happening: Text) -> None:
        assert self.chat.happens(happening)

    @rule(world=st.sampled_from(sorted(WORLDS)))
    def the_world_changes(self, world: str) -> None:
        self.chat.world = WORLDS[world]

    @invariant()
    def no_draft_holds_what_was_written(self) -> None:
        answers = {name: dict(draft.answers) for name, draft in self.chat.drafts.items()}
        assert SECRET not in repr(answers.get("notes")) + repr(answers.get("session"))

    @invariant()
    def the_screen_can_be_shown(self) -> None:
        screen = self.chat.screen
        assert len(screen.get("text", "")) <= 4096
        assert len(screen.get("keyboard", [])) <= 8
        for button in (button for row in screen.get("keyboard", []) for button in row):
            assert button["text"]
            assert len(button.get("data", "").encode()) <= 64


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
