"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.availability import AvailabilityCommand, AvailabilityResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.leave import LeaveCommand, LeaveResult
from conversations.work.payment import PaymentCommand, PaymentResult

Command = (
    AnswerCommand
    | AvailabilityCommand
    | BookingCommand
    | DeskCommand
    | LeaveCommand
    | PaymentCommand
)  # fmt: skip
Result = (
    AnswerResult
    | AvailabilityResult
    | BookingResult
    | DeskResult
    | LeaveResult
    | PaymentResult
)  # fmt: skip
