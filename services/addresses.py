"""Links that people type: https, to a host with a name, and nothing hidden in them."""

import re
from urllib.parse import urlsplit

from services.errors import Refused

#: What `bookings.meeting_link` holds.
LONGEST = 200

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_PRINTABLE = re.compile(r"[!-~]+")


class AddressRefused(Refused):
    key = "address_not_https"


def https(typed: str) -> str:
    """The address with its scheme. Raises AddressRefused for what is no safe link to click."""
    words = typed.strip()
    address = words if "://" in words else f"https://{words}"
    if not _PRINTABLE.fullmatch(address) or len(address) > LONGEST:
        raise AddressRefused("not one short word")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise AddressRefused("not an address") from None
    if parts.scheme.lower() != "https" or not _HOST.fullmatch(parts.hostname or ""):
        raise AddressRefused("not https, or no host with a name")
    # Somebody else's name before an @ makes a link look like another.
    if parts.username is not None or parts.password is not None or port not in {None, 443}:
        raise AddressRefused("more in it than an address")
    if any(sign in address for sign in "<>\"'`\\"):
        raise AddressRefused("signs that no address has")
    return parts.geturl()
