"""What a client asks for from a phone without our chat, or taps below a reminder."""

from conversations import notices_by_phone
from conversations.work.by_phone import (
    AskStaff,
    ByPhoneCommand,
    ByPhoneResult,
    Coming,
    SayComing,
    SmsSwitched,
    StaffAsked,
    WantSmsOf,
)
from handlers.sitting import Sitting
from models.moves import Actor
from services import coming, contacting, phone_owners
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
