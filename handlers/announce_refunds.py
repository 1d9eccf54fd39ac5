"""Telling those whom a refund concerns: its client, and admins where a person is needed."""

from conversations import notices_refunds as notices
from conversations.words import Say
from handlers.sitting import Sitting
from models.values import Money
from services import refund_views
from services.applications import admins
from services.refund_moves import Held


async def done(sitting: Sitting, refund: Held) -> None:
    await _client(sitting, refund, notices.done(await refund_views.of(refund.id)))


async def by_hand(sitting: Sitting, refund: Held) -> None:
    """The client need not do anything; an admin has to."""
    view = await refund_views.of(refund.id)
    await _client(sitting, refund, notices.by_hand(view))
    await _admins(sitting, notices.by_hand_admin(view))


async def unclear(sitting: Sitting, refund: Held) -> None:
    view = await refund_views.of(refund.id)
    await _client(sitting, refund, notices.unclear(view))
    await _admins(sitting, notices.unclear_admin(view))


async def needs_attention(sitting: Sitting, refund: Held) -> None:
    await _admins(sitting, notices.needs_attention_admin(await refund_views.of(refund.id)))


async def left_again(sitting: Sitting, refund: Held) -> None:
    await _admins(sitting, notices.left_again_admin(await refund_views.of(refund.id)))


async def withdrawn(sitting: Sitting, refund: Held, credit: Money) -> None:
    await _client(sitting, refund, notices.withdrawn(await refund_views.of(refund.id), credit))


async def _client(sitting: Sitting, refund: Held, say: Say) -> None:
    if refund.person_id is not None:
        await sitting.tell(refund.person_id, say)


async def _admins(sitting: Sitting, say: Say) -> None:
    for admin in await admins():
        await sitting.tell(admin, say)
