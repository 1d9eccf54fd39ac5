"""Prices, lengths and numbers of places as people type them: "KES 3,500", "1 h 30", "8 places"."""

import re

from conversations.kiswahili.lengths import length_in_english
from models.profile_views import MINUTES, PLACES, SHILLINGS
from models.values import Money

_PRICE = re.compile(
    r"(?:kes|kshs?|ksh\.|sh\.?|shillings)?\s*"
    r"(\d{1,3}(?:[ ,]\d{3})+|\d{1,7})(?:\.00)?\s*"
    r"(?:/=|/-|kes|kshs?|bob|shillings)?"
)
_HOURS = re.compile(
    r"(\d{1,2})\s*(?:h|hr|hrs|hour|hours)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?)?"
)
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minutes)?")
_PLACES = re.compile(r"(\d{1,3})\s*(?:places|people|persons|clients)?")


def read_price(typed: str) -> Money | None:
    """Whole shillings, as minor units; None for what M-Pesa couldn't move in one payment."""
    found = _PRICE.fullmatch(typed.strip().casefold())
    shillings = int(re.sub(r"[ ,]", "", found[1])) if found else 0
    return Money(shillings * 100) if shillings in SHILLINGS else None


def read_minutes(typed: str) -> int | None:
    words = length_in_english(typed).strip().casefold()
    if hours := _HOURS.fullmatch(words):
        minutes = int(hours[1]) * 60 + int(hours[2] or 0)
    elif found := _MINUTES.fullmatch(words):
        minutes = int(found[1])
    else:
        return None
    return minutes if minutes in MINUTES else None


def read_places(typed: str) -> int | None:
    found = _PLACES.fullmatch(typed.strip().casefold())
    return int(found[1]) if found and int(found[1]) in PLACES else None
