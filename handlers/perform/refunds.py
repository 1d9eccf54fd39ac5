"""What an admin decides about a refund; the role is asked for at each command (M6)."""

from uuid import UUID

import structlog

from conversations.work.refunds import (
    ItWasSent,
    KeepAsCredit,
    ListRefunds,
    OpenRefund,
    PaidOut,
    RefundDecided,
    RefundFound,
    RefundsCommand,
    RefundsListed,
    RefundsResult,
    SendAgain,
)
from handlers import refund_decisions
from handlers.sitting import Sitting
from models.values import Role
from services import mpesa_requests, refund_moves, refund_views
from services.access import require_role
from services.errors import NotYours
from services.people import Guest
from services.refund_moves import Held

log = structlog.get_logger()


async def perform(sitting: Sitting, guest: Guest, command: RefundsCommand) -> RefundsResult:
    me = guest.person_id
    await require_role(me, Role.ADMIN)
    if isinstance(command, ListRefunds):
        return RefundsListed(*await refund_views.open_ones(command.page))
    if isinstance(command, OpenRefund):
        return RefundFound(await refund_views.named(command.refund))
    refund = await _held(command.refund)
    log.info("refund_decided", refund_id=refund.id, person_id=me, kind=type(command).__name__)
    match command:
        case PaidOut(code=code):
            await refund_decisions.paid_out(sitting, refund, code, me)
        case ItWasSent(code=code):
            await refund_decisions.was_sent(sitting, refund, code, me)
        case SendAgain():
            await refund_decisions.send_again(sitting, refund)
        case KeepAsCredit():
            await refund_decisions.keep_as_credit(sitting, refund, me)
    return RefundDecided(await refund_views.named(command.refund))


async def _held(public_id: UUID) -> Held:
    """Its request is locked before it, as by whoever applies a result."""
    refund_id = await refund_views.id_of(public_id)
    await mpesa_requests.open_payout_of(refund_id)
    refund = await refund_moves.lock(refund_id)
    if refund is None:
        raise NotYours("no such refund")
    return refund
