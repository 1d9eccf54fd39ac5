"""Telling the others about an application: the admins that it came, the applicant what became."""

from conversations import notices_onboarding as notices
from handlers.announce_people import menu_changed
from handlers.sitting import Sitting
from models.profile_views import ProfileView
from services import applications


async def submitted(sitting: Sitting, profile: ProfileView) -> None:
    """Every admin may answer it; the first who does decides."""
    for admin in await applications.admins():
        await sitting.tell(admin, notices.application_received(profile))


async def approved(sitting: Sitting, profile: ProfileView) -> None:
    """The command menu grows with the role."""
    await menu_changed(sitting, profile.person_id)
    await sitting.tell(profile.person_id, notices.application_approved(profile))


async def declined(sitting: Sitting, profile: ProfileView) -> None:
    await sitting.tell(profile.person_id, notices.application_declined(profile))
