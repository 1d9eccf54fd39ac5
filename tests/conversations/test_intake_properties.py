"""An intake in any order of events: no answer is lost, and the review shows what was given."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conversations.engine import advance
from conversations.events import Action, Contact, File, Happening, Tap, Text, Typed, Unknown
from conversations.render import render
from conversations.words import Draft
from conversations.work import intake as work
from models.intake_form import FORM, Answer, Kind
from tests.conversations.intake_world import NEEDED, IntakeWorld
from tests.dialog import AMINA, HOUSE, REFERENCE, Chat, tap

STRANGE: list[Happening] = [
    Text(""), File("photo", "f", None, 1), Unknown("voice"), Unknown("edited"), Unknown("location"),
    Contact("+254712000001", own=True),
]  # fmt: skip
#: All that is typed bears this mark, so that it is found wherever it went.
MARK = "ZEBRA"
WORDS = [f"{MARK} one", f"{MARK}, {MARK} two\nsleep", f"<b>{MARK}</b> &_*[", f"{MARK} " * 60]


class AnyIntake(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = IntakeWorld()
        self.chat = Chat(self.world)
        self.before: dict[str, Answer] = {}

    @initialize(told=st.booleans())
    def opens(self, told: bool) -> None:
        self.world.told = dict(NEEDED) if told else None
        self.chat.happens(Action("fill", REFERENCE, 2, 1))

    @rule(words=st.sampled_from([*WORDS, "yes", "7", "skip", "back", "done", "stop", "x" * 2000]))
    def types(self, words: str) -> None:
        self._does(Text(words))

    @rule(event=st.sampled_from(STRANGE))
    def sends_something_else(self, event: Happening) -> None:
        before = dict(self.world.answers)
        self._does(event)
        assert self.world.answers == before

    @rule(place=st.integers(0, 30))
    def taps_what_is_there(self, place: int) -> None:
        rows: list[list[dict[str, str]]] = self.chat.screen.get("keyboard", [])
        there = [b["data"] for row in rows for b in row if b.get("data", "").startswith("intake:")]
        if there:
            self._does(tap(there[place % len(there)]))

    @rule(rev=st.integers(0, 30), value=st.sampled_from(["k", "o3", "y", "r", "g1", "c2", "d"]))
    def taps_anything(self, rev: int, value: str) -> None:
        self._does(Tap("intake", rev, value, 1))

    @rule()
    def comes_back(self) -> None:
        self._does(Typed("intake"))

    @rule(value=st.booleans())
    def time_runs_out(self, value: bool) -> None:
        self.world.is_lost = value

    @rule()
    def looks_at_the_review(self) -> None:
        """Every answer that was kept is on one of its pages, in the words that it was given in."""
        draft = Draft("intake", "review", 99, {"page": 0})
        shown = "".join(self._page(draft, page) for page in range(3))
        for question in self.world.sheet().questions:
            for words in self._words(question.kind, self.world.answers.get(question.key)):
                assert words in shown, question.key

    def _page(self, draft: Draft, page: int) -> str:
        at = Draft(draft.dialogue, draft.step, draft.rev, {"page": page})
        sheet = work.Sheet(self.world.sheet().questions, dict(self.world.answers), self.world.about)
        turn = advance(at, work.IntakeFound(sheet))
        return str(render(turn.say[0], AMINA, turn.draft, HOUSE)["text"])

    @staticmethod
    def _words(kind: Kind, answer: Answer | None) -> list[str]:
        match answer:
            case None:
                return []
            case bool():
                return ["Yes" if answer else "No"]
            case int():
                return [f"{answer} of 10"]
            case str() if MARK in answer:
                return [MARK]
            case list() if any(MARK in item for item in answer[:2]):
                return [MARK]
            case _:
                return []

    def _does(self, event: Happening) -> None:
        before = dict(self.world.answers)
        asked = len(self.world.asked)
        self.chat.happens(event)
        touched = {getattr(c, "question", None) for c in self.world.asked[asked:]}
        now = self.world.answers
        for key, answer in before.items():
            assert key in touched or now.get(key) == answer, f"{event} changed {key}"

    @invariant()
    def shows_what_telegram_takes(self) -> None:
        screen: dict[str, Any] = self.chat.screen
        if screen:
            assert 0 < len(screen["text"]) <= 4096
            rows = screen.get("keyboard", [])
            assert len(rows) <= 8
            assert all(len(b.get("data", "").encode()) <= 64 for row in rows for b in row)

    @invariant()
    def knows_nothing_of_what_was_said(self) -> None:
        assert MARK not in str(self.chat.drafts)


AnyIntake.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyIntake = AnyIntake.TestCase


def test_each_question_is_asked_in_one_section_after_the_other() -> None:
    """What “question 5 of 14” below the name of its section counts on."""
    sections = [question.section for question in FORM]
    assert sections == sorted(sections, key=sections.index)
