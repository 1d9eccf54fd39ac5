"""Pages that stay in a chat for minutes only: when one goes is written before it is shown (I5).

A cover that tells nothing is sent first. Its number, with the time at which it is taken away, is a
row before the words are put into it: whenever a process dies, no page is left that nobody takes
away, but at most a cover. Protected when it is sent, it stays so when the words are in it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from services import outbox
from services.errors import DeliveryFailed
from services.outbox import Claimed, Letter


class Chats(Protocol):
    async def send(self, chat_id: int, payload: dict[str, object], /) -> int | None: ...


async def covered(
    chats: Chats, chat_id: int, letter: Claimed, payload: Mapping[str, Any], now: datetime
) -> dict[str, Any] | None:
    """The page as words to be put into its cover. Raises DeliveryFailed where none can be sent.

    A letter that is sent again has its cover already; None: its time is over meanwhile.
    """
    how = payload["vanishes"]
    keys = [f"vanish{letter.id}:{attempt}" for attempt in range(1, letter.attempts + 1)]
    cover = await outbox.deletes(keys, now)
    if cover is None and await outbox.was_put(keys):
        return None
    if cover is None:
        blank = {name: payload[name] for name in ("protected", "replaces") if name in payload}
        cover = await chats.send(chat_id, {**blank, "text": how.get("cover", "…")})
        gone = {"delete": cover, "text": how["text"]}
        due = now + timedelta(minutes=how["minutes"])
        await outbox.put([Letter(keys[-1], letter.channel, letter.lane, gone, due)], now)
        if await outbox.deletes(keys, now) != cover:
            raise DeliveryFailed("it is not written down when this goes")
    return {**payload, "edit": cover, "covered": True}
