"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.admin import AdminCommand, AdminResult
from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.arranged import ArrangedCommand, ArrangedResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.change import ChangeCommand, ChangeResult
from conversations.work.clients import ClientsCommand, ClientsResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.holidays import HolidaysCommand, HolidaysResult
from conversations.work.meeting import MeetingCommand, MeetingResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.records import RecordsCommand, RecordsResult
from conversations.work.session import SessionCommand, SessionResult
from conversations.work.settings import SettingsCommand, SettingsResult

Command = (
    AnswerCommand
    | ArrangedCommand
    | BookingCommand
    | ChangeCommand
    | DeskCommand
    | MeetingCommand
    | PaymentCommand
    | SettingsCommand
    | AdminCommand
    | HolidaysCommand
    | ClientsCommand
    | RecordsCommand
    | SessionCommand
)  # fmt: skip
Result = (
    AnswerResult
    | ArrangedResult
    | BookingResult
    | ChangeResult
    | DeskResult
    | MeetingResult
    | PaymentResult
    | SettingsResult
    | AdminResult
    | HolidaysResult
    | ClientsResult
    | RecordsResult
    | SessionResult
)  # fmt: skip
