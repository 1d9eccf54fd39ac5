"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.admin import AdminCommand, AdminResult
from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.clients import ClientsCommand, ClientsResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.holidays import HolidaysCommand, HolidaysResult
from conversations.work.meeting import MeetingCommand, MeetingResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.settings import SettingsCommand, SettingsResult

Command = (
    AnswerCommand
    | BookingCommand
    | DeskCommand
    | MeetingCommand
    | PaymentCommand
    | SettingsCommand
    | AdminCommand
    | HolidaysCommand
    | ClientsCommand
)  # fmt: skip
Result = (
    AnswerResult
    | BookingResult
    | DeskResult
    | MeetingResult
    | PaymentResult
    | SettingsResult
    | AdminResult
    | HolidaysResult
    | ClientsResult
)  # fmt: skip
