"""A tick: each psychologist's agenda in the morning, each admin's report in the evening (R7)."""

from datetime import datetime

import structlog

from conversations import agenda as agendas
from conversations import report as reports
from conversations.words import Say
from handlers.practice import Practice
from handlers.run import is_passing
from handlers.sitting import Sitting
from models.values import Channel, DigestKind
from services import agenda, contacting, day_report, digests
from services.digests import Due
from services.outbox import Claimed
from services.transaction import transaction

log = structlog.get_logger()


async def tell(practice: Practice, now: datetime) -> list[Claimed]:
    """Each is claimed and put in one transaction; a day without anything to say is claimed too.

    One that can't be made is left for the next turn, and keeps nobody else waiting.
    """
    letters: list[Claimed] = []
    for digest in await digests.due(now, practice.policy.timezone):
        try:
            letters += await _tell(practice, digest, now)
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("digest_failed", kind=digest.kind.value, error=type(error).__name__)
    return letters


async def _tell(practice: Practice, digest: Due, now: datetime) -> list[Claimed]:
    async with transaction(Channel.CLOCK):
        if not await digests.claim(digest, now):
            return []
        sitting = Sitting(practice, now, f"{digest.kind}{digest.person_id}d{digest.day}")
        say = await _say(practice, digest, now)
        if say is not None:
            await sitting.tell(digest.person_id, say)
        return await sitting.post()


async def _say(practice: Practice, digest: Due, now: datetime) -> Say | None:
    if digest.kind is DigestKind.REPORT:
        report = await day_report.of(digest, practice.sms_budget, now)
        return reports.report(report) if report.has_anything else None
    day = await agenda.of(digest, now)
    name = (await contacting.of(digest.person_id)).reader.name
    return agendas.agenda(day, name) if day.has_anything else None
