"""Steps of joining the practice that several tests of services take: Zawadi's profile, an admin."""

from models.profile_views import ProfileView
from models.values import Medium, Money, Role, SessionFormat
from services import catalogue, people, profile_views, profiles
from services.catalogue import NewService
from services.profiles import Field, Words
from tests.people import NOW, person

SESSION = NewService(
    "Individual session", SessionFormat.INDIVIDUAL, Medium.VIDEO, 50, Money(350_000)
)


async def admin(name: str, telegram_id: int) -> int:
    found = await person(name, telegram_id)
    await people.grant(found, Role.ADMIN, NOW)
    return found


async def finished(name: str = "Zawadi Mutua", telegram_id: int = 90) -> ProfileView:
    """A profile with all that it needs, not sent yet."""
    who = await person(name, telegram_id)
    await profiles.make(who, name)
    await profiles.change(who, Field.TITLE, "Counsellor")
    await profiles.change(who, Field.BIO, "I listen.")
    await profiles.add_words(who, Words.SPECIALTIES, ("Grief",))
    await profiles.add_words(who, Words.LANGUAGES, ("English",))
    await catalogue.add(who, SESSION)
    return await again(who)


async def waiting(name: str = "Zawadi Mutua", telegram_id: int = 90) -> ProfileView:
    profile = await finished(name, telegram_id)
    assert await profiles.submit(profile.person_id, NOW)
    return await again(profile.person_id)


async def again(person_id: int) -> ProfileView:
    """How the profile stands now."""
    found = await profile_views.of_person(person_id)
    assert found is not None
    return found
