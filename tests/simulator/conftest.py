"""A fresh outside world for every test, and a python-telegram-bot client in front of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot

from simulator import Simulator

TOKEN = "4242:" + "A" * 35


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator


@pytest.fixture
async def http(sim: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sim.url) as session:
        yield session


Control = Callable[..., Awaitable[Any]]


@pytest.fixture
def control(http: aiohttp.ClientSession) -> Control:
    """POST to `/sim/…` and return the JSON; a status other than 200 comes as an int."""

    async def post(path: str, **body: Any) -> Any:
        async with http.post(f"/sim/{path}", json=body) as response:
            return await response.json() if response.status == 200 else response.status

    return post


Api = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def api(http: aiohttp.ClientSession) -> Api:
    """Call a Bot API method with a JSON body and return the whole answer."""

    async def call(method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        async with http.post(f"/telegram/bot{token}/{method}", json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    return call


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    url = f"{sim.url}/telegram"
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as client:
        yield client


@pytest.fixture
async def amina(control: Control) -> dict[str, Any]:
    """A person who has started the bot."""
    phone: dict[str, Any] = await control(
        "phones", name="Amina Otieno", phone="+254712000001", telegram_id=501
    )
    await control("phones/amina/send", text="/start")
    return phone


class Program:
    """A webhook: keeps what comes; `answers` are used up one by one, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.gate: Callable[[dict[str, Any]], Awaitable[None]] | None = None

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.updates.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.gate is not None:
            await self.gate(update)
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    found = Program()
    app = web.Application()
    app.router.add_post("/hook", found.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()
