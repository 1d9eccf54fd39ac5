"""Steps of being forgotten, as somebody takes them in their chat."""

from datetime import datetime
from typing import Any

from conversations.events import Typed
from models.database import row, rows
from tests.handlers.test_changes import AMINA, Said, happens
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice

VAULT = SETTINGS.vault


async def looks(now: datetime = NOW, chat: int = AMINA) -> Said:
    return await happens(chat, Typed("forget"), now)


async def forgets(how: str = "Go on", now: datetime = NOW, chat: int = AMINA) -> Said:
    """All the way: the preview, one of its buttons, and the last one."""
    said = await looks(now, chat)
    said = await happens(chat, said.press(chat, how), now)
    return await happens(chat, said.press(chat, "Delete my data for good"), now)


async def person(here: Practice) -> dict[str, Any]:
    found = await row("SELECT * FROM people WHERE id = $1", here.amina)
    assert found is not None
    return dict(found)


async def dump() -> str:
    """Every row of every table, as one text: what a look into the database would find."""
    found = []
    for table in await rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        name = table["tablename"]
        found += [
            str(one["told"]) for one in await rows(f"SELECT t::text AS told FROM {name} AS t")
        ]
    return "\n".join(found)


async def sql(query: str) -> list[dict[str, Any]]:
    return [dict(one) for one in await rows(query)]
