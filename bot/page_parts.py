"""The intake page from the settings: who may open it, what it asks to agree to, who is told."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.settings import Settings
from handlers.deliver import Courier
from handlers.intake_page import JSON, PageDesk
from handlers.sitting import Practice, Sitting
from services import clock
from services.people import Guest
from webhooks.intake_page import Page


def page(settings: Settings, practice: Practice, courier: Courier) -> Page | None:
    """None where Telegram could not open it."""
    if not practice.has_pages:
        return None
    return Page(
        desk=PageDesk(practice, courier, clock.now, _heard),
        bot_token=settings.telegram.bot_token.get_secret_value(),
        max_age=timedelta(minutes=settings.telegram.page_minutes),
        practice=practice.name,
        simulated=practice.simulated,
    )


async def _heard(_sitting: Sitting, _guest: Guest, _new: Mapping[str, Any]) -> JSON | None:
    return None
