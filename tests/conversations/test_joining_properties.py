"""Any events in any order while joining: an answer each time, and every screen can be shown."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from conversations.events import Action, Contact, File, Tap, Text, Typed, Unknown
from models.profile_views import ProfileView
from tests.conversations.joining_world import (
    APPROVED,
    DRAFT,
    FINISHED,
    GROUP,
    WAITING,
    JoiningWorld,
)
from tests.dialog import Chat, tap

NAMES = ("profile", "services", "applications")
PROFILES: tuple[ProfileView | None, ...] = (None, DRAFT, FINISHED, WAITING, APPROVED)
REFUSALS = ("no_profile", "no_such_service", "slug_taken", "too_many_words", "profile_not_open",
            "invitation_spent", "applications_admins_only", "application_outdated")  # fmt: skip


class AnyJoining(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = JoiningWorld(FINISHED)
        self.chat = Chat(self.world)

    @rule(name=st.sampled_from([*NAMES, "join", "cancel"]))
    def commands(self, name: str) -> None:
        assert self.chat.happens(Typed(name))

    @rule(text=st.sampled_from(["", "3500", "KES 3,500", "x" * 4096, "<b>", "{x}", "zawadi", "1",
                                "12", "title", "couples", "Grief, sleep", "50 min"]))  # fmt: skip
    def types(self, text: str) -> None:
        assert self.chat.happens(Text(text))

    @rule(name=st.sampled_from(NAMES), places=st.lists(st.integers(0, 12), max_size=3))
    def goes_deeper(self, name: str, places: list[int]) -> None:
        """By the buttons there are, but for those that lead out."""
        self.chat.happens(Typed(name))
        for place in places:
            self._tap(place, leaving=False)

    @rule(place=st.integers(0, 40))
    def taps_what_is_there(self, place: int) -> None:
        self._tap(place, leaving=True)

    def _tap(self, place: int, *, leaving: bool) -> None:
        buttons = [b for row in self.chat.screen.get("keyboard", []) for b in row if "data" in b]
        taps = [
            b["data"]
            for b in buttons
            if b["data"].split(":")[0] in NAMES
            and (leaving or not b["data"].endswith((":back", ":cancel")))
        ]
        if taps:
            assert self.chat.happens(tap(taps[place % len(taps)]))

    @rule(name=st.sampled_from(NAMES), ahead=st.integers(-2, 2),
          value=st.sampled_from(["y", "n", "-", "w0", "w99", "t0", "t9", "s4", "s77", "a0", "a9",
                                 "p0", "p9", "0", "99", "send", "pause", "on", "places", "back",
                                 "cancel", ""]))  # fmt: skip
    def taps_anything(self, name: str, ahead: int, value: str) -> None:
        draft = self.chat.drafts.get(name)
        self.chat.happens(Tap(name, max(0, (draft.rev if draft else 0) + ahead), value, 1))

    @rule(verb=st.sampled_from(["apok", "apno", "aplook"]), version=st.integers(0, 3))
    def acts(self, verb: str, version: int) -> None:
        if self.world.profile is not None:
            known = WAITING.version if version else version
            assert self.chat.happens(Action(verb, WAITING.public_id, known, 1))

    @rule(event=st.sampled_from([File("photo", "p", None, 1), File("document", "d", "a", 1),
                                 Unknown("voice"), Contact("0712000001", own=True)]))  # fmt: skip
    def sends_something_else(self, event: File | Unknown | Contact) -> None:
        assert self.chat.happens(event)

    @rule(place=st.integers(0, len(PROFILES) - 1), group=st.booleans())
    def the_world_changes(self, place: int, *, group: bool) -> None:
        self.world = JoiningWorld(PROFILES[place])
        if group and self.world.profile is not None:
            self.world.add(GROUP)
        self.chat.world = self.world

    @rule(key=st.sampled_from(REFUSALS))
    def a_rule_refuses(self, key: str) -> None:
        self.world.refuses = key

    @invariant()
    def the_screen_can_be_shown(self) -> None:
        screen = self.chat.screen
        assert len(screen.get("text", "")) <= 4096
        assert len(screen.get("keyboard", [])) <= 8
        for row in screen.get("keyboard", []):
            for button in row:
                assert button["text"].strip()
                assert len(button.get("data", "").encode()) <= 64


TestAnyJoining = AnyJoining.TestCase
TestAnyJoining.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
