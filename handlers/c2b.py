"""Money paid by hand to the Paybill: the account that a person typed leads to its booking (M2)."""

import re

import structlog

from handlers import settle
from handlers.sitting import Sitting
from models.values import Money, MoneySource, Provider
from services import references
from services.errors import MalformedCallback
from services.gateways.mpesa_c2b import C2BPayment, parse_c2b
from services.money_in import Arrived

log = structlog.get_logger()

LANE = "c2b:"
#: A Kenyan mobile in full, as lists and notices write it; masked and hashed ones are nobody's.
_MOBILE = re.compile(r"(?:254|0)?([71][0-9]{8})")


async def confirmed(sitting: Sitting, raw: bytes) -> str:
    """Apply one stored confirmation; the answer says what was made of it, for the record."""
    try:
        paid = parse_c2b(raw)
    except MalformedCallback:
        return _refused("malformed")
    if paid.shortcode not in sitting.practice.short_codes:
        return _refused("wrong short code")
    return await came(sitting, paid, MoneySource.C2B)


async def came(sitting: Sitting, paid: C2BPayment, source: MoneySource) -> str:
    """Money that the short code took, from whoever told us: a notice, or the list of all."""
    arrived = Arrived(
        Provider.MPESA, paid.receipt, Money(paid.amount_minor), source,
        account_typed=paid.account, payer=payer(paid), payer_phone=phone(paid.msisdn),
        settled_at=paid.paid_at,
    )  # fmt: skip
    booking_id = await references.find(paid.account, sitting.now)
    return await settle.money_arrived(sitting, arrived, booking_id)


def payer(paid: C2BPayment) -> str:
    """The payer as M-Pesa shows them: a name, and what it leaves of their number."""
    number = paid.msisdn if paid.msisdn and len(paid.msisdn) <= 16 else None
    return ", ".join(part for part in (paid.name, number) if part)


def phone(msisdn: str | None) -> str | None:
    found = _MOBILE.fullmatch(msisdn or "")
    return f"+254{found[1]}" if found else None


def _refused(reason: str) -> str:
    log.error("paybill_notice_refused", reason=reason.replace(" ", "_"), alarm=True)
    return f"refused: {reason}"
