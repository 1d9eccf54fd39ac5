"""A tick, and a command: what was kept long enough goes, a few rows at a time (D2, D3)."""

from datetime import datetime, timedelta

import structlog

from models.values import Channel
from services import budget, erasures, forgetting, people, retention, visitors
from services.periods import Periods
from services.retention import Due
from services.retention_rules import RULES
from services.transaction import transaction
from services.vault import Vault

log = structlog.get_logger()

#: Statements for one class and tick; what is left then goes an hour later.
MOST_BATCHES = 20
#: Longer than any row of a queue is kept.
LATELY = timedelta(days=60)
#: People, each in a transaction of their own.
MOST_PEOPLE = 50


async def look(periods: Periods, now: datetime) -> tuple[Due, ...]:
    """What would go, class by class; nothing is changed."""
    plain = [await retention.look(rule, periods, now) for rule in RULES]
    late = await retention.erasures(now, periods.forgotten)
    return (*plain, late, await retention.idle(periods, now))


async def apply(
    vault: Vault, periods: Periods, now: datetime, *, batches: int = MOST_BATCHES
) -> dict[str, int]:
    """Let go what is due; how much of which class. Safe to run twice at once, or half."""
    gone: dict[str, int] = {}
    for rule in RULES:
        gone[rule.name] = 0
        for _ in range(batches):
            cleared = await retention.clear(rule, periods, now)
            gone[rule.name] += cleared
            if cleared < retention.BATCH:
                break
    gone["kept_numbers"] = await erasures.look_after(MOST_PEOPLE)
    gone["lanes"] = await erasures.forget_lanes(now - LATELY)
    gone["erasures"] = await _delete(now)
    gone["idle"] = await _forget_idle(vault, periods, now)
    await budget.forget_idle()
    await visitors.forget_idle()
    found = {name: total for name, total in gone.items() if total}
    for name, total in found.items():
        log.info("retained", kind=name, count=total)
    return found


async def _delete(now: datetime) -> int:
    done = 0
    for erasure_id, person_id in await erasures.due(now, MOST_PEOPLE):
        done += await erasures.finish(erasure_id, person_id, now)
    return done


async def _forget_idle(vault: Vault, periods: Periods, now: datetime) -> int:
    """They are told nothing: after so long, a message would be to a stranger."""
    done = 0
    for person_id in await retention.idle_people(periods, now, MOST_PEOPLE):
        try:
            async with transaction(Channel.CLOCK):
                await people.lock_chat_of(person_id)
                if await retention.is_idle(person_id, periods, now):
                    await forgetting.forget_idle(vault, person_id, periods, now)
                    done += 1
        except forgetting.FarewellChanged:
            log.info("idle_person_is_back", person_id=person_id)
    return done
