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
        return BookingsListed(which, await booking_views.of_client(me, now))
    if which is Listing.TODAY and guest.roles & {Role.PSYCHOLOGIST, Role.ADMIN} == {Role.ADMIN}:
        everybody, _ = await booking_views.today_everywhere(guest.reader.timezone, now, size=20)
        return BookingsListed(which, everybody)
    if Role.PSYCHOLOGIST not in guest.roles:
        return NotPossible("staff_only")
    if which is Listing.PENDING:
        return BookingsListed(which, await booking_views.pending_for(me))
    return BookingsListed(which, await booking_views.today_for(me, guest.reader.timezone, now))
