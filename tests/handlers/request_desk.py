"""A refund, the desk that sends its requests, and a Daraja that answers as it is told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import aiohttp

from handlers import mpesa_results
from handlers.deliver import Courier
from handlers.mpesa_requests import RequestDesk
from handlers.sitting import Sitting
from models.database import row, rows
from services.budget import Limits
from services.transaction import transaction
from services.vault import Vault
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, practice
from tests.rows import insert
from tests.services.gateways.daraja_desk import TAKEN, Desk, open_desk

RECEIPT = "UJ22T8IYOU"
PHONE = "+254712000001"
MINOR = 250_000


class Nobody:
    async def send(self, _chat_id: int, _payload: dict[str, object], /) -> int | None:
        return None


@dataclass(slots=True)
class Office:
    """One process's desk, at a time of the test's own."""

    daraja: Desk
    refund_id: int
    person_id: int
    now: datetime = NOW
    desks: list[RequestDesk] = field(default_factory=list)

    def desk(self) -> RequestDesk:
        limits = Limits(1000, overall_burst=1000, lane_per_second=1000)
        courier = Courier(Nobody(), limits, lambda: self.now, Vault({1: bytes(32)}))
        made = RequestDesk(self.daraja.operator(), SETTINGS, courier, lambda: self.now)
        self.desks.append(made)
        return made

    async def send(self) -> None:
        """One round of sending by whoever comes first, waited for."""
        desk = self.desks[0] if self.desks else self.desk()
        await desk.send_waiting()
        await desk.settle()

    async def later(self, **time: float) -> None:
        """Time passes; what is missing is looked after, then what waits is sent."""
        self.now += timedelta(**time)
        await (self.desks[0] if self.desks else self.desk()).look_after()
        await self.send()

    async def result(
        self, request_id: int, code: object = 0, said: dict[str, Any] | None = None,
        *, source: str = "mpesa_result", **changes: Any,
    ) -> str:  # fmt: skip
        """What came of a Result, as the inbox would apply it."""
        pairs = [{"Key": key, "Value": value} for key, value in (said or {}).items()]
        body = {
            "ResultCode": code,
            "TransactionID": "UJ23AAAAAA",
            "ResultParameters": {"ResultParameter": pairs},
            **changes,
        }
        async with transaction():
            token = (await self.request(request_id))["token"]
            await mpesa_results.hold(token)
            sitting = Sitting(SETTINGS, self.now, f"in{uuid4().hex}")
            raw = json.dumps({"Result": body}).encode()
            return await mpesa_results.came(sitting, token, source, raw)

    async def request(self, request_id: int) -> dict[str, Any]:
        found = await row("SELECT * FROM mpesa_requests WHERE id = $1", request_id)
        assert found is not None
        return dict(found)

    async def state(self, request_id: int) -> tuple[str, str | None]:
        found = await self.request(request_id)
        return found["state"], found["result_code"]

    async def requests(self) -> list[tuple[str, str]]:
        found = await rows("SELECT kind, state FROM mpesa_requests ORDER BY id")
        return [(one["kind"], one["state"]) for one in found]


@asynccontextmanager
async def open_office() -> AsyncIterator[Office]:
    here = await practice()
    refund_id = await insert("refunds", {
        "public_id": uuid4(), "cause": "test", "person_id": here.amina, "amount_minor": MINOR,
        "currency": "KES", "state": "due", "reason": "test", "asked_at": NOW, "changed_at": NOW,
    })  # fmt: skip
    async with aiohttp.ClientSession() as session, open_desk(session) as daraja:
        yield Office(daraja, refund_id, here.amina)


__all__ = ["MINOR", "NOW", "PHONE", "RECEIPT", "TAKEN", "Office", "open_office"]
