"""Answers as pages that fit into a message each, in the order of the form."""

from collections.abc import Mapping

from conversations.intake_screens import answer
from conversations.words import Say
from models.intake_form import BY_KEY, FORM, Answer, Section

#: UTF-16 units of answers on a page: Telegram allows 4096 with the headings.
ROOM = 3000
Line = tuple[str, Say]
Page = tuple[Line, ...]


def pages(answers: Mapping[str, Answer]) -> list[Page]:
    """Pages of (question, line); a section begins a page of its own where it doesn't fit."""
    found: list[Page] = []
    present: list[Line] = []
    room = ROOM
    for section in Section:
        lines = [(q.key, _line(q.key, answers[q.key])) for q in FORM
                 if q.section is section and q.key in answers]  # fmt: skip
        needed = sum(_size(answers[key]) for key, _ in lines)
        if present and needed > room:
            found.append(tuple(present))
            present, room = [], ROOM
        for key, line in lines:
            size = _size(answers[key])
            if present and size > room:
                found.append(tuple(present))
                present, room = [], ROOM
            present.append((key, line))
            room -= size
    return [*found, tuple(present)] if present else found


def page(lines: Page) -> tuple[Say, ...]:
    """A page, each section under its heading."""
    said: list[Say] = []
    section: Section | None = None
    for key, line in lines:
        if BY_KEY[key].section is not section:
            section = BY_KEY[key].section
            said.append(Say("told_section", {"section": Say(f"form_{section}")}))
        said.append(line)
    return tuple(said)


def _line(key: str, given: Answer) -> Say:
    said = answer(BY_KEY[key], given)
    return Say("intake_line", {"name": Say(f"short_{key}"), "answer": said})


def _size(answer: Answer) -> int:
    """In UTF-16 units as Telegram counts, with room for the question."""
    items = answer if isinstance(answer, list) else [str(answer)]
    return 60 + sum(len(item.encode("utf-16-le")) // 2 + 4 for item in items)
