"""A program as Africa's Talking sees it: four addresses that keep what they are told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from simulator import Simulator

AMINA = "+254712000001"
CODE = "*384*123#"
Form = dict[str, str]


class Program:
    """`heard[kind]` are the forms that came; `screens` are answered one by one, then "END Bye"."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: dict[str, list[Form]] = {}
        self.kinds_of_content: set[str] = set()
        self.screens: list[str | web.Response] = []
        self.status = 200
        self.thinking = 0.0

    async def handle(self, request: web.Request) -> web.Response:
        kind = request.match_info["kind"]
        self.kinds_of_content.add(request.content_type)
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.heard.setdefault(kind, []).append(form)
        if kind != "ussd":
            return web.Response(status=self.status)
        await asyncio.sleep(self.thinking)
        screen = self.screens.pop(0) if self.screens else "END Bye"
        return screen if isinstance(screen, web.Response) else web.Response(text=screen)

    async def hears(self, kind: str, count: int = 1) -> list[Form]:
        """The forms of a kind, as soon as there are so many."""
        await until(lambda: len(self.heard.get(kind, [])) >= count)
        return self.heard[kind]


class World:
    """The simulator, a program that it tells everything, and Amina's phone."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession, program: Program) -> None:
        self.sim, self.http, self.program = sim, http, program

    async def post(self, path: str, body: object) -> Any:
        """The JSON, or the status of a refusal."""
        async with self.http.post(f"{self.sim.url}/sim/{path}", json=body) as response:
            return await response.json() if response.status == 200 else response.status

    async def refused(self, path: str, body: object) -> tuple[int, str]:
        async with self.http.post(f"{self.sim.url}/sim/{path}", json=body) as response:
            return response.status, str((await response.json())["error"])

    async def fault(self, fault: str, **more: Any) -> None:
        await self.post("faults", {"service": "sms", "fault": fault, **more})

    async def text(self, message: str = "Habari", to: str = AMINA, sender: str = "") -> Any:
        """Send as the program does; the recipient of the answer."""
        form = {"username": "demo", "to": to, "message": message}
        form |= {"from": sender} if sender else {}
        url, headers = f"{self.sim.url}/sms/version1/messaging", {"apiKey": "demo-key"}
        async with self.http.post(url, data=form, headers=headers) as response:
            return (await response.json())["SMSMessageData"]["Recipients"][0]

    async def phone(self) -> dict[str, Any]:
        async with self.http.get(f"{self.sim.url}/sim/phones/amina") as response:
            found: dict[str, Any] = await response.json()
            return found

    async def sms(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.phone())["sms"]
        return found

    async def stats(self) -> dict[str, Any]:
        async with self.http.get(f"{self.sim.url}/sim/stats") as response:
            found: dict[str, Any] = (await response.json())["sms"]
            return found

    async def violations(self) -> dict[str, int]:
        """Those that happened."""
        found = (await self.stats())["violations"]
        return {name: count for name, count in found.items() if count}

    async def pass_time(self, seconds: float) -> None:
        await self.post("clock", {"advance": seconds})

    async def quiet(self, seconds: float = 0.5) -> None:
        """Long enough for everything that comes soon to have come."""
        await asyncio.sleep(seconds)


@asynccontextmanager
async def serving(program: Program) -> AsyncIterator[Program]:
    """The program answers at `url`/kind."""
    app = web.Application()
    app.router.add_post("/{kind}", program.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    program.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield program
    finally:
        await runner.cleanup()


@asynccontextmanager
async def texting_world() -> AsyncIterator[World]:
    """All addresses told, keywords off."""
    async with (
        serving(Program()) as program,
        Simulator(page=False) as sim,
        aiohttp.ClientSession() as http,
    ):
        sim.world.add_phone("Amina Otieno", AMINA)
        here = World(sim, http, program)
        kinds = ("inbound", "report", "optout", "ussd", "ussd_end")
        await here.post("sms/callbacks", {kind: f"{program.url}/{kind}" for kind in kinds})
        yield here


async def until(true: Callable[[], object], timeout: float = 5.0) -> None:
    deadline = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < deadline, "it never came to pass"
        await asyncio.sleep(0.01)
