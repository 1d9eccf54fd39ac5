"""Crisis lines that nobody has checked, and people on call whom the bot can't reach (I6, U3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.doctor.crisis import lines_judged, on_call_judged
from bot.doctor.findings import Mark
from tests.people import practice

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Line:
    checked_on: date | None


def test_u3_crisis_lines_are_unconfirmed_or_old() -> None:
    def judged(*ages: int | None) -> tuple[Mark, str, str]:
        lines = [Line(None if age is None else TODAY - timedelta(days=age)) for age in ages]
        (found,) = lines_judged(lines, TODAY)
        return found.mark, found.said, found.todo

    mark, said, todo = judged(3, None, None)
    assert (mark, said) == (Mark.WARNING, "Crisis: unconfirmed crisis lines: 2 of 3.")
    assert "set CRISIS_LINES_CHECKED_ON=2026-11-21" in todo
    mark, said, todo = judged(3, 181)
    assert (mark, todo[-10:]) == (Mark.WARNING, "026-11-21.")
    assert "last checked on 24 May 2026, too long ago" in said
    assert judged(3, 180)[0] is Mark.GOOD


async def test_u3_whoever_is_on_call_has_started_the_bot(db: str) -> None:
    assert db
    await practice()
    assert (await on_call_judged(()))[0].mark is Mark.GOOD
    (nobody,) = await on_call_judged({1, 2})
    assert nobody.mark is Mark.WRONG
    assert nobody.said == "Crisis: on call but not reached by the bot: 2 of 2."
    assert "ON_CALL_TELEGRAM_IDS writes /start" in nobody.todo
