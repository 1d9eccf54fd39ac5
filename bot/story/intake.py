"""What a client tells before a session, in the chat: asked once, kept, and looked over again."""

from bot.story.steps import Step, amina

#: The three that every service asks, unless its psychologist leaves them out.
CONTACT, HEAVINESS, GOALS = "My sister Wanjiru, 0722 000 333", "6", "Sleep through, worry less"


def _skips(*next_questions: str) -> tuple[Step, ...]:
    return tuple(amina("tap", "^Skip$", words) for words in next_questions)


ANSWERING = (
    amina("tap", "^Answer here in the chat", "Where your answers go"),
    amina("tap", "^Begin$", "Step 1 of 4 · Question 1 of 4"),
    amina("send", CONTACT, "anything about your health"),
    *_skips("any medicine", "allergic to", "talked to a psychologist"),
    amina("tap", "^No$", "weighing on you"),
    amina("tap", "^Sleep$", "Your answer: Sleep"),
    amina("tap", "^Done$", "How heavy is it"),
    amina("send", HEAVINESS, "What makes it worse"),
    *_skips("What helps you", "to be different"),
    amina("send", GOALS, "hope for from your psychologist"),
    *_skips("How would you like to work", "How long would you like", "need for this session",
            "Is this right?"),
    amina("tap", "^These are right", "that was all I ask"),
    amina("tap", "^Go on with the booking", "Is this right?"),
)  # fmt: skip
