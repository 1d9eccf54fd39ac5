"""Receipts for whoever paid, or for an admin."""

from conversations.work.receipts import (
    FindReceipt,
    FindReceiptsOf,
    ListReceipts,
    ReceiptsCommand,
    ReceiptsFound,
    ReceiptsListed,
    ReceiptsResult,
)
from handlers.sitting import Sitting
from models.moves import Actor
from services import receipts
from services.access import access_booking_as
from services.people import Guest


async def perform(_sitting: Sitting, guest: Guest, command: ReceiptsCommand) -> ReceiptsResult:
    match command:
        case ListReceipts(page=page):
            return ReceiptsListed(*await receipts.of_person(guest.person_id, page))
        case FindReceipt(receipt=receipt):
            return ReceiptsFound((await receipts.access(receipt, guest.person_id),))
        case FindReceiptsOf(booking=public_id):
            mine = (Actor.CLIENT, Actor.ADMIN)
            booking = await access_booking_as(public_id, guest.person_id, *mine)
            return ReceiptsFound(await receipts.of_booking(booking.id))
