"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.settings import SettingsCommand, SettingsResult

Command = (
    AnswerCommand
    | BookingCommand
    | DeskCommand
    | PaymentCommand
    | SettingsCommand
)  # fmt: skip
Result = (
    AnswerResult
    | BookingResult
    | DeskResult
    | PaymentResult
    | SettingsResult
)  # fmt: skip
