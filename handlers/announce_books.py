"""Telling the admins, once a morning, that something in the books doesn't match."""

from conversations.words import Button, Say
from handlers.sitting import Sitting
from services import applications

_OPEN = (Button("see_books", value="books", style="primary"),)


async def does_not_match(sitting: Sitting) -> None:
    for admin in await applications.admins():
        await sitting.tell(admin, Say("books_do_not_match", {}, (_OPEN,), screen=False))
