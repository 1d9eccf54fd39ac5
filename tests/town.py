"""The whole program against the simulated world, for tests: in this process, or in others."""

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg

from bot import demo_intake, demo_people, outside
from bot.app import running
from bot.demo import ADMIN, CLIENT, NEWCOMER
from bot.parts import Program
from bot.phones import Phone, fault, move_clock, tell_sms_addresses, tell_webhook
from bot.ports import free_port
from bot.settings import load
from bot.story.steps import Step
from bot.tour import Teller
from models import database
from models.database import connection_arguments
from services import clock
from services.vault import Vault
from simulator import Simulator
from tests import warm
from tests.warm import Forked

ROOT = __file__.rsplit("/tests/", 1)[0]


class Clients(Enum):
    """Whether they have been asked, some time ago, what is asked before a session."""

    KNOWN = "known"
    NEW = "new"


@dataclass(slots=True)
class Town:
    """The simulator, its phones, and the settings of a program that lives in it."""

    url: str
    database_url: str
    session: aiohttp.ClientSession
    environment: Mapping[str, str]
    program: Program | None = None
    processes: list[Forked | Process] = field(default_factory=list)
    seen: dict[str, Phone] = field(default_factory=dict)

    def phone(self, name: str) -> Phone:
        """Amina (client), brian, dr (Wanjiku), amara, peter (psychologists)."""
        return Phone(self.session, self.url, name)

    async def play(self, steps: tuple[Step, ...]) -> None:
        """Play steps of the story; raises what wasn't seen."""
        teller = Teller(self.session, self.url) if self.program is None else Knowing(self)
        for step in steps:
            await teller.play(step)

    async def move_clock(self, seconds: float) -> None:
        await move_clock(self.session, self.url, seconds)
        ahead = timedelta(seconds=(await self.get("/sim/clock"))["offset"])
        while self.program is not None and clock.offset() < ahead:
            await asyncio.sleep(0.005)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, every tick run that is due then, and all that they say arrive."""
        assert self.program is not None
        await self.move_clock(seconds)
        await self.program.loops.run_all()
        await self.settled()

    async def settled(self) -> None:
        """Wait until what was sent has arrived, and what it led to is done."""
        assert self.program is not None
        await self.post("/sim/telegram/settle", {"timeout": 5})
        await self.program.settle()

    async def fault(self, service: str, name: str, **more: Any) -> None:
        await fault(self.session, self.url, service, name, **more)

    async def get(self, path: str) -> Any:
        async with self.session.get(self.url + path) as response:
            return await response.json()

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        async with self.session.post(self.url + path, json=body) as response:
            return await response.json()

    async def sql(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Look into the database from outside of the program."""
        connection = await asyncpg.connect(**connection_arguments(self.database_url))
        try:
            return [dict(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    async def start_process(
        self, log: Path | None = None, /, *, cold: bool = False, **changed: str
    ) -> Forked | Process:
        """A real second process of the program, up and serving; `log` takes what it prints.

        Nobody waits for it to read its code and words again, unless it is to start `cold`.
        """
        env = {"PATH": os.environ["PATH"], **self.environment, **changed}
        begin = warm.run_cold if cold else warm.run
        process = await begin(env, log or Path(os.devnull))
        self.processes.append(process)
        await self._until_up(int(env["LISTEN_PORT"]), process)
        return process

    async def _until_up(self, port: int, process: Forked | Process) -> None:
        for _ in range(3000):
            assert process.returncode is None, "the program ended at its start"
            with contextlib.suppress(aiohttp.ClientError):
                async with self.session.get(f"http://127.0.0.1:{port}/health") as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.02)
        raise AssertionError("the program did not come up")

    async def kill(self, process: Forked | Process) -> None:
        """Kill -9: no goodbye, no clean-up."""
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


class Knowing(Teller):
    """Knows when the program has done what the time brought about, and needn't wait for it."""

    SOON = 0.0

    def __init__(self, here: Town) -> None:
        super().__init__(here.session, here.url)
        self._here = here

    async def pass_time(self, seconds: float) -> None:
        await self._here.pass_time(seconds)


@asynccontextmanager
async def town(
    database_url: str, clients: Clients = Clients.KNOWN, record: Path | None = None, /,
    **changed: str,
) -> AsyncIterator[Town]:  # fmt: skip
    """A simulated world with the demo's people, and no program yet; `record` takes each call."""
    async with Simulator(record=record) as sim, aiohttp.ClientSession() as session:
        port = free_port()
        env = {
            **await outside.environment(sim.url, database_url, port),
            "DARAJA_PULL_PHONE": "",  # for a test that is about it
            "DATABASE_POOL_SIZE": "5",  # each connection is a process to start, warm up and end
            **changed,
            "LOG_LEVEL": "WARNING",
        }
        await database.connect(database_url, pool_size=2)
        await demo_people.settle_in(clock.now())
        if clients is Clients.KNOWN:
            vault = Vault(load(env, None).vault.keys)
            await demo_intake.have_told(vault, (CLIENT, ADMIN, NEWCOMER), clock.now())
        await database.disconnect()
        here = Town(sim.url, database_url, session, env)
        await tell_webhook(session, sim.url, f"{env['PUBLIC_URL']}/hooks/paystack")
        await tell_sms_addresses(session, sim.url, env)
        if changed.items() >= HURRIED.items():
            await here.post("/sim/telegram/limits", {"per_chat": False, "overall": False})
        for card in (CLIENT, ADMIN, NEWCOMER):
            await here.post("/sim/phones", card)
        for person in demo_people.PSYCHOLOGISTS:
            phone = await here.post("/sim/phones", person.card)
            await here.post(f"/sim/phones/{phone['id']}/send", {"text": "/start"})
        try:
            yield here
        finally:
            for process in here.processes:
                if process.returncode is None:
                    await here.kill(process)


#: Nobody waits for Telegram's limits in a test that is not about them.
HURRIED = {"TELEGRAM_MESSAGES_PER_SECOND": "10000", "TELEGRAM_CHAT_MESSAGES_PER_SECOND": "1000"}


@asynccontextmanager
async def open_town(
    database_url: str, clients: Clients = Clients.KNOWN, /, **changed: str
) -> AsyncIterator[Town]:
    """The same with the program running in this process; Brian has been greeted already."""
    async with (
        town(database_url, clients, **changed) as here,
        running(load(here.environment, None)) as program,
    ):
        here.program = program
        await here.phone("brian").expect("Requests wait under /pending")
        yield here
