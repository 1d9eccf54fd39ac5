"""Telling the others about an application: the admins that it came, the applicant what became."""

from conversations import menus
from conversations import notices_onboarding as notices
from handlers.sitting import Sitting
from models.profile_views import ProfileView
from services import applications, people


async def submitted(sitting: Sitting, profile: ProfileView) -> None:
    """Every admin may answer it; the first who does decides."""
    for admin in await applications.admins():
        await sitting.tell(admin, notices.application_received(profile))


async def approved(sitting: Sitting, profile: ProfileView) -> None:
    """The command menu grows with the role."""
    guest = await people.find_chat_of(profile.person_id)
    if guest is not None:
        menu = menus.menu(guest.roles, guest.reader.language)
        sitting.put(guest.telegram_chat_id, {"menu": menu})
    await sitting.tell(profile.person_id, notices.application_approved(profile))


async def declined(sitting: Sitting, profile: ProfileView) -> None:
    await sitting.tell(profile.person_id, notices.application_declined(profile))
