"""Danger to life: are the numbers true, is anybody told, and has everything been seen to?"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from models.crisis import Crisis, CrisisLine
from models.database import row

#: As long as somebody in danger may wait for a person.
PATIENCE = timedelta(minutes=15)
#: A number that nobody has called for longer may be somebody else's by now.
TRUSTED = timedelta(days=180)
_CALL = "Call each number in CRISIS_LINES, then set CRISIS_LINES_CHECKED_ON={today}."


def lines_judged(lines: Sequence[CrisisLine], today: date) -> list[Finding]:
    """Numbers that people in danger are shown: has somebody called them lately?"""
    todo = _CALL.format(today=today.isoformat())
    unconfirmed = sum(line.checked_on is None for line in lines)
    if unconfirmed:
        said = f"Crisis: unconfirmed crisis lines: {unconfirmed} of {len(lines)}."
        return [warning(said, todo)]
    oldest = min(line.checked_on for line in lines if line.checked_on is not None)
    if today - oldest > TRUSTED:
        said = f"Crisis: crisis lines were last checked on {oldest:%d %B %Y}, too long ago."
        return [warning(said, todo)]
    return [good(f"Crisis: the crisis lines were checked on {oldest:%d %B %Y}.")]


def emergency_said(crisis: Crisis) -> Finding:
    """The first line, which /help and the rest name: it is dated like the others."""
    first = crisis.lines[0]
    return good(f"Crisis: in danger, every text says to call {first.number} ({first.name}).")


async def on_call_judged(on_call: Collection[int]) -> list[Finding]:
    """Those who are told at once must have started the bot; with none, every admin is told."""
    if not on_call:
        return [good("Crisis: nobody is on call, so every admin is told.")]
    found = await row(
        """SELECT count(*) AS reached FROM people AS p
           WHERE telegram_id = ANY($1::bigint[]) AND unreachable_since IS NULL
           AND EXISTS (SELECT 1 FROM chats WHERE chats.person_id = p.id)""",
        list(on_call),
    )
    assert found is not None
    missing = len(on_call) - found["reached"]
    if not missing:
        return [good("Crisis: everybody on call can be reached by the bot.")]
    said = f"Crisis: on call but not reached by the bot: {missing} of {len(on_call)}."
    todo = "Each of ON_CALL_TELEGRAM_IDS writes /start to the bot."
    return [(warning if found["reached"] else wrong)(said, todo)]


async def _alerts(visit: Visit) -> list[Finding]:
    found = await row(
        "SELECT count(*) AS open FROM danger_alerts WHERE taken_at IS NULL AND noticed_at < $1",
        visit.now - PATIENCE,
    )
    assert found is not None
    if found["open"]:
        todo = "Somebody on call opens the message in Telegram and takes it, now."
        return [
            wrong(f"Crisis: {counted(found['open'], 'alert')} of danger taken by nobody.", todo)
        ]
    return [good("Crisis: no alert of danger waits.")]


async def _lines(visit: Visit) -> list[Finding]:
    return lines_judged(visit.settings.crisis.crisis.lines, visit.now.date())


async def _emergency(visit: Visit) -> list[Finding]:
    return [emergency_said(visit.settings.crisis.crisis)]


async def _on_call(visit: Visit) -> list[Finding]:
    return await on_call_judged(visit.settings.crisis.crisis.on_call)


CHECKS = (
    Check("Crisis", _lines),
    Check("Crisis", _emergency),
    Check("Crisis", _on_call, needs_database=True),
    Check("Crisis", _alerts, needs_database=True),
)
