"""X71: somebody is forgotten: what they hear, what is left, and what nobody can open any more."""

from conversations.events import Typed
from models.database import rows
from tests.handlers.test_changes import AMINA, BRIAN, happens, here
from tests.people import Practice
from tests.services.change_steps import paid

__all__ = ["here"]


async def test_x71_first(here: Practice) -> None:
    await paid(here)
    said = await happens(AMINA, Typed("forget"))
    print(said.texts(AMINA))
    said = await happens(AMINA, said.press(AMINA, "Go on"))
    print(said.texts(AMINA))
    said = await happens(AMINA, said.press(AMINA, "Forget me for good"))
    print(said.texts(AMINA))
    print(said.texts(BRIAN))
    print(await rows("SELECT * FROM people"))
    print(await rows("SELECT * FROM erasures"))
