"""Whom M-Pesa's callbacks may come from: a second line behind the token, off until it is set.

Who called is the connection's other end. Only where that is a proxy of ours is its word believed:
the last hop of X-Forwarded-For that isn't one of our proxies too. What stands further left was
written by whoever called.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from models.database import AWAY
from services import clock, refused_callbacks

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: Somebody's home has all addresses that begin with these bits.
IPV6_PREFIX = 64
#: Where Safaricom posts to; what else comes in is signed, or is a person's browser.
GUARDED = ("/hooks/pay/", "/hooks/c2b/", "/hooks/done/", "/hooks/late/")
FORWARDED = "X-Forwarded-For"
_ACCEPTED = {"ResultCode": 0, "ResultDesc": "Accepted"}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Addresses:
    """`allowed`: who may call, empty for anybody. `proxies`: whose X-Forwarded-For is believed."""

    allowed: tuple[Network, ...] = ()
    proxies: tuple[Network, ...] = ()

    def allow(self, remote: str | None, forwarded: Iterable[str]) -> bool:
        if not self.allowed:
            return True
        caller = self.caller(remote, forwarded)
        return caller is not None and _is_in(caller, self.allowed)

    def caller(self, remote: str | None, forwarded: Iterable[str]) -> Address | None:
        """Who called, None when nobody can tell; `forwarded` are the header's values in order."""
        hops = [hop for value in forwarded for hop in value.split(",")]
        caller = _address(remote or "")
        while caller is not None and hops and _is_in(caller, self.proxies):
            caller = _address(hops.pop())
        return caller


def house(caller: Address | None) -> str:
    """What of an address stays the same for one caller; for use in memory only."""
    if isinstance(caller, ipaddress.IPv6Address):
        return f"{int(caller) >> (128 - IPV6_PREFIX):x}"
    return str(caller or "")


def house_of(remote: str | None) -> str:
    """The same of a connection's other end."""
    return house(_address(remote or ""))


def guard(addresses: Addresses) -> Middleware:
    """Answer a callback from elsewhere like any other, record it, and do nothing with it."""

    @web.middleware
    async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method != "POST" or not request.path.startswith(GUARDED):
            return await handler(request)
        if addresses.allow(request.remote, request.headers.getall(FORWARDED, [])):
            return await handler(request)
        log.warning("callback_refused", reason="address", alarm=True)
        await record(request.path, "address", await request.read())
        return web.json_response(_ACCEPTED)

    return refuse_strangers


async def record(path: str, reason: str, raw: bytes) -> None:
    """What was sent to one of these paths and not even stored is recorded as refused."""
    _, _, source, token, *_ = path.split("/")
    try:
        await refused_callbacks.record(source, reason, token, raw, clock.now())
    except AWAY as error:
        log.warning("refusal_not_recorded", error=type(error).__name__)


def _address(text: str) -> Address | None:
    """Proxies write a port behind it, or brackets around it; IPv4 may come dressed as IPv6."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
