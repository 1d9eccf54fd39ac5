"""Rights of a client whom no chat reaches, by an admin; an SMS says neutrally that it is done."""

from uuid import uuid4

from conversations import briefs
from conversations.brief_notices import news
from conversations.work.for_them import (
    DataHandedOut,
    ForgetThem,
    ForThemCommand,
    ForThemResult,
    HandOut,
    LookAtTheirForgetting,
    OpenRights,
    RightsOpened,
    TheirFarewell,
    TheyAreForgotten,
)
from handlers import announce_privacy, ways
from handlers.sitting import Sitting
from handlers.ways import SMS
from services import contacting, forgetting, on_request, people
from services.clients import Access
from services.contacting import Contact
from services.people import Guest
from services.transaction import savepoint


async def perform(sitting: Sitting, guest: Guest, command: ForThemCommand) -> ForThemResult:
    me, now = guest.person_id, sitting.now
    found = await on_request.access_for(command.client, me, now)
    match command:
        case OpenRights():
            return RightsOpened(found.card.name)
        case HandOut(asked=asked, to_print=to_print):
            await on_request.hand_out(found, me, asked.value, now, prints=to_print)
            _confirm(sitting, await contacting.of(found.id))
            card = found.card
            return DataHandedOut(card.public_id, found.id, card.name, to_print)
        case LookAtTheirForgetting():
            days = sitting.practice.periods.forgotten
            farewell = await forgetting.preview(found.id, days, now)
            return TheirFarewell(found.card.name, farewell)
        case ForgetThem():
            return await _forget(sitting, me, found, command)


async def _forget(
    sitting: Sitting, me: int, found: Access, command: ForgetThem
) -> TheirFarewell | TheyAreForgotten:
    days, now = sitting.practice.periods.forgotten, sitting.now
    await people.lock_chat_of(found.id)
    contact = await contacting.of(found.id)
    try:
        async with savepoint():
            gone = await on_request.forget(
                sitting.practice.vault, found, me, command.asked.value, command.fingerprint, days,
                now, gives_up=command.gives_up,
            )  # fmt: skip
    except forgetting.FarewellChanged:
        farewell = await forgetting.preview(found.id, days, now)
        return TheirFarewell(found.card.name, farewell, changed=True)
    _confirm(sitting, contact)
    await announce_privacy.client_left(sitting, gone)
    sitting.wakes |= {"refunds", "meetings"}
    return TheyAreForgotten(gone)


def _confirm(sitting: Sitting, contact: Contact) -> None:
    """To the number that was theirs until now, for whoever asked, and for whoever didn't."""
    practice = sitting.practice
    if contact.phone is None or not ways.is_open(SMS, contact, practice):
        return
    shared = contact.wishes.shares_phone
    brief = news("brief_asked_done")
    words = briefs.for_sms(brief, contact.reader, practice.house, shared=shared, answers=False)
    sitting.text_stranger(f"{SMS}:asked{uuid4().hex}", contact.phone, words)
