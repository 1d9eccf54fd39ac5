"""Which addresses a button may open as a Mini App."""

import ipaddress
from urllib.parse import urlsplit


def problem(url: str) -> str | None:
    """What the real server says of this address, or None when it takes it.

    The one leniency of the simulator, as of Telegram's own test environment: http is good enough,
    but only on this machine, where no certificate can be had.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "Wrong HTTP URL"
    if parts.scheme in ("http", "https") and is_loopback(host):
        return None
    if parts.scheme != "https":
        return "Only HTTPS links are allowed"
    # A host without a dot is no public address.
    if "." not in host or any(char.isspace() for char in url):
        return "Wrong HTTP URL"
    return None


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
