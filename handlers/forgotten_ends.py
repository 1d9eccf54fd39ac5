"""A tick: an hour after the end of a session that nobody has ended, its psychologist is asked."""

from datetime import datetime

from handlers import announce_session
from handlers.practice import Practice
from handlers.sitting import Sitting
from services import sessions
from services.outbox import Claimed
from services.transaction import transaction

#: Begins the dedupe key of the question, so that each booking is asked about once (R2).
ASKED = "how"


async def ask(practice: Practice, now: datetime) -> list[Claimed]:
    """Put the questions; two replicas at once put each of them once, and so does a restart."""
    letters: list[Claimed] = []
    async with transaction():
        for booking in await sessions.forgotten(now, ASKED):
            sitting = Sitting(practice, now, f"{ASKED}{booking.id}")
            await announce_session.how_did_it_go(sitting, booking)
            letters += await sitting.post()
    return letters
