"""Documents of ours that are made when they are sent: the queue keeps only what they are about."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from conversations import mydata_paper, receipt_paper, texts
from handlers.vanishing import Chats
from models.views import House
from services import booklet, exports, mydata, paper, receipts
from services.booklet import Booklet, Line
from services.errors import DeliveryFailed
from services.paper import Sheet
from services.vault import CannotOpen, MasterKeyWrong, Vault


class Press:
    """A channel that first prints what a letter's `paper` names, and then is the one given.

    One sheet at a time, beside the event loop.
    """

    def __init__(
        self, channel: Chats, house: House, clock: Callable[[], datetime], vault: Vault
    ) -> None:
        self._channel = channel
        self._house = house
        self._clock = clock
        self._vault = vault
        self._one_by_one = asyncio.Lock()

    async def send(self, chat_id: int, payload: dict[str, object]) -> int | None:
        """Deliver and return the message's id. Raises DeliveryFailed."""
        wanted = payload.get("paper")
        if isinstance(wanted, dict):
            make = self._export(wanted) if "of" in wanted else self._receipt(wanted)
            payload = {**payload, "file": await make}
        return await self._channel.send(chat_id, payload)

    async def _receipt(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        language = wanted["language"]
        receipt = await receipts.to_print(UUID(wanted["id"]))
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
                "content": await self._on_paper(partial(paper.pdf, sheet))}  # fmt: skip

    async def _export(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """All of a person's data, read now."""
        now, form = self._clock(), wanted["form"]
        data = await self._data_of(wanted, now)
        if form == "json":
            return {"name": mydata_paper.file_name(form), "mime": "application/json",
                    "content": mydata.as_json(data)}  # fmt: skip
        facts = mydata_paper.facts(data, wanted["language"])
        told = Booklet(
            head=self._house.name,
            title=texts.text("mydata_title", wanted["language"]),
            lines=[Line(fact.depth, fact.label, fact.words) for fact in facts],
            foot=texts.text("mydata_foot", wanted["language"]),
            made_at=now,
            language=texts.spoken(wanted["language"]),
        )
        return {"name": mydata_paper.file_name(form), "mime": "application/pdf",
                "content": await self._on_paper(partial(booklet.pdf, told))}  # fmt: skip

    async def _data_of(self, wanted: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        person_id = await exports.person_of(UUID(wanted["of"]))
        if person_id is None:
            raise DeliveryFailed("they were forgotten", permanent=True)
        zone = ZoneInfo(self._house.timezone)
        with_intake = bool(wanted["with_intake"])
        try:
            return await mydata.collect(
                self._vault, person_id, zone, now, with_intake=with_intake
            )  # fmt: skip
        except CannotOpen as error:
            raise DeliveryFailed("its key is gone", permanent=True) from error
        except MasterKeyWrong as error:
            raise DeliveryFailed("MASTER_KEYS is wrong") from error

    async def _on_paper(self, draw: Callable[[], bytes]) -> bytes:
        async with self._one_by_one:
            return await asyncio.to_thread(draw)
