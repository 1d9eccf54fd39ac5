"""The practice's books; the role is asked for at each command, whatever a button showed (P1)."""

from conversations.work.books import (
    BooksCommand,
    BooksOpened,
    BooksResult,
    ListMismatches,
    MismatchesListed,
    MismatchOpened,
    MismatchSettled,
    OpenBooks,
    OpenMismatch,
    SettleMismatch,
)
from handlers.sitting import Sitting
from models.values import Role
from services import mismatches
from services.access import require_role
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: BooksCommand) -> BooksResult:
    await require_role(guest.person_id, Role.ADMIN)
    match command:
        case OpenBooks():
            return BooksOpened(await mismatches.days(), await mismatches.total_open())
        case ListMismatches(page=page):
            return MismatchesListed(*await mismatches.still_open(page))
        case OpenMismatch(mismatch=public_id):
            return MismatchOpened(await mismatches.one(public_id))
        case SettleMismatch(mismatch=public_id, note=note):
            await mismatches.settle(public_id, note, guest.person_id, sitting.now)
            return MismatchSettled()
