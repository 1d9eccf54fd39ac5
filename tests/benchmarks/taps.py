"""Taps a second: our program and bare bots, each with one edit and one answer a tap."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot import outside
from bot.ports import free_port
from tests.benchmarks import processes
from tests.benchmarks.practice import FIRST_ID, Practice
from tests.town import HURRIED, ROOT

PHONES, AT_ONCE = 200, 64
WARM_UP, TAPS = 300, 2000
PACE, PACED_TAPS = 100, 400


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody who answers taps; `module` is a peer's, None is our own program."""

    name: str
    module: str | None = None
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


OURS = Contender("Smiling Steps, all of it, on PostgreSQL")
AIOGRAM = Contender("aiogram, bare", "tests.benchmarks.peers.aiogram_bot")
PTB = Contender("python-telegram-bot, bare", "tests.benchmarks.peers.ptb")
CONTENDERS = (
    OURS,
    PTB,
    Contender("python-telegram-bot, bare, on our transport", PTB.module, ("--our-transport",)),
    AIOGRAM,
    Contender("aiohttp, no library", "tests.benchmarks.peers.plain_aiohttp"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: taps a second, CPU a tap (its own, the database's), and how long a tap took."""

    per_second: float
    cpu_ms: float
    database_ms: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Arena:
    """One contender alone with one simulator; `listens` is where the contender does."""

    session: aiohttp.ClientSession
    url: str
    pid: int
    practice: Practice | None
    listens: str = ""

    async def measure(self, taps: int, rate: int = 0) -> Measured:
        if self.practice is not None:
            await self.practice.rewind()
        body = {
            "taps": taps, "phones": PHONES, "concurrency": AT_ONCE, "rate": rate,
            "data": "pay:1:n", "endings": [":n", ":back"],
        }  # fmt: skip
        server = await self.practice.server() if self.practice else None
        pids = (self.pid, server)
        before = [processes.seconds(pid) for pid in pids]
        found = await self.post("/sim/bench", body)
        cpu_ms, database_ms = (
            (processes.seconds(pid) - earlier) * 1000 / taps
            for pid, earlier in zip(pids, before, strict=True)
        )
        if found["lost"]:
            raise RuntimeError(f"{found['lost']} of {taps} taps were never answered")
        return Measured(found["per_second"], cpu_ms, database_ms, found["p50_ms"], found["p99_ms"])

    async def get(self, path: str) -> Any:
        async with self.session.get(self.url + path) as response:
            return await response.json()

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:
        async with self.session.post(self.url + path, json=body) as response:
            response.raise_for_status()
            return await response.json()


@asynccontextmanager
async def arena(
    contender: Contender, practice: Practice, phones: int = PHONES
) -> AsyncIterator[Arena]:
    """Start a simulator and the contender; both end with the block."""
    async with (
        outside.simulator(page=False) as url,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(120)) as session,
    ):
        here = Arena(session, url, 0, None)
        await here.post("/sim/telegram/limits", {"per_chat": False, "overall": False})
        for number in range(phones):
            card = {"name": f"Client {number}", "phone": f"+{254_799_000_000 + number}"}
            await here.post("/sim/phones", {**card, "telegram_id": FIRST_ID + number})
        port = free_port()
        async with _started(contender, url, practice, port) as process:
            await _until_it_listens(here)
            ours = practice if contender.module is None else None
            yield Arena(session, url, process.pid, ours, f"http://127.0.0.1:{port}")


@asynccontextmanager
async def _started(
    contender: Contender, url: str, practice: Practice, port: int
) -> AsyncIterator[asyncio.subprocess.Process]:
    command, env = ["-m", "bot", "run"], dict[str, str]()
    if contender.module is None:
        env = {
            **await outside.environment(url, practice.url, port),
            **HURRIED,
            "LOG_LEVEL": "WARNING",
        }
        del env["CLOCK_URL"]
    else:
        command = ["-m", contender.module, f"{url}/telegram", str(port), *contender.arguments]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env={"PATH": os.environ["PATH"], **env}
    )
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def _until_it_listens(here: Arena) -> None:
    for _ in range(400):
        async with here.session.get(f"{here.url}/sim/stats") as response:
            if "setWebhook" in (await response.json())["telegram"]["requests"]:
                return
        await asyncio.sleep(0.05)
    raise RuntimeError("it did not come up")


async def throughput(contender: Contender, practice: Practice) -> Measured:
    async with arena(contender, practice) as here:
        await here.measure(WARM_UP)
        return await here.measure(TAPS)


async def latency(contender: Contender, practice: Practice) -> Measured:
    async with arena(contender, practice) as here:
        await here.measure(WARM_UP)
        return await here.measure(PACED_TAPS, PACE)
