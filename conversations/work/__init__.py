"""What dialogues ask of the shell, and what answers them: a module a noun."""

from conversations.work.answer import AnswerCommand, AnswerResult
from conversations.work.applications import ApplicationsCommand, ApplicationsResult
from conversations.work.booking import BookingCommand, BookingResult
from conversations.work.catalogue import CatalogueCommand, CatalogueResult
from conversations.work.desk import DeskCommand, DeskResult
from conversations.work.payment import PaymentCommand, PaymentResult
from conversations.work.profile import ProfileCommand, ProfileResult

Command = (
    AnswerCommand
    | ApplicationsCommand
    | BookingCommand
    | CatalogueCommand
    | DeskCommand
    | PaymentCommand
    | ProfileCommand
)  # fmt: skip
Result = (
    AnswerResult
    | ApplicationsResult
    | BookingResult
    | CatalogueResult
    | DeskResult
    | PaymentResult
    | ProfileResult
)  # fmt: skip
