"""References as people type them: every listed slip is read right, and nothing else is (X45)."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import references
from tests.people import NOW, practice
from tests.rows import book

NOISE = st.text(" .-–_/#", max_size=2)


@st.composite
def typed_reference(draw: st.DrawFn) -> tuple[str, str, str]:
    """(year, number, what somebody makes of it)."""
    year = f"20{draw(st.integers(0, 99)):02}"
    number = f"{draw(st.integers(0, 999_999)):06}"
    front, middle = draw(st.sampled_from([("BK", year), ("BK", ""), ("", year), ("", "")]))
    text = front + middle + number
    slips = {"0": "0Oo", "1": "1lIiL"}
    chars = [draw(st.sampled_from(slips.get(char, char + char.lower()))) for char in text]
    noisy = draw(NOISE) + "".join(char + draw(NOISE) for char in chars)
    return middle, number, noisy


@given(typed_reference())
def test_x45_every_slip_of_the_fingers_is_read_right(made: tuple[str, str, str]) -> None:
    year, number, typed = made
    assert references.read(typed) == references.Reference(year or None, number)


@given(st.text(string.ascii_letters + string.digits + " -*+", max_size=20))
def test_x45_nothing_else_is_a_reference(typed: str) -> None:
    said = [char for char in typed.upper() if char.isalnum() or char in "*+"]
    digits = "".join(said).removeprefix("BK").translate(str.maketrans("OIL", "011"))
    plain = digits.isdecimal() and (len(digits) == 6 or (len(digits) == 10 and digits[:2] == "20"))
    if not plain:
        assert references.read(typed) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(typed: str) -> None:
    found = references.read(typed)
    assert found is None or found.number.isdecimal()


@pytest.mark.parametrize(
    "typed",
    ["0712345678", "+254 712 345 678", "254712345678", "712345678", "0110 000 001", "Amina Njeri",
     "session", "", " ", "BK", "BK-2026", "BK-2026-00012", "BK-2026-0001234", "BK-1999-000123",
     "KB-2026-000123", "BK2026000123 thanks", "12345", "2026", "Brian 10:00"],
)  # fmt: skip
def test_x45_what_is_no_reference(typed: str) -> None:
    assert references.read(typed) is None


async def test_x45_a_number_alone_is_an_open_booking_or_nobodys(db: str) -> None:
    assert db
    here = await practice()
    open_, over = (
        await book(here, 48, "approved", reference="BK-2026-000123", approved_at=NOW),
        await book(here, 72, "expired", reference="BK-2026-000124"),
    )
    assert await references.find("bk 2o26 ooo123", NOW) == open_
    assert await references.find("000123", NOW) == open_
    assert await references.find("BK-000l23", NOW) == open_
    assert await references.find("000124", NOW) is None
    assert await references.find("BK2026000124", NOW) == over
    assert await references.find("BK-2025-000123", NOW) is None
    await book(here, 96, "pending", reference="BK-2025-000123")
    assert await references.find("000123", NOW) is None
    assert await references.find("2026 000123", NOW) == open_
