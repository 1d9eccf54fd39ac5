"""Paper: what is on it can be read again, in names from everywhere."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from services.paper import Sheet, pdf
from tests.people import NOW

SHEET = Sheet("Smiling Steps", "Receipt no. 12", (("Received from", "Amina"),), "Thanks", NOW, "en")


def read(file: bytes) -> str:
    (page,) = PdfReader(BytesIO(file)).pages
    return page.extract_text()


def test_m8_names_print_as_they_are_written() -> None:
    names = "Wanjirũ Mũthoni, Ọláídé Ṣóyínká, Zoë Łukasz, Жанна, Ελένη, Nguyễn"
    file = pdf(replace(SHEET, rows=(("Received from", names),)))
    assert file.startswith(b"%PDF-")
    assert names in " ".join(read(file).split())


def test_m8_what_no_font_of_ours_has_is_left_out_and_breaks_nothing() -> None:
    rows = (("Received from", "Amina 🌸 中"), ("Empty", "🌸"), ("Long", "word " * 60))
    words = read(pdf(replace(SHEET, rows=rows)))
    assert "Amina\n" in words
    assert "🌸" not in words
    assert "Empty" not in words


def test_m8_the_same_receipt_is_the_same_file() -> None:
    assert pdf(SHEET) == pdf(SHEET)
