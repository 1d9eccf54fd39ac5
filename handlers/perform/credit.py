"""A client's own money; nobody can ask for another's."""

from conversations.work.credit import (
    CreditCommand,
    CreditGoesBack,
    CreditResult,
    LookAtMoney,
    MoneySeen,
    SendCreditBack,
)
from handlers.sitting import Sitting
from services import money_views, refunds
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: CreditCommand) -> CreditResult:
    me = guest.person_id
    before = await money_views.of(me)
    match command:
        case LookAtMoney():
            return MoneySeen(before)
        case SendCreditBack(expected=expected):
            owed = await refunds.of_credit(me, me, sitting.now, expected)
            if not owed.minor:
                return MoneySeen(await money_views.of(me), changed=True)
            return CreditGoesBack(before)
