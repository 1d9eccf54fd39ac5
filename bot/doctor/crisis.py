"""Danger to life: is anybody told, and has everything been seen to?"""

from datetime import timedelta

from bot.doctor.findings import Check, Finding, Visit, good, wrong
from models.database import row

#: As long as somebody in danger may wait for a person.
PATIENCE = timedelta(minutes=15)


async def _alerts(visit: Visit) -> list[Finding]:
    found = await row(
        "SELECT count(*) AS open FROM danger_alerts WHERE taken_at IS NULL AND noticed_at < $1",
        visit.now - PATIENCE,
    )
    assert found is not None
    if found["open"]:
        todo = "Somebody on call opens the message in Telegram and takes it, now."
        return [wrong(f"Crisis: {found['open']} alerts of danger are taken by nobody.", todo)]
    return [good("Crisis: no alert of danger waits.")]


CHECKS = (Check("Crisis", _alerts, needs_database=True),)
