"""The parts that compare our books with the providers', from the settings."""

import aiohttp

from bot import daraja_parts, paystack_parts
from bot.loops import Job
from bot.settings import Settings
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.reconcile import Bookkeeper
from handlers.statements import MpesaStatement, PaystackStatement, Statement
from services import clock
from services.gateways.mpesa_pull import PullGateway
from services.gateways.paystack import PaystackGateway


def jobs(
    settings: Settings, session: aiohttp.ClientSession, practice: Practice, courier: Courier
) -> tuple[Job, ...]:
    """The tick that compares; none where no provider gives us its list."""
    statements: list[Statement] = []
    if settings.daraja.pull_phone is not None:
        statements.append(MpesaStatement(PullGateway(daraja_parts.line(settings, session))))
    business = paystack_parts.paystack(settings)
    if business is not None:
        statements.append(PaystackStatement(PaystackGateway(session, business)))
    books = Bookkeeper(statements, practice, courier, clock.now)
    return (Job("books", 60, books.compare_due),) if statements else ()
