"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.meeting import MeetingCommand, MeetingResult
from conversations.work.payment import PaymentCommand, PaymentResult

Command = (
    AnswerCommand
    | BookingCommand
    | DeskCommand
    | MeetingCommand
    | PaymentCommand
)  # fmt: skip
Result = (
    AnswerResult
    | BookingResult
    | DeskResult
    | MeetingResult
    | PaymentResult
)  # fmt: skip
