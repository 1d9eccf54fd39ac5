"""The intake page from the settings: where it is, and who may open it."""

from datetime import timedelta

from bot.settings import Settings
from handlers.deliver import Courier
from handlers.intake_page import PageDesk
from handlers.practice import Practice
from services import clock
from webhooks.intake_page import Page


def page(settings: Settings, practice: Practice, courier: Courier) -> Page | None:
    """None where Telegram could not open it."""
    if not practice.has_pages:
        return None
    return Page(
        desk=PageDesk(practice, courier, clock.now),
        bot_token=settings.telegram.bot_token.get_secret_value(),
        max_age=timedelta(minutes=settings.telegram.page_minutes),
        practice=practice.name,
        simulated=practice.simulated,
    )
