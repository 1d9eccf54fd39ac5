"""What somebody hears when an admin changes their roles, and the command menu that goes with it."""

from collections.abc import Sequence

from conversations import menus, notices_people
from handlers.sitting import Sitting
from models.values import Role
from models.views import BookingView
from services import people


async def menu_changed(sitting: Sitting, person_id: int) -> None:
    """Show a person the commands of the roles that they hold now."""
    guest = await people.find_chat_of(person_id)
    if guest is not None:
        menu = menus.menu(guest.roles, guest.reader.language)
        sitting.put(guest.telegram_chat_id, {"menu": menu})


async def role_given(sitting: Sitting, person_id: int, role: Role) -> None:
    await menu_changed(sitting, person_id)
    await sitting.tell(person_id, notices_people.role_given(role))


async def role_taken(
    sitting: Sitting, person_id: int, role: Role, standing: Sequence[BookingView]
) -> None:
    await menu_changed(sitting, person_id)
    await sitting.tell(person_id, notices_people.role_taken(role, standing))
