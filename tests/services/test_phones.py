"""Phone numbers as people type them (P4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import Refused
from services.phones import NotANumber, NotKenyan, NotMobile, payer

SUBSCRIBERS = st.builds(
    "{}{:08}".format, st.sampled_from("71"), st.integers(min_value=0, max_value=99_999_999)
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0712345678", "+254712345678"),
        ("0112345678", "+254112345678"),
        ("0100000000", "+254100000000"),
        ("254712345678", "+254712345678"),
        ("254112345678", "+254112345678"),
        ("+254712345678", "+254712345678"),
        ("+254 712 345 678", "+254712345678"),
        ("+254 7 12 34 56 78", "+254712345678"),
        ("+254 (0) 712 345678", "+254712345678"),
        ("0712-345-678", "+254712345678"),
        ("(0712) 345678", "+254712345678"),
        ("  0712 345 678\n", "+254712345678"),
        ("00 254 712 345678", None),
        ("000254712345678", "+254712345678"),  # Kenya dials 000 to go abroad
        ("712345678", "+254712345678"),
        ("٠٧١٢٣٤٥٦٧٨", "+254712345678"),
    ],
)
def test_p4_what_is_a_payers_number(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(Refused):
            payer(typed)
    else:
        assert payer(typed) == kept


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", NotANumber),
        ("my number", NotANumber),
        ("071234567", NotANumber),
        ("07123456789", NotANumber),
        ("25471234567", NotANumber),
        ("+254", NotANumber),
        ("1", NotANumber),
        ("0" * 400, NotANumber),
        ("+255712345678", NotKenyan),
        ("+49 30 901820", NotKenyan),
        ("+1 202 555 0123", NotKenyan),
        ("0202345678", NotMobile),
        ("+254 20 2345678", NotMobile),
        ("0800 123 456", NotMobile),
    ],
)
def test_p4_what_is_none_is_refused_with_its_reason(typed: str, refusal: type[Refused]) -> None:
    with pytest.raises(Refused) as refused:
        payer(typed)
    assert type(refused.value) is refusal
    assert typed not in str(refused.value) or not typed


@given(SUBSCRIBERS, st.sampled_from(["0", "254", "+254", ""]), st.data())
def test_p4_any_spacing_of_any_form_is_the_same_number(
    subscriber: str, prefix: str, data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", "", " ", "-", "."]), min_size=9, max_size=9))
    typed = prefix + "".join(gap + digit for gap, digit in zip(gaps, subscriber, strict=True))
    assert payer(typed) == f"+254{subscriber}"


@given(st.one_of(st.text(), st.text("0123456789+- ()", max_size=20)))
def test_p4_anything_typed_is_a_number_that_stays_itself_or_is_refused(typed: str) -> None:
    try:
        kept = payer(typed)
    except Refused:
        return
    assert kept.startswith(("+2547", "+2541"))
    assert len(kept) == 13
    assert kept[1:].isascii()
    assert kept[1:].isdigit()
    assert payer(kept) == kept
