"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.arranged import ArrangedCommand, ArrangedResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.records import RecordsCommand, RecordsResult
from conversations.work.session import SessionCommand, SessionResult

Command = (
    AnswerCommand
    | ArrangedCommand
    | BookingCommand
    | DeskCommand
    | PaymentCommand
    | RecordsCommand
    | SessionCommand
)  # fmt: skip
Result = (
    AnswerResult
    | ArrangedResult
    | BookingResult
    | DeskResult
    | PaymentResult
    | RecordsResult
    | SessionResult
)  # fmt: skip
