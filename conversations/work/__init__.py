"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.admin import AdminCommand, AdminResult
from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.applications import ApplicationsCommand, ApplicationsResult
from conversations.work.arranged import ArrangedCommand, ArrangedResult
from conversations.work.availability import AvailabilityCommand, AvailabilityResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.books import BooksCommand, BooksResult
from conversations.work.by_phone import ByPhoneCommand, ByPhoneResult
from conversations.work.calendar import CalendarCommand, CalendarResult
from conversations.work.card import CardCommand, CardResult
from conversations.work.catalogue import CatalogueCommand, CatalogueResult
from conversations.work.change import ChangeCommand, ChangeResult
from conversations.work.clients import ClientsCommand, ClientsResult
from conversations.work.consents import ConsentsCommand, ConsentsResult
from conversations.work.credit import CreditCommand, CreditResult
from conversations.work.danger import DangerCommand, DangerResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.for_them import ForThemCommand, ForThemResult
from conversations.work.holidays import HolidaysCommand, HolidaysResult
from conversations.work.intake import IntakeCommand, IntakeResult
from conversations.work.leave import LeaveCommand, LeaveResult
from conversations.work.meeting import MeetingCommand, MeetingResult
from conversations.work.paidproof import PaidProofCommand, PaidProofResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.privacy import PrivacyCommand, PrivacyResult
from conversations.work.profile import ProfileCommand, ProfileResult
from conversations.work.reading import ReadingCommand, ReadingResult
from conversations.work.receipts import ReceiptsCommand, ReceiptsResult
from conversations.work.records import RecordsCommand, RecordsResult
from conversations.work.refunds import RefundsCommand, RefundsResult
from conversations.work.reminders import RemindersCommand, RemindersResult
from conversations.work.session import SessionCommand, SessionResult
from conversations.work.settings import SettingsCommand, SettingsResult
from conversations.work.unallocated import UnallocatedCommand, UnallocatedResult

Command = (
    AdminCommand
    | AnswerCommand
    | ApplicationsCommand
    | ArrangedCommand
    | AvailabilityCommand
    | BookingCommand
    | BooksCommand
    | ByPhoneCommand
    | CalendarCommand
    | CardCommand
    | CatalogueCommand
    | ChangeCommand
    | ClientsCommand
    | ConsentsCommand
    | CreditCommand
    | DangerCommand
    | DeskCommand
    | ForThemCommand
    | HolidaysCommand
    | IntakeCommand
    | LeaveCommand
    | MeetingCommand
    | PaidProofCommand
    | PaymentCommand
    | PrivacyCommand
    | ProfileCommand
    | ReadingCommand
    | ReceiptsCommand
    | RecordsCommand
    | RefundsCommand
    | RemindersCommand
    | SessionCommand
    | SettingsCommand
    | UnallocatedCommand
)  # fmt: skip
Result = (
    AdminResult
    | AnswerResult
    | ApplicationsResult
    | ArrangedResult
    | AvailabilityResult
    | BookingResult
    | BooksResult
    | ByPhoneResult
    | CalendarResult
    | CardResult
    | CatalogueResult
    | ChangeResult
    | ClientsResult
    | ConsentsResult
    | CreditResult
    | DangerResult
    | DeskResult
    | ForThemResult
    | HolidaysResult
    | IntakeResult
    | LeaveResult
    | MeetingResult
    | PaidProofResult
    | PaymentResult
    | PrivacyResult
    | ProfileResult
    | ReadingResult
    | ReceiptsResult
    | RecordsResult
    | RefundsResult
    | RemindersResult
    | SessionResult
    | SettingsResult
    | UnallocatedResult
)  # fmt: skip
