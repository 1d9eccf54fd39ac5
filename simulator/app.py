"""The simulator as one aiohttp application, in a process of its own or inside a test."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from simulator import (
    calendars,
    control,
    control_mail,
    daraja,
    google,
    paystack,
    sms,
    storage,
    texting,
)
from simulator.mail import MailServer
from simulator.telegram import http as telegram
from simulator.telegram.express import Front
from simulator.world import World

MAX_BODY = 60 * 1024 * 1024
# The page and whoever steers the simulator are not the program.
OURS = ("/sim", "/page/", "/favicon.ico", "/.well-known/")
PAGE = Path(__file__).parent / "page"


def make_app(world: World, *, page: bool = True) -> web.Application:
    """All services of one world."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=[_keeper(world)])
    app.add_routes(telegram.routes(world))
    app.add_routes(control.routes(world))
    app.add_routes(daraja.routes(world))
    app.add_routes(sms.routes(world))
    app.add_routes(control_mail.routes(world))
    app.add_routes(texting.routes(world))
    app.add_routes(paystack.routes(world))
    app.add_routes(google.routes(world))
    app.add_routes(calendars.routes(world))
    if page and PAGE.is_dir():
        app.router.add_get("/", _index)
        app.router.add_static("/page/", PAGE)
    return app


def _keeper(world: World) -> Middleware:
    """Keeps in the record what is meant for no service here: nothing goes out unseen."""

    @web.middleware
    async def keep(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.match_info.http_exception is not None and not request.path.startswith(OURS):
            world.record(
                service="unknown",
                direction="in",
                method=request.method,
                path=request.path_qs,
                body=(await request.read()).decode(errors="replace") or None,
                status=request.match_info.http_exception.status,
            )
        return await handler(request)

    return keep


async def _index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


class Simulator:
    """`async with Simulator() as sim:` serves the outside world at `sim.url`.

    `record` is a file for every call, one JSON object a line; `state` a file that survives.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        record: Path | str | None = None,
        *,
        state: Path | str | None = None,
        page: bool = True,
    ) -> None:
        self.world = World(Path(record) if record else None)
        self.url = ""
        self._host, self._port, self._page = host, port, page
        self._state = storage.Storage(self.world, Path(state)) if state else None
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None
        self._mail = MailServer(self.world)
        self._open: set[asyncio.Transport] = set()

    async def __aenter__(self) -> Self:
        if self._state is not None:
            self._state.load()
        app = make_app(self.world, page=self._page)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        self._server = await asyncio.get_running_loop().create_server(
            self._front(self._runner), self._host, self._port, backlog=1024
        )
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://{self._host}:{port}"
        self.world.url = self.url
        await self._mail.start()
        self.world.smtp = (self._mail.host, self._mail.port)
        if self._state is not None:
            self._state.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._state is not None:
            with contextlib.suppress(OSError):
                await self._state.stop()
        self.world.closing.set()
        self.world.events.wake()
        await self.world.close()
        if self._server is not None:
            self._server.close()
        for transport in self._open:
            transport.close()
        await self._mail.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    def _front(self, runner: web.AppRunner) -> Callable[[], asyncio.Protocol]:
        framework = runner.server
        assert framework is not None
        return lambda: Front(self.world, framework, self._open)
