"""Money and its troubles, thrown at two processes of the program and a third: the test."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from asyncpg import DeadlockDetectedError, SerializationError
from tortoise.exceptions import IntegrityError

from handlers import allocation, mpesa, ticks
from handlers.practice import Practice
from handlers.settle import money_arrived
from handlers.sitting import Sitting
from models.database import row, rows
from models.moves import Actor
from models.values import Money, MoneySource, Provider
from services import cancellation, change_rules, clock, money_in, payments, refunds
from services.booking_views import view
from services.errors import Refused
from services.gateways.mpesa_values import Concluded
from services.money_in import Arrived
from services.transaction import transaction
from tests.rows import insert
from tests.town import Town
from tests.world.paying import callback

PRICE = 250_000
#: What people pay, in shillings: the price, a part of it, and too much.
AMOUNTS = (2500, 1000, 1500, 4000)
#: What Safaricom may say of a prompt.
CODES = (0, 1032, 1037, 1, 9999, 4999, 424242)


@dataclass(slots=True)
class Storm:
    """One booking at a time gets into it; the books are those of all that came before, too."""

    here: Town
    doors: tuple[str, str]
    practice: Practice
    turn: int = 0
    booking_id: int = 0
    attempts: list[dict[str, Any]] = field(default_factory=list)

    async def begins(self) -> None:
        """An approved booking with two attempts to pay it: the first ended, the second is live."""
        self.turn += 1
        self.booking_id = await self._booking()
        self.attempts = [await self._attempt("failed"), await self._attempt("prompted")]
        await rows("UPDATE bookings SET payment_status = 'processing' WHERE id = $1 RETURNING id",
                   self.booking_id)  # fmt: skip

    async def _booking(self) -> int:
        now = self.now()
        found = await row(
            """SELECT client.id AS client, p.id AS psychologist, s.id AS service
               FROM people AS client, psychologists AS p JOIN services AS s
               ON s.psychologist_id = p.id WHERE client.name LIKE 'Amina%' LIMIT 1"""
        )
        assert found is not None
        start = now + timedelta(days=2, hours=2 * self.turn)
        end = start + timedelta(minutes=50)
        return await insert("bookings", {
            "public_id": uuid4(), "client_id": found["client"],
            "psychologist_id": found["psychologist"], "service_id": found["service"],
            "status": "approved", "version": 3, "purpose": "initial", "format": "individual",
            "medium": "video", "starts_at": start, "ends_at": end, "occupied_from": start,
            "occupied_until": end, "group_key": uuid4(), "duration_minutes": 50,
            "price_minor": PRICE, "currency": "KES", "cancel_notice_minutes": 1440,
            "payment_status": "failed", "held_since": now, "calendar_sequence": 0,
            "created_at": now, "changed_at": now, "approved_at": now, "requested_at": now,
            "reference": f"BK-2026-{900_000 + self.turn}",
            "payment_due_at": now + timedelta(days=1),
        })  # fmt: skip

    async def _attempt(self, status: str) -> dict[str, Any]:
        token = uuid4().hex + uuid4().hex[:16]
        live = status == "prompted"
        made = await insert("payments", {
            "public_id": uuid4(), "booking_id": self.booking_id, "provider": "mpesa",
            "attempt": 1, "status": status, "amount_minor": PRICE, "currency": "KES",
            "phone": f"+2547{self.turn:07}{int(live)}", "callback_token": token, "queries": 0,
            "checkout_request_id": f"ws_CO_{token[:20]}", "merchant_request_id": token[:12],
            "asked_at": self.now(), "submitted_at": self.now(),
            "next_query_at": self.now() + timedelta(hours=20) if live else None,
        })  # fmt: skip
        found = await row("SELECT * FROM payments WHERE id = $1", made)
        assert found is not None
        return dict(found)

    def now(self) -> datetime:
        return clock.now()

    def receipt(self, which: int) -> str:
        return f"UKL{self.turn:05}R{which}"

    async def callback(
        self, attempt: int, code: int, which: int, shillings: int, copy: int
    ) -> None:
        """Safaricom calls either process back, in other bytes each time."""
        of = self.attempts[attempt]
        body = callback(of, code=code, amount=shillings, receipt=self.receipt(which))
        raw = json.dumps(body).encode() + b" " * copy
        url = f"{self.doors[copy % 2]}/hooks/pay/{of['callback_token']}"
        async with self.here.session.post(url, data=raw) as answer:
            assert answer.status == 200

    async def query(self, attempt: int, code: int) -> None:
        """The status query is answered."""
        of = self.attempts[attempt]
        booking = await view(self.booking_id)

        async def work(sitting: Sitting) -> None:
            answer = Concluded(str(code), "as asked")
            await mpesa.queried(sitting, of["id"], booking.client_id, answer)

        await self._work(work)

    async def paybill(self, which: int, shillings: int, *, known: bool) -> None:
        """Somebody paid by hand, or the push is told of a second time; perhaps mistyped."""
        arrived = Arrived(
            Provider.MPESA, self.receipt(which), Money(shillings * 100), MoneySource.C2B,
            account_typed="BK", payer="2547 ***** 126",
        )  # fmt: skip
        to = self.booking_id if known else None

        async def work(sitting: Sitting) -> None:
            await money_arrived(sitting, arrived, to)

        await self._work(work)

    async def pay_by_hand(self, shillings: int, typed: str) -> None:
        """Real money at the simulated Paybill: its notice comes over HTTP, it can be reversed."""
        account = typed.format(f"{900_000 + self.turn}")
        await self.here.post(
            "/sim/phones/payer/paybill",
            {"business": "174379", "account": account, "amount": shillings, "pin": "1234"},
        )

    async def allocate(self) -> None:
        """An admin gives the oldest unallocated sum to this booking."""

        async def work(sitting: Sitting) -> None:
            found = await row("SELECT id FROM money_in WHERE person_id IS NULL ORDER BY id LIMIT 1")
            known = await money_in.lock(found["id"]) if found else None
            if known is not None and known.is_unallocated:
                await allocation.to_booking(sitting, known, self.booking_id)

        await self._work(work)

    async def send_back_unallocated(self) -> None:
        async def work(sitting: Sitting) -> None:
            found = await row("SELECT id FROM money_in WHERE person_id IS NULL ORDER BY id LIMIT 1")
            if found:
                await refunds.of_unallocated(found["id"], 1, sitting.now)

        await self._work(work)

    async def send_back_credit(self) -> None:
        booking = await view(self.booking_id)

        async def work(sitting: Sitting) -> None:
            await refunds.of_credit(booking.client_id, booking.client_id, sitting.now)

        await self._work(work)

    async def trouble(self, name: str) -> None:
        await self.here.fault("daraja", name)

    async def cancel(self) -> None:
        """The psychologist cancels, with whatever that means for the money at that moment."""

        async def work(sitting: Sitting) -> None:
            booking = await view(self.booking_id)
            shown = await change_rules.outcome(booking, Actor.PSYCHOLOGIST, sitting.now)
            with suppress(Refused):
                await cancellation.cancel(
                    booking.public_id, booking.version, booking.psychologist_person_id,
                    Actor.PSYCHOLOGIST, "", sitting.now, shown,
                )  # fmt: skip

        await self._work(work)

    async def lapse(self) -> None:
        """Its time to be paid is over; the tick of any process sees it."""
        await rows("UPDATE bookings SET payment_due_at = $2 WHERE id = $1 AND status = 'approved'"
                   " RETURNING id", self.booking_id, self.now() - timedelta(minutes=1))  # fmt: skip
        await ticks.lapse(self.practice, self.now())

    async def give_up(self, attempt: int) -> None:
        """The push was never answered."""
        of = self.attempts[attempt]

        async def work(sitting: Sitting) -> None:
            held = await payments.lock(of["id"])
            await payments.failed(held, "LOST", "", sitting.now)

        await self._work(work)

    async def _work(self, work: Callable[[Sitting], Awaitable[None]]) -> None:
        """In a transaction, done again when PostgreSQL chose it as a victim."""
        while True:
            try:
                async with transaction():
                    sitting = Sitting(self.practice, self.now(), f"storm{uuid4().hex}")
                    await work(sitting)
                    await sitting.post()
            except (DeadlockDetectedError, SerializationError):
                continue
            except IntegrityError as error:
                if not isinstance(error.__cause__, DeadlockDetectedError | SerializationError):
                    raise
            else:
                return

    async def quiet(self) -> None:
        """Until nothing that came is waiting to be worked on."""
        for _ in range(400):
            found = await row("SELECT count(*) AS n FROM inbox WHERE state = 'open'")
            assert found is not None
            if not found["n"]:
                return
            await asyncio.sleep(0.02)
        raise AssertionError("what came is not worked on")
