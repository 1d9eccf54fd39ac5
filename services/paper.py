"""A sheet of paper as PDF: a heading and lines of two columns, in a font that knows most names."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = "NotoSans[wdth,wght].ttf"
#: A5, in millimetres; fpdf2 warns of its own.
_SIZE = (148.0, 210.0)
_MARGIN = 16.0
_LABELS = 42.0
_GREY, _BLACK = (110, 110, 110), (25, 25, 25)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`title` is the document's, `head` the largest line on it; `rows` are labels and values."""

    head: str
    title: str
    rows: Sequence[tuple[str, str]]
    foot: str
    made_at: datetime
    language: str


def pdf(sheet: Sheet) -> bytes:
    """The file: the same bytes each time. A fifth of a second of work: not for the event loop."""
    # Half a second of imports that only the first receipt should wait for.
    from fpdf import FPDF  # noqa: PLC0415 - see above

    page = FPDF(format=_SIZE)
    page.set_margin(_MARGIN)
    with as_file(files("fontpkg_noto_sans") / "files" / FONT) as font:
        page.add_font("noto", "", font)
    page.set_title(sheet.title)
    page.set_lang(sheet.language)
    page.set_creation_date(sheet.made_at)
    page.add_page()
    _line(page, sheet.head, 18, _BLACK)
    _line(page, sheet.title, 12, _GREY)
    page.ln(8)
    for label, value in sheet.rows:
        _row(page, label, value)
    page.ln(8)
    _line(page, sheet.foot, 8, _GREY)
    return bytes(page.output())


def _line(page: "FPDF", words: str, size: int, colour: tuple[int, int, int]) -> None:
    page.set_font("noto", "", size)
    page.set_text_color(*colour)
    page.multi_cell(0, size * 0.55, printable(page, words), new_x="LMARGIN", new_y="NEXT")


def _row(page: "FPDF", label: str, value: str) -> None:
    words = printable(page, value)
    if not words:
        return
    top = page.get_y()
    page.set_font("noto", "", 10)
    page.set_text_color(*_GREY)
    page.multi_cell(_LABELS, 6, printable(page, label), align="L", new_x="RIGHT", new_y="TOP")
    page.set_xy(_MARGIN + _LABELS, top)
    page.set_text_color(*_BLACK)
    page.multi_cell(0, 6, words, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(1.5)


def printable(page: "FPDF", words: str) -> str:
    """Without what the font has no picture of: an emoji in a name would print as an empty box."""
    known = getattr(page.fonts["noto"], "cmap", {})
    composed = unicodedata.normalize("NFC", words)
    return " ".join("".join(sign for sign in composed if ord(sign) in known).split())
