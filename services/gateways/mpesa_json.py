"""Reading JSON from Safaricom without trusting it: types vary, junk happens (3-protocols 1.3)."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

_ID = re.compile(r"[!-~]{1,64}")
_CODE = re.compile(r"[!-~]{1,16}")
_LONG_NUMBER = re.compile(r"\d{7,}")
LARGEST_CODE = 10**15
LONGEST_NUMBER = 40


def read_object(body: bytes) -> Mapping[str, object] | None:
    """The JSON object in `body`, numbers with a point as Decimal; None when there is none."""
    try:
        found = json.loads(body, parse_float=_number, parse_constant=_no_constant)
    # ArithmeticError: an exponent that Decimal cannot hold; RecursionError: "[[[[[[…".
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _number(text: str) -> Decimal:
    """A number that can be reckoned with: "1e9999999999" is one, but no sum of money."""
    found = Decimal(text)
    if abs(found.adjusted()) > LONGEST_NUMBER:
        raise ValueError("a number out of this world")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(name)


def member(found: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object under `key`, or an empty one."""
    value = found.get(key)
    return value if isinstance(value, dict) else {}


def identifier(value: object) -> str | None:
    """A request id: printable ASCII, at most 64."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def code(value: object) -> str | None:
    """A result code as text, whichever of 0, 0.0, "0" and "SFC_IC0003" was sent."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal) and abs(value) < LARGEST_CODE and value == int(value):
        value = int(value)
    if isinstance(value, int):
        return str(value) if abs(value) < LARGEST_CODE else None
    found = value.strip() if isinstance(value, str) else ""
    return found if _CODE.fullmatch(found) else None


def words(value: object, limit: int = 120) -> str:
    """Free text made fit for a row and a log: printable, one line, no long numbers, cut."""
    if not isinstance(value, str):
        return ""
    printable = "".join(char if char.isprintable() else " " for char in value[: limit * 4])
    return _LONG_NUMBER.sub("…", " ".join(printable.split()))[:limit]
