"""How long a text is on the air: its encoding, its billed parts, its septets (3-protocols 2.5)."""

from __future__ import annotations

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("\f^{}\\[~]|€")


def is_gsm(text: str) -> bool:
    """Whether every character is in GSM 03.38, its extension included."""
    return all(char in _GSM or char in _GSM_TWICE for char in text)


def septets(text: str) -> int:
    """How much room a text in GSM-7 takes; a character of the extension takes two."""
    return sum(2 if char in _GSM_TWICE else 1 for char in text)


def plain(text: str) -> str:
    """As a phone shows what the network could not carry: a question mark for each."""
    return "".join(char if char in _GSM or char in _GSM_TWICE else "?" for char in text)


def measure(text: str) -> tuple[str, int]:
    """Encoding and billed parts: 160 then 153 septets, or 70 then 67 UTF-16 units."""
    if is_gsm(text):
        return "GSM-7", _parts([septets(char) for char in text], 160, 153)
    return "UCS-2", _parts([2 if ord(char) > 0xFFFF else 1 for char in text], 70, 67)


def _parts(sizes: list[int], alone: int, together: int) -> int:
    if sum(sizes) <= alone:
        return 1
    parts, left = 1, together
    for size in sizes:
        # A character is never cut in two.
        if size > left:
            parts, left = parts + 1, together
        left -= size
    return parts
