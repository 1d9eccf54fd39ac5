"""Numbers for a crisis from the settings: read, dated, and refused where they can't be called."""

from datetime import date

import pytest

from bot.settings_crisis import CrisisLines
from bot.settings_problems import from_validation
from models.crisis import KENYA

OURS = '{"name": "Our line", "number": "1199"}'


def read(**env: str) -> CrisisLines:
    return CrisisLines.read(env, None)


def test_without_a_word_they_are_kenyas_and_unconfirmed() -> None:
    found = read().crisis
    assert found.lines == KENYA
    assert found.unconfirmed == KENYA
    assert found.on_call == frozenset()


def test_one_day_is_for_all_that_have_none_of_their_own() -> None:
    own = '{"name": "x", "number": "1", "checked_on": "2026-08-01", "languages": ["Dholuo"]}'
    found = read(CRISIS_LINES=f"[{OURS}, {own}]", CRISIS_LINES_CHECKED_ON="2026-09-01").crisis
    assert [line.checked_on for line in found.lines] == [date(2026, 9, 1), date(2026, 8, 1)]
    assert found.lines[1].languages == ("Dholuo",)
    assert found.unconfirmed == ()


def test_without_that_day_each_says_for_itself() -> None:
    found = read(CRISIS_LINES=f"[{OURS}]", ON_CALL_TELEGRAM_IDS="5, 6").crisis
    assert [line.number for line in found.unconfirmed] == ["1199"]
    assert found.on_call == {5, 6}


@pytest.mark.parametrize(
    "lines",
    ["1199", "[]", '["1199"]', '[{"name": "x"}]', '[{"name": "x", "number": 1199, "more": 1}]',
     '[{"name": "x", "number": ""}]', '[{"name": "x", "number": "1", "languages": "Dholuo"}]',
     '[{"name": "x", "number": "1", "checked_on": "yesterday"}]'],
)  # fmt: skip
def test_what_cannot_be_called_is_refused_by_name(lines: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - pydantic's own is one
        read(CRISIS_LINES=lines)
    (problem,) = from_validation(CrisisLines, refusal.value)  # type: ignore[arg-type]
    assert problem.name == "CRISIS_LINES"
    assert lines not in str(problem)
