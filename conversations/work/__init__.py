"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.change import ChangeCommand, ChangeResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.payment import PaymentCommand, PaymentResult

Command = (
    AnswerCommand
    | BookingCommand
    | ChangeCommand
    | DeskCommand
    | PaymentCommand
)  # fmt: skip
Result = (
    AnswerResult
    | BookingResult
    | ChangeResult
    | DeskResult
    | PaymentResult
)  # fmt: skip
