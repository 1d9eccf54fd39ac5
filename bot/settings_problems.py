"""What is wrong with the settings, in words that name the setting and never quote its value."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from bot.settings_base import Group
from services.errors import SmilingStepsError

WORDS = {
    "missing": "is missing",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "greater_than_equal": "should be at least {ge}",
    "less_than_equal": "should be at most {le}",
    "literal_error": "should be {expected}",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One name of the environment and what is wrong with it."""

    name: str
    complaint: str
    what: str = ""
    example: str = ""

    def __str__(self) -> str:
        hint = f"\n      {self.what}; for example: {self.example}" if self.what else ""
        return f"  {self.name} {self.complaint}{hint}"


class SettingsError(SmilingStepsError):
    """Says every missing and wrong name at once; `problems` has them one by one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "The settings are not right yet. Set these names in the environment or in the file .env"
            " (.env.example explains them all):\n" + "\n".join(map(str, self.problems))
        )


def from_validation(group: type[Group], error: ValidationError) -> list[Problem]:
    """One problem a field, in pydantic's order."""
    fields = {field.validation_alias: field for field in group.model_fields.values()}
    problems = []
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0])
        field = fields[name]
        words = WORDS.get(detail["type"], detail["msg"].removeprefix("Value error, "))
        example = (field.examples or [""])[0]
        complaint = words.format(**detail.get("ctx", {}))
        problems.append(Problem(name, complaint, field.description or "", str(example)))
    return problems


def misspelt(given: set[str], known: Sequence[str]) -> Iterator[Problem]:
    """Names that look like one of ours that is not given: a slip of the pen, or an older name."""
    missing = [name for name in known if name not in given]
    for name in sorted(given.difference(known)):
        if meant := difflib.get_close_matches(name, missing, n=1, cutoff=0.9):
            yield Problem(name, f"is not a setting; is {meant[0]} meant?")
