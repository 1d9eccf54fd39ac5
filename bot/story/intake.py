"""What a client tells before a session, in the chat: asked once, kept, and looked over again."""

from bot.story.steps import AMINA, BRIAN, Step, amina, choosing

#: The three that every service asks, unless its psychologist leaves them out.
CONTACT, HEAVINESS, GOALS = "My sister Wanjiru, 0722 000 333", "6", "Sleep through, worry less"


#: The last of the four parts.
AGREEING_TO_TEXTS = (
    amina("tap", "^Go on: what we agree on", "text 1 of 4"),
    *(amina("tap", "^I agree$", f"text {number} of 4") for number in (2, 3, 4)),
    amina("tap", "^I agree$", "That is all I need you to agree to"),
    amina("tap", "^Go on with my booking", "Is this right?"),
)


def _skips(*next_questions: str) -> tuple[Step, ...]:
    return tuple(amina("tap", "^Skip$", words) for words in next_questions)


#: What comes before anything about one's health is asked.
BEING_18 = (
    amina("tap", "^Answer here in the chat", "are you 18 or older?"),
    amina("tap", "^Yes$", "question 1 of 14"),
)

ANSWERING = (
    *BEING_18,
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
    *AGREEING_TO_TEXTS,
)  # fmt: skip

INTAKE = (
    amina("send", "/start", "Hello Amina"),
    *choosing("Brian Otieno", "Individual session", "a few questions first"),
    *BEING_18,
    amina("send", "My sister Wanjiru", "And their phone number"),
    amina("send", "0722 000 333", "anything about your health"),
    amina("tap", "^Stop for now", "What you have answered is kept"),
    amina("send", "/intake", "Welcome back", "anything about your health"),
    amina("send", "Asthma, since I was a child", "any medicine"),
    amina("tap", "^‹ Back", "Your answer: Asthma, since I was a child"),
    amina("tap", "^Leave it as it is", "any medicine"),
    *_skips("allergic to", "talked to a psychologist"),
    amina("send", "hapana", "weighing on you"),
    amina("tap", "^Sleep$", "Your answer: Sleep"),
    amina("send", "the landlord", "Sleep · the landlord"),
    amina("tap", "^Done$", "How heavy is it"),
    amina("send", "seven", "What makes it worse"),
    *_skips("What helps you", "to be different"),
    amina("send", GOALS, "hope for from your psychologist"),
    *_skips("How would you like to work", "How long would you like", "need for this session"),
    amina("send", "A slow start, please", "Is this right?"),
    amina("tap", "^Next", "7 of 10"),
    amina("tap", "^Change: How heavy", "10: I can hardly bear it"),
    amina("tap", "^5$", "5 of 10"),
    amina("tap", "^Next", "A slow start, please"),
    amina("tap", "^These are right", "that was all I ask"),
    *AGREEING_TO_TEXTS,
    Step(AMINA, "tap", "Send request",
         ((AMINA, "Request sent"), (BRIAN, "Intake: filled in"))),
    Step(AMINA, "clock", str(3 * 24 * 3600)),
    *choosing("Brian Otieno", "Individual session", "are still here"),
    amina("tap", "^Look through them", "Is this right?"),
    amina("tap", "^These are right", "that was all I ask"),
    amina("tap", "^Go on with the booking", "Is this right?"),
    amina("tap", "^‹ Back", "which time?"),
    amina("tap", "^Cancel", "nothing was booked"),
)  # fmt: skip

#: The same as ANSWERING, on the page: by question, as it sends them.
ON_THE_PAGE = {
    "emergency_contact": CONTACT,
    "previous_therapy": False,
    "current_symptoms": ["sleep", "the landlord"],
    "severity_level": 6,
    "therapy_goals": ["Sleep through", "worry less"],
    "special_requests": "A slow start, please",
}

INTAKE_PAGE = (
    amina("send", "/start", "Hello Amina"),
    *choosing("Brian Otieno", "Individual session", "a few questions first"),
    amina("page", "^Answer on a private page", "that was all I ask"),
    amina("tap", "^Go on with the booking", "Is this right?"),
    Step(AMINA, "tap", "Send request", ((AMINA, "Request sent"), (BRIAN, "Intake: filled in"))),
)
