"""Crisis lines that nobody has checked, and people on call whom the bot can't reach (I6, U3)."""

from datetime import date, timedelta

from bot.doctor.crisis import lines_judged, on_call_judged
from bot.doctor.findings import Mark
from models.crisis import CrisisLine
from tests.doctor.saying import said
from tests.people import practice
from tests.town import Town

TODAY = date(2026, 11, 21)


def test_u3_crisis_lines_are_unconfirmed_or_old() -> None:
    def judged(*ages: int | None) -> tuple[Mark, str, str]:
        lines = [
            CrisisLine("A", "1", (), None if age is None else TODAY - timedelta(days=age))
            for age in ages
        ]
        (found,) = lines_judged(lines, TODAY)
        return found.mark, found.said, found.todo

    mark, line, todo = judged(3, None, None)
    assert (mark, line) == (Mark.WARNING, "Crisis: unconfirmed crisis lines: 2 of 3.")
    assert "set CRISIS_LINES_CHECKED_ON=2026-11-21" in todo
    mark, line, todo = judged(3, 181)
    assert (mark, todo[-10:]) == (Mark.WARNING, "026-11-21.")
    assert "last checked on 24 May 2026, too long ago" in line
    assert judged(3, 180)[0] is Mark.GOOD


async def test_u3_whoever_is_on_call_has_started_the_bot(db: str) -> None:
    assert db
    await practice()
    assert (await on_call_judged(()))[0].mark is Mark.GOOD
    (nobody,) = await on_call_judged({1, 2})
    assert nobody.mark is Mark.WRONG
    assert nobody.said == "Crisis: on call but not reached by the bot: 2 of 2."
    assert "ON_CALL_TELEGRAM_IDS writes /start" in nobody.todo


async def test_u3_the_settings_of_a_crisis(here: Town) -> None:
    text = await said(here)
    assert "! Crisis: unconfirmed crisis lines: 6 of 6. → Call each number" in text
    assert "✓ Crisis: nobody is on call, so every admin is told." in text
    assert "✓ Crisis: in danger, every text says to call 999 / 112 (Emergency services" in text
    text = await said(here, CRISIS_LINES_CHECKED_ON="2020-01-01", ON_CALL_TELEGRAM_IDS="4711")
    assert "! Crisis: crisis lines were last checked on 01 January 2020, too long ago." in text
    assert "✗ Crisis: on call but not reached by the bot: 1 of 1." in text
    assert "4711" not in text
