"""How near what a payer typed comes to a reference: a hint for a person, never a decision."""

import re

from services import phones
from services.errors import Refused

_DIGITS = str.maketrans("OILSBZ", "011582")
_LEFT_OUT = re.compile(r"[^0-9OILSBZ]")
#: Slips in a whole reference and in a number alone that still make it a hint.
_SLIPS = ((10, 2), (6, 1))


def of_reference(typed: str, reference: str | None) -> bool:
    """Whether this reference may have been meant: a digit wrong, left out, doubled or swapped."""
    if reference is None:
        return False
    meant = _digits(reference)
    said = _digits(typed)
    return any(
        len(said) >= length - slips and _distance(said, meant[-length:]) <= slips
        for length, slips in _SLIPS
    )


def phone_in(typed: str) -> str | None:
    """A Kenyan mobile number that was typed as account, as E.164."""
    try:
        return phones.payer(typed)
    except Refused:
        return None


def _digits(text: str) -> str:
    plain = text.upper().strip().removeprefix("BK")
    return _LEFT_OUT.sub("", plain).translate(_DIGITS)


def _distance(one: str, other: str) -> int:
    """Characters to change, leave out, add, or swap with their neighbour."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for n, char in enumerate(one, start=1):
        line = [n]
        for m, meant in enumerate(other, start=1):
            cost = min(above[m] + 1, line[m - 1] + 1, above[m - 1] + (char != meant))
            if n > 1 and m > 1 and char == other[m - 2] and one[n - 2] == meant:
                cost = min(cost, before[m - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
