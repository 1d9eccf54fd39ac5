"""Which machines we call when a person gave the address: those of the internet, never our own.

Judged at the socket, on the very address that is about to be connected to. So it holds for names
that resolve to something else the second time, for redirects, and for numbers in odd spellings.
"""

import errno
import ipaddress
import socket
from typing import Any

import aiohttp

#: Ways to write an IPv4 address inside of an IPv6 one that some network may unwrap again.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
#: Out of use, or kept for what never is on the internet; Python 3.11 doesn't know of these yet.
_NOT_IN_USE = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "::/96", "::ffff:0:0:0/96", "3fff::/20",
                    "5f00::/16")
)  # fmt: skip


class NotPublic(OSError):
    """The name stands for a machine that is none of a calendar's business."""


def is_public(address: str) -> bool:
    """Whether this IP address belongs to somebody on the internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if wrapped is not None:
            return is_public(str(wrapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
        if ip in _NAT64_LOCAL or ip.is_site_local:
            return False
    if any(ip in network for network in _NOT_IN_USE):
        return False
    return ip.is_global and not ip.is_multicast


def connector(*, simulated: bool) -> aiohttp.TCPConnector:
    """Connections to public addresses only; in the simulated world also to this very machine."""

    def checked(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, where = info
        address = str(where[0])
        if not is_public(address) and not (simulated and _is_loopback(address)):
            raise NotPublic(errno.EACCES, "not a public address")
        return socket.socket(family=family, type=kind, proto=protocol)

    return aiohttp.TCPConnector(socket_factory=checked, force_close=True, limit=20)


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
