"""What somebody can do from their phone alone, by SMS or a menu: sessions, and each move (R6).

The same operations as in the chat, as the client that they are in our books: nothing of the words
of SMS or USSD is here.
"""

from dataclasses import dataclass
from datetime import datetime

from conversations import notices_by_phone
from conversations.work import Command, Result
from conversations.work.change import BookingCancelled
from handlers import perform as performers
from handlers.sitting import Sitting
from models.phone_views import Ahead, Owner
from services import people, phone_owners
from services.people import Guest

#: Somebody without a chat has none that could be locked or written to.
NO_CHAT = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """A number (E.164), whose it is, and what they have ahead, soonest first."""

    phone: str
    owners: tuple[Owner, ...]
    ahead: tuple[Ahead, ...]
    reminded_at: datetime | None

    def owner(self, person_id: int | None) -> Owner | None:
        """The person meant, if this is their number; whoever is first where nobody is."""
        if person_id is None:
            return self.owners[0]
        return next((one for one in self.owners if one.reader.person_id == person_id), None)

    @property
    def nearest(self) -> Owner:
        """Whose session is next, else the first."""
        client_id = self.ahead[0].booking.client_id if self.ahead else None
        return self.owner(client_id) or self.owners[0]


async def caller(phone: str, now: datetime) -> Caller | None:
    """Who is behind a number, their chats held for this transaction; None: nobody we know."""
    owners = await phone_owners.of(phone)
    if not owners:
        return None
    for owner in owners:
        await people.lock_chat_of(owner.reader.person_id)
    ahead = await phone_owners.ahead(owners, now)
    return Caller(phone, owners, ahead, await phone_owners.reminded_at(owners))


async def perform(sitting: Sitting, caller: Caller, owner: Owner, command: Command) -> Result:
    """Do it as this person; what a rule refuses comes back as NotPossible."""
    reader = owner.reader
    guest = await people.find_chat_of(reader.person_id) or Guest(
        NO_CHAT, NO_CHAT, None, reader, caller.phone, has_reply_keys=False, roles=frozenset()
    )
    result = await performers.perform(sitting, guest, command)
    if isinstance(result, BookingCancelled) and guest.chat_id != NO_CHAT:
        # Anybody can write as if from a number: its owner hears of it where nobody else can be.
        await sitting.tell(reader.person_id, notices_by_phone.cancelled(result.booking))
    return result
