"""What somebody hears when an admin changes their roles, and the command menu that goes with it."""

from conversations import menus
from handlers.sitting import Sitting
from services import people


async def menu_changed(sitting: Sitting, person_id: int) -> None:
    """Show a person the commands of the roles that they hold now."""
    guest = await people.find_chat_of(person_id)
    if guest is not None:
        menu = menus.menu(guest.roles, guest.reader.language)
        sitting.put(guest.telegram_chat_id, {"menu": menu})
