"""A chat's turn: its lock, who is behind it, and the row that is worked on, in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.database import row
from services import inbox, people
from services.inbox import Head
from services.people import Guest
from services.vault import Vault


@dataclass(frozen=True, slots=True)
class Turn:
    """`guest` is None when nobody has written from this chat yet, `head` when it isn't our turn."""

    guest: Guest | None
    head: Head | None


# The row is looked for once the chat is locked, but as it stood before: what another process has
# done while we waited is no longer open when it is touched, so nothing is taken and we come again.
_TAKE = f"""WITH guest AS ({people.GUEST} WHERE chats.telegram_chat_id = $4 FOR UPDATE OF chats),
    head AS ({inbox.TAKE.format(once="(SELECT count(*) FROM guest) >= 0")})
    SELECT * FROM head LEFT JOIN guest ON true"""  # noqa: S608 - our own SQL


async def take(
    telegram_chat_id: int, lane: str, mine: Collection[int], vault: Vault, now: datetime
) -> Turn:
    """Lock the chat for this transaction, and take its next row as `inbox.take` does.

    Raises MasterKeyWrong, or CannotOpen for what was damaged.
    """
    found = await row(_TAKE, lane, list(mine), now, telegram_chat_id)
    if found is None:
        return Turn(None, None)
    guest = people.guest(found) if found["chat_id"] is not None else None
    return Turn(guest, inbox.head(found, vault))
