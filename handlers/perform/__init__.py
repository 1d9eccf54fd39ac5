"""From a dialogue's command to a service and back to an event: a module a noun."""

from collections.abc import Awaitable, Callable
from typing import Any, get_args
from uuid import UUID

from conversations.work import Command, Result
from conversations.work.admin import AdminCommand
from conversations.work.answer import AnswerCommand, NotPossible
from conversations.work.applications import ApplicationsCommand
from conversations.work.arranged import ArrangedCommand
from conversations.work.availability import AvailabilityCommand
from conversations.work.booking import BookingCommand
from conversations.work.books import BooksCommand
from conversations.work.by_phone import ByPhoneCommand
from conversations.work.calendar import CalendarCommand
from conversations.work.card import CardCommand
from conversations.work.catalogue import CatalogueCommand
from conversations.work.change import ChangeCommand
from conversations.work.clients import ClientsCommand
from conversations.work.consents import ConsentsCommand
from conversations.work.credit import CreditCommand
from conversations.work.danger import DangerCommand
from conversations.work.desk import DeskCommand
from conversations.work.for_them import ForThemCommand
from conversations.work.holidays import HolidaysCommand
from conversations.work.intake import IntakeCommand
from conversations.work.leave import LeaveCommand
from conversations.work.meeting import MeetingCommand
from conversations.work.paidproof import PaidProofCommand
from conversations.work.payment import PaymentCommand
from conversations.work.privacy import PrivacyCommand
from conversations.work.profile import ProfileCommand
from conversations.work.reading import ReadingCommand
from conversations.work.receipts import ReceiptsCommand
from conversations.work.records import RecordsCommand
from conversations.work.refunds import RefundsCommand
from conversations.work.reminders import RemindersCommand
from conversations.work.session import SessionCommand
from conversations.work.settings import SettingsCommand
from conversations.work.unallocated import UnallocatedCommand
from handlers.perform import (
    admin,
    answer,
    applications,
    arranged,
    availability,
    booking,
    books,
    by_phone,
    calendar,
    card,
    catalogue,
    change,
    clients,
    consents,
    credit,
    danger,
    desk,
    for_them,
    holidays,
    intake,
    leave,
    meeting,
    paidproof,
    payment,
    privacy,
    profile,
    reading,
    receipts,
    records,
    refunds,
    reminders,
    session,
    settings,
    unallocated,
)
from handlers.sitting import Sitting
from services.access import access_booking
from services.errors import Outdated, Refused
from services.people import Guest
from services.vault import KeyDestroyed

Performer = Callable[[Sitting, Guest, Any], Awaitable[Result]]

_NOUNS: tuple[tuple[Any, Performer], ...] = (
    (AdminCommand, admin.perform),
    (AnswerCommand, answer.perform),
    (ApplicationsCommand, applications.perform),
    (ArrangedCommand, arranged.perform),
    (AvailabilityCommand, availability.perform),
    (BookingCommand, booking.perform),
    (BooksCommand, books.perform),
    (ByPhoneCommand, by_phone.perform),
    (CalendarCommand, calendar.perform),
    (CardCommand, card.perform),
    (CatalogueCommand, catalogue.perform),
    (ChangeCommand, change.perform),
    (ClientsCommand, clients.perform),
    (ConsentsCommand, consents.perform),
    (CreditCommand, credit.perform),
    (DangerCommand, danger.perform),
    (DeskCommand, desk.perform),
    (ForThemCommand, for_them.perform),
    (HolidaysCommand, holidays.perform),
    (IntakeCommand, intake.perform),
    (LeaveCommand, leave.perform),
    (MeetingCommand, meeting.perform),
    (PaidProofCommand, paidproof.perform),
    (PaymentCommand, payment.perform),
    (PrivacyCommand, privacy.perform),
    (ProfileCommand, profile.perform),
    (ReadingCommand, reading.perform),
    (ReceiptsCommand, receipts.perform),
    (RecordsCommand, records.perform),
    (RefundsCommand, refunds.perform),
    (RemindersCommand, reminders.perform),
    (SessionCommand, session.perform),
    (SettingsCommand, settings.perform),
    (UnallocatedCommand, unallocated.perform),
)
#: Each command, with the function whose exhaustive match knows it.
PERFORMERS: dict[type, Performer] = {
    command: performer
    for commands, performer in _NOUNS
    for command in get_args(commands) or (commands,)
}


async def perform(sitting: Sitting, guest: Guest, command: Command) -> Result:
    """Do what a dialogue asked for. What a rule refuses comes back as NotPossible."""
    try:
        return await PERFORMERS[type(command)](sitting, guest, command)
    except Outdated as outdated:
        about = getattr(command, "booking", None)
        if not isinstance(about, UUID):
            return NotPossible(outdated.key)
        # How the booking of a stale button stands now, for whoever may know it.
        present = await access_booking(about, guest.person_id)
        return NotPossible("outdated_booking", present.booking)
    except KeyDestroyed:
        return NotPossible("told_by_somebody_forgotten")
    except Refused as refused:
        return NotPossible(refused.key)
