"""Small files, short functions, a sentence at the top, and no exception without a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import named, short, text

LONGEST_FILE = 300
LONGEST_FUNCTION = 50

# "path" or "path::function": why it may be longer. What is short again must leave the list.
REASONS: dict[str, str] = {}

CODE = (".py", ".js", ".css", ".html", ".sql")
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|HACK)\b")
IGNORED_TYPE = re.compile(r"#\s*type:\s*ignore(?!\[[\w-]+(?:,\s*[\w-]+)*\])")
IGNORED_LINT = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(?!: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \w)")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    """Our Python, without the migrations: a tool writes those."""
    return [path for path in named(".py") if "migrations" not in path.parts]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, Function):
            yield node


def long_files() -> set[str]:
    code = (path for path in named(*CODE) if "migrations" not in path.parts)
    return {short(path) for path in code if len(text(path).splitlines()) > LONGEST_FILE}


def long_functions() -> set[str]:
    return {
        f"{short(path)}::{function.name}"
        for path in modules()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    }


def findings(pattern: re.Pattern[str]) -> list[str]:
    """Where it is found; not in this file, which has to name it."""
    return [
        f"{short(path)}:{number}: {line.strip()}"
        for path in named(*CODE)
        if path != Path(__file__)
        for number, line in enumerate(text(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_is_long_without_a_reason() -> None:
    assert long_files() - REASONS.keys() == set()


def test_no_function_is_long_without_a_reason() -> None:
    assert long_functions() - REASONS.keys() == set()


def test_no_reason_has_outlived_its_cause() -> None:
    assert REASONS.keys() - long_files() - long_functions() == set()
    assert all(REASONS.values())


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        short(path)
        for path in modules()
        if text(path).strip() and not ast.get_docstring(ast.parse(text(path)))
    ]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    assert findings(LEFT_FOR_LATER) == []


def test_an_ignored_type_error_names_its_code() -> None:
    assert findings(IGNORED_TYPE) == []


def test_an_ignored_lint_names_its_rule_and_the_reason() -> None:
    assert findings(IGNORED_LINT) == []


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (LEFT_FOR_LATER, "# TODO: later", "# to do with money"),
        (IGNORED_TYPE, "x = 1  # type: ignore", "x = 1  # type: ignore[attr-defined]"),
        (IGNORED_LINT, "except Exception:  # noqa", "x  # noqa: BLE001 - it answers 200"),
        (IGNORED_LINT, "except Exception:  # noqa: BLE001", "x  # noqa: F401, E402 - order"),
        (IGNORED_LINT, "# ruff: noqa", "# a note on noqa"),
    ],
)
def test_the_patterns_bite(pattern: re.Pattern[str], bad: str, good: str) -> None:
    assert pattern.search(bad)
    assert not pattern.search(good)


def test_no_two_locks_of_the_whole_database_have_the_same_number() -> None:
    """The poller holds its own for as long as it lives: whoever shared it would wait for ever."""
    numbers = [
        number.replace("_", "")
        for path in named(".py")
        if not short(path).startswith("tests/")
        for number in re.findall(r"\b7_?355_?6\d\d\b", text(path))
    ]
    assert len(numbers) == 3
    assert len(set(numbers)) == len(numbers)
