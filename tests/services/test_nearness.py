"""What comes near a reference is a hint for a person: slips of a finger, and not much more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import nearness

REFERENCE = "BK-2026-000123"


@pytest.mark.parametrize(
    "typed",
    ["BK-2026-000123", "bk 2026 000132", "BK-2026-00123", "2026000124", "BK-2O26-0OO123",
     "BK-2026-0001233", "000132", "00123", "BK-2025-000123", "BX-2026-000123"],
)  # fmt: skip
def test_it_may_have_been_meant(typed: str) -> None:
    assert nearness.of_reference(typed, REFERENCE)


@pytest.mark.parametrize(
    "typed", ["", "Amina", "0712000001", "254712000001", "BK-2026-987654", "999999", "2026", "123"]
)
def test_it_was_not(typed: str) -> None:
    assert not nearness.of_reference(typed, REFERENCE)
    assert not nearness.of_reference(typed, None)


@given(st.integers(0, 9), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_near(place: int, digit: str) -> None:
    digits = "2026000123"
    assert nearness.of_reference(digits[:place] + digit + digits[place + 1 :], REFERENCE)


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    nearness.of_reference(typed, REFERENCE)
    nearness.phone_in(typed)


def test_a_phone_that_was_typed_as_account() -> None:
    assert nearness.phone_in("0712 000 001") == "+254712000001"
    assert nearness.phone_in(REFERENCE) is None
