"""Moves of a booking, each in a transaction of its own, as the shell makes them."""

from datetime import datetime, timedelta

from models.views import BookingView
from services import bookings
from services.access import access_booking
from services.transaction import transaction
from tests.people import NOW, POLICY, Practice, hold, hours, service

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


async def requested(
    here: Practice, at: float = 48, *, needs_approval: bool = True, now: datetime = NOW
) -> BookingView:
    """Amina's request for a session so many hours from NOW."""
    offered = await service(here.psychologist, needs_approval=needs_approval)
    held = await hold(here, here.amina, hours(at), service_id=offered, now=now)
    assert isinstance(held, BookingView)
    async with transaction():
        asked = await bookings.request(held.id, here.amina, POLICY, now)
    assert asked is not None
    return asked


async def approve(
    asked: BookingView, by: int, *, version: int | None = None, now: datetime = NOW
) -> BookingView:
    async with transaction():
        return await bookings.approve(
            asked.public_id, asked.version if version is None else version, by, POLICY, now
        )


async def decline(asked: BookingView, by: int, *, now: datetime = NOW) -> BookingView:
    async with transaction():
        return await bookings.decline(asked.public_id, asked.version, by, now)


async def confirm(asked: BookingView, *, now: datetime = NOW) -> bool:
    async with transaction():
        return await bookings.confirm(asked.id, "https://meet.example/a", now)


async def lapse_all(now: datetime) -> list[bookings.Lapsed]:
    lapsed = []
    while (one := await bookings.lapse_one(now)) is not None:
        lapsed.append(one)
    return lapsed


async def seen(asked: BookingView) -> BookingView:
    return (await access_booking(asked.public_id, asked.client_id)).booking


# Whose it is (X63)
