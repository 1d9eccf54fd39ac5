"""Amina has a paid session and a phone; what her phone is told is looked at."""

from bot.story.booking import BOOKING
from tests.town import Town

#: How every reference begins.
SESSION = "BK-"
NUMBER = "+254712000001"


async def paid_session(here: Town) -> None:
    """Booked and paid in the chat, on the number that is in Amina's settings."""
    await here.play(BOOKING[:12])
    await here.sql("UPDATE people SET phone = $1 WHERE telegram_id = 700000001", NUMBER)
    await here.settled()
