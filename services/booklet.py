"""Many pages as PDF: headings, and lines of a label and what it says, in the font of our papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from services.paper import FONT, printable

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN = 18.0
_INDENT = 5.0
_GREY, _BLACK = (110, 110, 110), (25, 25, 25)


@dataclass(frozen=True, slots=True)
class Line:
    """`depth` 0 is a heading; without `words`, the label stands above what follows deeper."""

    depth: int
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Booklet:
    """`head` is the largest line, `title` stands below it, `foot` ends the last page."""

    head: str
    title: str
    lines: Sequence[Line]
    foot: str
    made_at: datetime
    language: str


def pdf(booklet: Booklet) -> bytes:
    """The file. Up to some seconds of work for years of sessions: not for the event loop."""
    # Half a second of imports that only the first one should wait for.
    from fpdf import FPDF  # noqa: PLC0415 - see above

    page = FPDF(format="A4")
    page.set_margin(_MARGIN)
    page.set_auto_page_break(True, _MARGIN)
    with as_file(files("fontpkg_noto_sans") / "files" / FONT) as font:
        page.add_font("noto", "", font)
    page.set_title(booklet.title)
    page.set_lang(booklet.language)
    page.set_creation_date(booklet.made_at)
    page.add_page()
    _words(page, booklet.head, 18, _BLACK)
    _words(page, booklet.title, 12, _GREY)
    for line in booklet.lines:
        _line(page, line)
    page.ln(6)
    _words(page, booklet.foot, 8, _GREY)
    return bytes(page.output())


def _line(page: "FPDF", line: Line) -> None:
    if line.depth == 0:
        page.ln(6)
        _words(page, line.label, 13, _BLACK)
        return
    left = _MARGIN + _INDENT * (line.depth - 1)
    page.set_left_margin(left)
    page.set_x(left)
    if line.words:
        _words(page, f"{line.label}: {line.words}", 9, _BLACK)
    else:
        page.ln(1.5)
        _words(page, line.label, 9, _GREY)
    page.set_left_margin(_MARGIN)


def _words(page: "FPDF", words: str, size: int, colour: tuple[int, int, int]) -> None:
    page.set_font("noto", "", size)
    page.set_text_color(*colour)
    page.multi_cell(0, size * 0.55, printable(page, words), align="L", new_x="LMARGIN",
                    new_y="NEXT")  # fmt: skip
