"""Documents of ours that are made when they are sent: the queue keeps only what they are about."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from conversations import receipt_paper, texts
from handlers.deliver import Channel
from models.views import House
from services import paper, receipts
from services.errors import DeliveryFailed
from services.paper import Sheet


class Press:
    """A channel that first prints what a letter's `paper` names, and then is the one given.

    One sheet at a time, beside the event loop.
    """

    def __init__(self, channel: Channel, house: House, clock: Callable[[], datetime]) -> None:
        self._channel = channel
        self._house = house
        self._clock = clock
        self._one_by_one = asyncio.Lock()

    async def send(self, chat_id: int, payload: dict[str, object]) -> int | None:
        """Deliver and return the message's id. Raises DeliveryFailed."""
        wanted = payload.get("paper")
        if isinstance(wanted, dict):
            payload = {**payload, "file": await self._receipt(wanted["id"], wanted["language"])}
        return await self._channel.send(chat_id, payload)

    async def _receipt(self, public_id: str, language: str) -> dict[str, Any]:
        receipt = await receipts.to_print(UUID(public_id))
        if receipt is None:
            raise DeliveryFailed("no such receipt", permanent=True)
        sheet = Sheet(
            head=self._house.name,
            title=receipt_paper.title(receipt, language),
            rows=receipt_paper.lines(receipt, self._house, language),
            foot=texts.text("receipt_foot", language),
            made_at=self._clock(),
            language=texts.spoken(language),
        )
        return {"name": receipt_paper.file_name(receipt), "mime": "application/pdf",
                "content": await self._on_paper(sheet)}  # fmt: skip

    async def _on_paper(self, sheet: Sheet) -> bytes:
        async with self._one_by_one:
            return await asyncio.to_thread(paper.pdf, sheet)
