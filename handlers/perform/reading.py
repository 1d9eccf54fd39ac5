"""Reading what a client told: opened, written down, and the psychologist told of an admin."""

from typing import assert_never

from conversations.booking_screens import details
from conversations.words import Say
from conversations.work.reading import (
    BreakGlass,
    GlassBroken,
    ReadingCommand,
    ReadingResult,
    ReadTold,
    ToldRead,
)
from handlers.sitting import Sitting
from models.intake_form import Answer
from services import intake_reading
from services.intake_reading import Told
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: ReadingCommand) -> ReadingResult:
    vault, me, now = sitting.practice.vault, guest.person_id, sitting.now
    match command:
        case ReadTold(booking=public_id):
            booking = await intake_reading.may_read(public_id, me, now)
            return _read(await intake_reading.read(vault, booking, me, now))
        case BreakGlass(booking=public_id, reason=reason):
            booking = await intake_reading.break_glass(vault, public_id, me, reason, now)
            if booking.psychologist_person_id != me:
                said = {**details(booking), "admin": guest.reader.name}
                told = Say("glass_broken_told", said, screen=False)
                await sitting.tell(booking.psychologist_person_id, told)
            return GlassBroken(booking)
        case _:
            assert_never(command)


def _read(told: Told) -> ToldRead:
    answers: dict[str, Answer] = dict(told.filled.answers) if told.filled else {}
    if told.request is not None:
        answers["special_requests"] = told.request
    answered_at = told.filled.completed_at if told.filled else None
    return ToldRead(told.booking, answered_at, answers or None)
