"""Who somebody is, and the lists."""

from conversations.work.answer import NotPossible
from conversations.work.desk import (
    BookingsListed,
    DeskCommand,
    Known,
    ListBookings,
    Listing,
    WhoAmI,
)
from handlers.sitting import Sitting
from models.values import Role
from services import booking_views
from services.people import Guest


async def perform(
    sitting: Sitting, guest: Guest, command: DeskCommand
) -> BookingsListed | Known | NotPossible:
    match command:
        case ListBookings(which=which):
            return await _list(guest, which, sitting)
        case WhoAmI():
            return Known(guest.reader.name, guest.roles)


async def _list(guest: Guest, which: Listing, sitting: Sitting) -> BookingsListed | NotPossible:
    me, now = guest.person_id, sitting.now
    if which is Listing.SESSIONS:
        ahead = await booking_views.of_client(me, now, past=False, page=0)
        over = await booking_views.of_client(me, now, past=True, page=0)
        return BookingsListed(which, (ahead.bookings + over.bookings)[:8])
    if Role.PSYCHOLOGIST not in guest.roles:
        return NotPossible("staff_only")
    if which is Listing.PENDING:
        return BookingsListed(which, (await booking_views.pending_for(me, 0)).bookings)
    today = await booking_views.today_for(me, guest.reader.timezone, now)
    return BookingsListed(which, today.bookings)
