"""`register-urls`: M-Pesa learns where notices of payments by hand go, and opens its list (1.7)."""

import aiohttp

from bot import daraja_parts, paybill_parts
from bot.settings import Settings
from services.gateways.mpesa_c2b import C2BGateway
from services.gateways.mpesa_operator_values import Refused, Registered, Unknown
from services.gateways.mpesa_pull import PullGateway
from webhooks.c2b import CHECK_PATH, CONFIRM_PATH

Outcome = Registered | Refused | Unknown


async def register(settings: Settings, session: aiohttp.ClientSession) -> tuple[list[str], bool]:
    """Do it, as far as the settings go: what was done in words, and whether all is well."""
    line = daraja_parts.line(settings, session)
    secret, phone = paybill_parts.secret(settings), settings.daraja.pull_phone
    base = settings.server.public_url.rstrip("/")
    confirm, check = (f"{base}{path.format(secret=secret)}" for path in (CONFIRM_PATH, CHECK_PATH))
    said: list[str] = []
    well = True
    if secret:
        # Money that can't be judged is taken: it finds its owner later.
        outcome: Outcome = await C2BGateway(line).register(confirm, check, "Completed")
        said.append(_words("Notices of payments by hand", outcome))
        well = isinstance(outcome, Registered)
    else:
        said.append("Notices of payments by hand: off, DARAJA_C2B_SECRET is empty.")
    if phone and secret:
        outcome = await PullGateway(line).register(phone, confirm)
        said.append(_words("The list of payments (Pull Transactions)", outcome))
        well = well and isinstance(outcome, Registered)
    else:
        said.append("The list of payments (Pull Transactions): off, DARAJA_PULL_PHONE is empty.")
    return said, well


def _words(what: str, outcome: Outcome) -> str:
    match outcome:
        case Registered(before=True):
            return (
                f"{what}: registered before, so the addresses of then stay. To change them, delete"
                " them in Daraja's portal (Self Services, URL Management) and run this again."
            )
        case Registered():
            return f"{what}: registered."
        case Refused(code=code, message=message):
            return f"{what}: refused by M-Pesa ({code}: {message})."
        case Unknown(reason=reason):
            return f"{what}: M-Pesa's answer is missing ({reason}). Run this again."
