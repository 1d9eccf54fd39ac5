"""How a sealed value looks: AES-256-GCM, a nonce of its own, bound to where it lives (I2).

Format 2, which everything is written in: the byte 0x02, the key's version in two bytes, big-endian,
a nonce of 12 bytes, then ciphertext and tag. Its associated data is the place, a bar and the
version, in UTF-8. Format 1, the byte 0x01 and no version, is still read.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.errors import SmilingStepsError

FORMAT, FORMER = 2, 1
NONCE_BYTES = 12
_HEAD = 3


class CannotOpen(SmilingStepsError):
    """Sealed elsewhere, under another key, or damaged; nothing of it is returned."""


def seal(key: bytes, version: int, plain: bytes, binding: str) -> bytes:
    """`binding` names the place: the same bytes anywhere else don't open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    head = bytes([FORMAT]) + version.to_bytes(2, "big")
    return head + nonce + AESGCM(key).encrypt(nonce, plain, _bound(binding, version))


def version_of(sealed: bytes) -> int | None:
    """The version of the key that sealed it; None for the former format, which names none.

    Raises CannotOpen for what is no sealed value.
    """
    match sealed[:1]:
        case b"\x02" if len(sealed) > _HEAD + NONCE_BYTES:
            return int.from_bytes(sealed[1:_HEAD], "big")
        case b"\x01" if len(sealed) > 1 + NONCE_BYTES:
            return None
        case _:
            raise CannotOpen("not a sealed value of a format we know")


def unseal(key: bytes, sealed: bytes, binding: str, *, former: str | None = None) -> bytes:
    """Raises CannotOpen. `former` is the binding in format 1, where it was another one."""
    version = version_of(sealed)
    if version is None:
        start, bound = 1, (binding if former is None else former).encode()
    else:
        start, bound = _HEAD, _bound(binding, version)
    nonce, rest = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, bound)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("wrong place, wrong key, or damaged") from error


def _bound(binding: str, version: int) -> bytes:
    return f"{binding}|{version}".encode()
