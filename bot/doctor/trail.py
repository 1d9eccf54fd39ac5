"""The audit trail: its last links, and the triggers that keep it."""

from bot.doctor.findings import Check, Finding, Visit, good, wrong
from services import chain_check
from services.transaction import snapshot

LINKS = 1_000


async def _end(_visit: Visit) -> list[Finding]:
    async with snapshot():
        report = await chain_check.look_at_end(LINKS)
    if not report.broken:
        return [good("Audit trail: its last links fit (`audit verify` walks all of it).")]
    first = report.broken[0]
    return [wrong(
        f"Audit trail: broken ({first.wrong.value}: {first.what}).",
        "Run `python -m bot audit verify`, and find out who could write to the database.",
    )]  # fmt: skip


CHECKS = (Check("Audit trail", _end, needs_database=True),)
