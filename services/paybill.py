"""Whether money that somebody is about to pay to the Paybill is welcome (1.7)."""

from datetime import datetime
from enum import StrEnum

from models.values import BookingStatus as S
from services import references
from services.gateways.mpesa_c2b import C2BPayment


class Welcome(StrEnum):
    """M-Pesa's codes for the answer; the payer reads why, and keeps the money."""

    YES = "0"
    UNKNOWN_ACCOUNT = "C2B00012"
    NOTHING_TO_PAY = "C2B00013"
    WRONG_SHORT_CODE = "C2B00015"


#: Late money revives a lapsed booking whose time is still free.
_CAN_BE_PAID = {S.APPROVED, S.EXPIRED}


async def judge(asked: C2BPayment, short_codes: frozenset[str], now: datetime) -> Welcome:
    """One small query. Less or more than what is to pay is welcome, nothing to pay for is not."""
    if asked.shortcode not in short_codes:
        return Welcome.WRONG_SHORT_CODE
    found = await references.candidates(asked.account, now)
    if len(found) != 1:
        return Welcome.UNKNOWN_ACCOUNT
    named = found[0]
    payable = named.status in _CAN_BE_PAID and named.outstanding_minor > 0
    return Welcome.YES if payable or named.moved else Welcome.NOTHING_TO_PAY
