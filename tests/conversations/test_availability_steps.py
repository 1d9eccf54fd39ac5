"""Every step of a psychologist's hours, whatever comes: answers, never an exception."""

import pytest

from conversations.availability_steps import Step
from conversations.events import Contact, File, Happening, Text, Unknown
from tests.availability_world import booked
from tests.dialog import Chat, tap

STEPS: dict[Step, list[str]] = {
    Step.WEEK: ["/availability"],
    Step.DAY: ["/availability", "Mon"],
    Step.COPY: ["/availability", "Mon", "Copy to…"],
    Step.RULES: ["/availability", "Rules"],
    Step.RULE: ["/availability", "Rules", "Notice"],
    Step.DATES: ["/availability", "Dates"],
    Step.FROM: ["/leave"],
    Step.UNTIL: ["/leave", "14"],
    Step.REASON: ["/leave", "14", "18"],
    Step.SICK: ["/sick"],
    Step.PREVIEW: ["/block tomorrow"],
}
ANYTHING: list[Happening] = [
    Text(""), Text("hello"), Text("<b>&_*["), Text("{x}"), Text("x" * 4000), Text("-"),
    Contact("0712000001", own=False), File("photo", "f", None, 1), Unknown("sticker"),
    Unknown("voice"), Unknown("location"), Unknown("edited"),
]  # fmt: skip


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("event", ANYTHING, ids=str)
def test_x62_every_step_answers_everything(step: Step, event: Happening) -> None:
    chat = Chat(world=booked)
    for words in STEPS[step]:
        chat.says(words)
    assert chat.drafts["availability"].step == step
    said = chat.happens(event)
    assert len(said) == 1
    assert said[0]["text"]


@pytest.mark.parametrize("step", Step)
def test_x63_every_step_survives_buttons_that_no_screen_has(step: Step) -> None:
    values = ("x", "d9", "t9", "h9", "h60-30", "h0-9999", "rnothing", "v", "vx", "u", "p99999",
              "w2026-02-31", "d2026-09-31", "dmove", "dkeep", "r9", "m2026-10-05", "-", "one",
              "none", "kind", "go", "copy")  # fmt: skip
    for value in values:
        chat = Chat(world=booked)
        for words in STEPS[step]:
            chat.says(words)
        rev = chat.drafts["availability"].rev
        assert len(chat.happens(tap(f"availability:{rev}:{value}"))) == 1, value


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.WEEK])
def test_every_step_leads_back_and_out(step: Step) -> None:
    chat = Chat(world=booked)
    for words in STEPS[step]:
        chat.says(words)
    for _ in range(4):
        if chat.drafts["availability"].step != Step.WEEK:
            chat.says("‹ Back")
    assert chat.drafts["availability"].step == Step.WEEK
    assert "/availability" in chat.says("/cancel")
    assert chat.current is None
