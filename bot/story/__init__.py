"""The story that the tour plays and the kill test interrupts, chapter by chapter."""

from bot.story.booking import BOOKING, DECLINED, UNANSWERED
from bot.story.changes import CANCEL_IN_TIME, CANCEL_LATE, COUNTER_OFFER, RESCHEDULE
from bot.story.day import NO_SHOW, THE_DAY
from bot.story.payment import TROUBLES
from bot.story.people import PEOPLE
from bot.story.steps import Step

CHAPTERS: dict[str, tuple[Step, ...]] = {
    "booking": BOOKING,
    "declined": DECLINED,
    "payment-troubles": TROUBLES,
    "unanswered": UNANSWERED,
    "the-day": THE_DAY,
    "no-show": NO_SHOW,
    "people": PEOPLE,
    "counter-offer": COUNTER_OFFER,
    "reschedule": RESCHEDULE,
    "cancel-in-time": CANCEL_IN_TIME,
    "cancel-late": CANCEL_LATE,
}
