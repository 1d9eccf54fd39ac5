"""Which network a number is of, as Africa's Talking names them (3-protocols 2.3)."""

from __future__ import annotations

SAFARICOM, AIRTEL, TELKOM, EQUITEL = "63902", "63903", "63907", "63999"
#: Africa's Talking's own code of its sandbox; here for everybody outside Kenya.
ELSEWHERE = "99999"
KENYA = "254"

#: The first digits after 254.
_PREFIXES = {
    AIRTEL: ("10", "73", "750", "751", "752", "753", "754", "755", "756", "762", "78"),
    TELKOM: ("77",),
    EQUITEL: ("763", "764", "765", "766"),
}


def network_code(number: str) -> str:
    """The code for `number`, digits only with the country's code in front."""
    if not number.startswith(KENYA):
        return ELSEWHERE
    for code, prefixes in _PREFIXES.items():
        if number.removeprefix(KENYA).startswith(prefixes):
            return code
    return SAFARICOM
