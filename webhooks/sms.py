"""What Africa's Talking tells us: SMS from phones, delivery reports, opt-outs (3-protocols 2.3).

Nothing is signed: the secret in the path is all that says who speaks, and without one the addresses
don't exist. A row is stored, then answered with 200, then worked on. A lane is called by a keyed
hash of the number, so that one phone's SMS are worked on in order and no lane names a phone.
"""

import hashlib
import hmac
import secrets

import structlog
from aiohttp import web

from services import clock
from services.gateways.texting import (
    InboundSms,
    digest,
    parse_inbound,
    parse_opt_out,
    parse_report,
)
from services.inbox import Arrival
from webhooks import addresses
from webhooks.telegram import Receive
from webhooks.visitors import guessed

log = structlog.get_logger()

START = "/hooks/sms/"
INBOUND_PATH = f"{START}{{secret}}/inbound"
REPORT_PATH = f"{START}{{secret}}/report"
OPT_OUT_PATH = f"{START}{{secret}}/optout"
INBOUND, REPORT, OPT_OUT = "sms_in", "sms_report", "sms_optout"
LANE, REPORTS_LANE = "sms:", "smsreport:"
#: Of a form, in bytes: ten parts of an SMS, escaped, and all other fields.
LARGEST = 16 * 1024
#: A date further from now than this, in seconds, says nothing of the order.
BELIEVED = 7 * 24 * 3600


def routes(receive: Receive, secret: str) -> list[web.RouteDef]:
    if not secret:
        return []

    async def take(request: web.Request) -> web.Response:
        raw = await request.read()
        await check_secret(request, secret, raw)
        if len(raw) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(raw))
        await receive([_ARRIVALS[request.path.rpartition("/")[2]](raw, secret)])
        return web.Response()

    return [web.post(path, take) for path in (INBOUND_PATH, REPORT_PATH, OPT_OUT_PATH)]


async def check_secret(request: web.Request, secret: str, raw: bytes) -> None:
    """Raises 404 for whoever doesn't know the secret, and 429 for who guesses."""
    if not names_secret(request.path, secret):
        await guessed(request)
        log.warning("sms_callback_refused", reason="wrong_secret")
        await addresses.record(request.path, "wrong secret", raw)
        raise web.HTTPNotFound


def names_secret(path: str, secret: str) -> bool:
    """Whether the address has the secret in it."""
    said, _, _ = path.removeprefix(START).partition("/")
    return bool(secret) and hmac.compare_digest(said.encode(), secret.encode())


def inbound(raw: bytes, secret: str) -> Arrival:
    """The sender's own id names it; one without is named by what its fields say."""
    sms = parse_inbound(raw)
    name = sms.id or digest(raw)
    return Arrival(INBOUND, name, _lane(sms.phone, secret), _position(sms), raw)


def report(raw: bytes, _secret: str) -> Arrival:
    """The same report again is the same row; reports of one message keep their order."""
    found = parse_report(raw)
    lane = hashlib.sha256(found.id.encode()).hexdigest()[:32] if found else "-"
    return Arrival(REPORT, digest(raw), f"{REPORTS_LANE}{lane}", 0, raw)


def opt_out(raw: bytes, secret: str) -> Arrival:
    """Whoever has come back may leave again with the same words: each is a row of its own."""
    phone = parse_opt_out(raw)
    now = int(clock.now().timestamp())
    return Arrival(OPT_OUT, secrets.token_hex(16), _lane(phone, secret), now, raw)


_ARRIVALS = {"inbound": inbound, "report": report, "optout": opt_out}


def _lane(phone: str | None, secret: str) -> str:
    if phone is None:
        return f"{LANE}-"
    return f"{LANE}{hmac.digest(secret.encode(), phone.encode(), hashlib.sha256).hex()[:32]}"


def _position(sms: InboundSms) -> int:
    """By the second in which it was sent, which is as exact as they tell."""
    now = int(clock.now().timestamp())
    sent = int(sms.sent_at.timestamp()) if sms.sent_at else now
    return sent if abs(now - sent) < BELIEVED else now
