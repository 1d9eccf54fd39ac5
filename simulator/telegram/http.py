"""The Bot API's paths: `/telegram/bot<TOKEN>/<method>` and the downloads."""

import time

from aiohttp import web

from simulator.calls import file_json
from simulator.telegram import dispatch, faults
from simulator.telegram.answers import Answer, encode, headers, record
from simulator.telegram.bots import TOKEN, Bot
from simulator.telegram.errors import INVALID_TOKEN, NOT_FOUND, UNAUTHORIZED, ApiError
from simulator.telegram.requests import read
from simulator.world import World


def routes(world: World) -> list[web.RouteDef]:
    """The Bot API of one world."""
    api = Api(world)
    path = "/telegram/bot{token}/{method}"
    return [
        web.post(path, api.call),
        web.get(path, api.call),
        web.get("/telegram/file/bot{token}/{path:.+}", api.download),
        web.route("*", "/telegram/{path:.*}", api.nowhere),
    ]


class Api:
    """Bot API requests over HTTP."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Any method; form, multipart, JSON or a query string."""
        started = time.perf_counter()
        name = request.match_info["method"]
        try:
            bot = self._bot(request.match_info["token"])
            body = await read(request)
        except ApiError as error:
            refusal = (error.code, error.as_json())
            record(self.world, request.method, name, refusal, body=None, started=started)
            return _answer(refusal)
        if self.world.faults:
            answer: Answer | None = await faults.answer(self.world, bot, name, body, request)
        else:
            answer = await dispatch.perform(self.world, bot, name, body.params, body.files)
        record(self.world, request.method, name, answer, body=body, started=started)
        return _hang_up(request) if answer is None else _answer(answer)

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file whose path getFile told."""
        started, path = time.perf_counter(), request.match_info["path"]
        try:
            self._bot(request.match_info["token"])
            file = self.world.files.at(path)
            if file is None:
                raise NOT_FOUND
        except ApiError as error:
            refusal = (error.code, error.as_json())
            self._record_other(request, f"file/bot<token>/{path}", refusal, started)
            return _answer(refusal)
        found = (200, file_json(file.name, file.data))
        self._record_other(request, f"file/bot<token>/{path}", found, started)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def nowhere(self, request: web.Request) -> web.Response:
        refusal = (NOT_FOUND.code, NOT_FOUND.as_json())
        path = TOKEN.sub("<token>", request.match_info["path"])
        self._record_other(
            request, path, refusal, time.perf_counter(), await request.text() or None
        )
        return _answer(refusal)

    def _record_other(
        self,
        request: web.Request,
        path: str,
        answer: Answer,
        started: float,
        body: str | None = None,
    ) -> None:
        """Keep a request that is no method's."""
        self.world.record(
            service="telegram",
            direction="in",
            method=request.method,
            path=f"/telegram/{path}",
            body=body,
            status=answer[0],
            answer=answer[1],
            ms=(time.perf_counter() - started) * 1000,
        )

    def _bot(self, token: str) -> Bot:
        try:
            bot = self.world.bots.find(token)
        except ValueError:
            raise INVALID_TOKEN from None
        if bot is None:
            raise UNAUTHORIZED
        return bot


def _answer(answer: Answer) -> web.Response:
    return web.Response(
        body=encode(answer[1]),
        status=answer[0],
        content_type="application/json",
        headers=headers(answer),
    )


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
