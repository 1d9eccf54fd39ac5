"""Ticks: whoever has a session ahead is asked for new texts once; two hours before, staff is told.

Nothing is cancelled by it.
"""

from datetime import datetime

from handlers import announce_consents as announce
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.languages import DEFAULT_LANGUAGE
from models.values import Channel
from services import consent_times
from services.outbox import Claimed
from services.transaction import transaction

#: Begin dedupe keys, so that it is said once, whichever replica says it and however often (R2).
ASKED, WARNED = "agree", "unagreed"


async def ask(practice: Practice, now: datetime) -> list[Claimed]:
    """Once for each client and set of versions."""
    letters: list[Claimed] = []
    present = practice.consent_texts(DEFAULT_LANGUAGE)
    asked = f"{ASKED}{max(text.version for text in present)}:"
    async with transaction(Channel.CLOCK):
        for client_id in await consent_times.to_ask(present, asked, now):
            sitting = Sitting(practice, now, f"{asked}{client_id}")
            await announce.please_read(sitting, client_id)
            letters += await sitting.post()
    return letters


async def warn(practice: Practice, now: datetime) -> list[Claimed]:
    """Once for each session."""
    letters: list[Claimed] = []
    present = practice.consent_texts(DEFAULT_LANGUAGE)
    async with transaction(Channel.CLOCK):
        for booking in await consent_times.to_warn_of(present, WARNED, now):
            sitting = Sitting(practice, now, f"{WARNED}{booking.id}")
            await announce.not_given(sitting, booking)
            letters += await sitting.post()
    return letters
