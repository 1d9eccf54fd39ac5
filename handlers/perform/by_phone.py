"""What a client asks for from a phone without our chat, or taps below a reminder."""

from conversations import notices_by_phone
from conversations.work.by_phone import (
    AskStaff,
    ByPhoneCommand,
    ByPhoneResult,
    Coming,
    NumberIsWrong,
    NumberMarked,
    PhoneSpeaks,
    SayComing,
    SmsSwitched,
    SpeakTo,
    StaffAsked,
    WantSmsOf,
)
from handlers.sitting import Sitting
from models.moves import Actor
from services import applications, coming, contacting, phone_owners
from services.access import access_booking_as
from services.people import Guest


async def perform(sitting: Sitting, guest: Guest, command: ByPhoneCommand) -> ByPhoneResult:
    match command:
        case SayComing(booking=public_id):
            return Coming(await coming.will_come(public_id, guest.person_id, sitting.now))
        case AskStaff(booking=public_id, wanted=wanted):
            booking = await access_booking_as(public_id, guest.person_id, Actor.CLIENT)
            client = await contacting.of(booking.client_id)
            said = notices_by_phone.wanted(
                booking, wanted, in_chat=client.in_chat, phone=client.phone
            )
            await sitting.tell(booking.psychologist_person_id, said)
            return StaffAsked(booking, wanted)
        case WantSmsOf(phone=phone, wanted=True):
            await phone_owners.start(phone)
            return SmsSwitched(wanted=True, new=True)
        case WantSmsOf(phone=phone):
            return SmsSwitched(wanted=False, new=await phone_owners.stop(phone, sitting.now))
        case NumberIsWrong(phone=phone):
            await _doubt(sitting, phone)
            return NumberMarked()
        case SpeakTo(phone=phone, language=language):
            await _speak(phone, language)
            return PhoneSpeaks(language)


async def _doubt(sitting: Sitting, phone: str) -> None:
    """Nothing goes there any more; who knows them asks them, and they hear of it in their chat."""
    for person in await phone_owners.is_wrong(phone):
        others = await phone_owners.who_asks(person.person_id, sitting.now)
        for other in others or await applications.admins():
            if other != person.person_id:
                say = notices_by_phone.number_is_wrong(person, phone)
                await sitting.tell(other, say)
        await sitting.tell(person.person_id, notices_by_phone.your_number_is_wrong(phone))


async def _speak(phone: str, language: str) -> None:
    """Whoever reads this phone only; one person's wish where it is one person's."""
    owners = [owner for owner in await phone_owners.of(phone) if owner.is_proven]
    only_here = [owner for owner in owners if not owner.in_chat]
    chosen = only_here or (owners if len(owners) == 1 else [])
    await phone_owners.speak([owner.reader.person_id for owner in chosen], language)
