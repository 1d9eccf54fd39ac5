"""From a dialogue's command to a service and back to an event: a module a noun."""

from typing import assert_never
from uuid import UUID

from conversations.work import Command, Result
from conversations.work.admin import AdminCommand
from conversations.work.answer import AnswerCommand, NotPossible
from conversations.work.arranged import ArrangedCommand
from conversations.work.booking import BookingCommand
from conversations.work.change import ChangeCommand
from conversations.work.clients import ClientsCommand
from conversations.work.desk import DeskCommand
from conversations.work.holidays import HolidaysCommand
from conversations.work.meeting import MeetingCommand
from conversations.work.payment import PaymentCommand
from conversations.work.records import RecordsCommand
from conversations.work.session import SessionCommand
from conversations.work.settings import SettingsCommand
from handlers.perform import (
    admin,
    answer,
    arranged,
    booking,
    change,
    clients,
    desk,
    holidays,
    meeting,
    payment,
    records,
    session,
    settings,
)
from handlers.sitting import Sitting
from services.access import access_booking
from services.errors import Outdated, Refused
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: Command) -> Result:
    """Do what a dialogue asked for. What a rule refuses comes back as NotPossible."""
    try:
        return await _perform(sitting, guest, command)
    except Outdated as outdated:
        about = getattr(command, "booking", None)
        if not isinstance(about, UUID):
            return NotPossible(outdated.key)
        # How the booking of a stale button stands now, for whoever may know it.
        present = await access_booking(about, guest.person_id)
        return NotPossible("outdated_booking", present.booking)
    except Refused as refused:
        return NotPossible(refused.key)


async def _perform(sitting: Sitting, guest: Guest, command: Command) -> Result:
    if isinstance(command, BookingCommand):
        return await booking.perform(sitting, guest, command)
    if isinstance(command, ChangeCommand):
        return await change.perform(sitting, guest, command)
    if isinstance(command, AnswerCommand):
        return await answer.perform(sitting, guest, command)
    if isinstance(command, PaymentCommand):
        return await payment.perform(sitting, guest, command)
    if isinstance(command, DeskCommand):
        return await desk.perform(sitting, guest, command)
    if isinstance(command, MeetingCommand):
        return await meeting.perform(sitting, guest, command)
    if isinstance(command, SettingsCommand):
        return await settings.perform(sitting, guest, command)
    if isinstance(command, AdminCommand):
        return await admin.perform(sitting, guest, command)
    if isinstance(command, HolidaysCommand):
        return await holidays.perform(sitting, guest, command)
    if isinstance(command, ClientsCommand):
        return await clients.perform(sitting, guest, command)
    if isinstance(command, SessionCommand):
        return await session.perform(sitting, guest, command)
    if isinstance(command, RecordsCommand):
        return await records.perform(sitting, guest, command)
    if isinstance(command, ArrangedCommand):
        return await arranged.perform(sitting, guest, command)
    assert_never(command)
