"""The story that the tour plays and the kill test interrupts, chapter by chapter."""

from bot.story.booking import BOOKING, DECLINED, UNANSWERED
from bot.story.calendars import CALENDARS
from bot.story.payment import TROUBLES
from bot.story.steps import Step

CHAPTERS: dict[str, tuple[Step, ...]] = {
    "booking": BOOKING,
    "calendars": CALENDARS,
    "declined": DECLINED,
    "payment-troubles": TROUBLES,
    "unanswered": UNANSWERED,
}
