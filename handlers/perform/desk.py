"""Who somebody is, and the lists."""

from dataclasses import replace

from conversations.lists import CLIENTS
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
from services.booking_views import Page
from services.people import Guest


async def perform(
    sitting: Sitting, guest: Guest, command: DeskCommand
) -> BookingsListed | Known | NotPossible:
    match command:
        case ListBookings():
            return await _list(guest, command, sitting)
        case WhoAmI():
            return Known(guest.reader.name, guest.roles, sitting.practice.ussd_code)


async def _list(
    guest: Guest, wanted: ListBookings, sitting: Sitting
) -> BookingsListed | NotPossible:
    if wanted.which is Listing.TODAY and Role.PSYCHOLOGIST not in guest.roles:
        wanted = replace(wanted, which=Listing.EVERYBODY)
    which = wanted.which
    if not _may_read(which, guest):
        return NotPossible("staff_only")
    found = await _page(guest, wanted, sitting)
    return BookingsListed(which, found.bookings, wanted.page, wanted.part, found.more)


def _may_read(which: Listing, guest: Guest) -> bool:
    if which is Listing.EVERYBODY:
        return Role.ADMIN in guest.roles
    return which in CLIENTS or Role.PSYCHOLOGIST in guest.roles


async def _page(guest: Guest, wanted: ListBookings, sitting: Sitting) -> Page:
    me, zone, now, page = guest.person_id, guest.reader.timezone, sitting.now, wanted.page
    match wanted.which:
        case Listing.SESSIONS:
            return await booking_views.of_client(me, now, past=False, page=page)
        case Listing.HISTORY:
            return await booking_views.of_client(me, now, past=True, page=page)
        case Listing.PENDING:
            return await booking_views.pending_for(me, page)
        case Listing.TODAY:
            return await booking_views.today_for(me, zone, now, page)
        case Listing.WEEK:
            return await booking_views.week_for(me, zone, now, page, wanted.part)
        case Listing.PAST:
            return await booking_views.past_for(me, now, page)
        case Listing.EVERYBODY:
            return await booking_views.all_today(zone, now, page)
