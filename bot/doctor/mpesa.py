"""M-Pesa: the app's keys, the number, notices of payments by hand, and the operator."""

import re
from datetime import timedelta

from cryptography import x509

from bot import daraja_parts
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from bot.settings_types import is_loopback
from services.gateways.mpesa_credential import CERTIFICATE
from services.gateways.mpesa_line import NotAsked

PASSKEY = re.compile(r"[0-9a-f]{64}")
SOON = timedelta(days=30)


async def _token(visit: Visit) -> list[Finding]:
    """As the program does: the token that is there, a new one only when it must be.

    Daraja ends a token when it gives the next, so asking past the others would disturb them.
    """
    try:
        token = await daraja_parts.line(visit.settings, visit.session).token()
    except NotAsked as error:
        if error.retry_after is None:
            todo = "Copy both anew from Daraja's portal, of the app for DARAJA_URL's environment."
            said = "M-Pesa: refuses DARAJA_CONSUMER_KEY or DARAJA_CONSUMER_SECRET."
            return [wrong(said, todo)]
        return [wrong("M-Pesa: gives no access token just now.", "Try again in a few minutes.")]
    minutes = int((token.expires_at - visit.now).total_seconds() // 60)
    return [good(f"M-Pesa: the access token is good for another {minutes} minutes.")]


async def _number(visit: Visit) -> list[Finding]:
    daraja = visit.settings.daraja
    if is_loopback(daraja.url):
        return [good("M-Pesa: number and passkey are the simulator's.")]
    if not PASSKEY.fullmatch(daraja.passkey.get_secret_value()):
        todo = "Copy it anew from Safaricom's e-mail: 64 of 0-9 and a-f, nothing around them."
        return [warning("M-Pesa: DARAJA_PASSKEY does not look like a passkey.", todo)]
    if "sandbox" in daraja.url:
        todo = "To serve people: DARAJA_URL, keys, number and passkey of production."
        return [warning("M-Pesa: this is the sandbox, no real money moves.", todo)]
    return [good("M-Pesa: number and passkey have the right form.")]


async def _by_hand(visit: Visit) -> list[Finding]:
    if visit.settings.daraja.c2b_secret is None:
        return [warning(
            "M-Pesa: no notices of payments by hand come, as DARAJA_C2B_SECRET is empty.",
            "Set it (openssl rand -hex 24), then `python -m bot register-urls` once.",
        )]  # fmt: skip
    return [good("M-Pesa: notices of payments by hand have an address (register-urls).")]


async def _operator(visit: Visit) -> list[Finding]:
    operator = visit.settings.operator
    if operator is None:
        return [good("M-Pesa: no operator, so refunds are listed for you to send by hand.")]
    pem = operator.certificate.encode()
    if CERTIFICATE not in pem:
        return [good("M-Pesa: the operator's certificate is a bare key, which has no end.")]
    ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    if ends > visit.now + SOON:
        return [good(f"M-Pesa: the operator's certificate is good until {ends:%d %B %Y}.")]
    when = "ended on" if ends <= visit.now else "ends on"
    return [warning(
        f"M-Pesa: the operator's certificate {when} {ends:%d %B %Y}.",
        "Get the present one from Daraja's portal and put it into DARAJA_CERTIFICATE.",
    )]  # fmt: skip


CHECKS = (
    # Longer than the gateway waits: a token that was given must be kept.
    Check("M-Pesa", _token, needs_database=True, seconds=45.0),
    Check("M-Pesa", _number),
    Check("M-Pesa", _by_hand),
    Check("M-Pesa", _operator),
)
