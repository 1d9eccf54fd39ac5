"""`/sim/*`: the control interface of the page, the tour and the tests."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator import control_phones, control_telegram
from simulator.events import Event
from simulator.faults import Fault
from simulator.texting import texting_of
from simulator.views import phone_json
from simulator.world import World, new_stats

SHOWN_CALLS = 200
KEEP_ALIVE = 10.0
LONGEST_WAIT = 60.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes(world: World) -> list[web.RouteDef]:
    """All routes of the control interface."""
    control = Control(world)
    return [
        web.get("/sim/state", control.state),
        web.get("/sim/events", control.events),
        web.get("/sim/wait", control.wait),
        web.get("/sim/clock", control.clock),
        web.get("/sim/clock/stream", control.clock_stream),
        web.post("/sim/clock", control.advance),
        web.post("/sim/faults", control.add_fault),
        web.delete("/sim/faults", control.clear_faults),
        web.get("/sim/calls", control.calls),
        web.delete("/sim/calls", control.clear_calls),
        web.get("/sim/stats", control.stats),
        web.get("/sim/files/{id}", control.file),
        *control_phones.routes(world),
        *control_telegram.routes(world),
    ]


class Control:
    """The handlers that concern the world as a whole."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def state(self, request: web.Request) -> web.Response:
        world = self.world
        return web.json_response(
            {
                **world.clock.as_json(),
                "seq": world.events.seq,
                "phones": [phone_json(world, phone) for phone in world.phones.values()],
                "calls": world.calls.last(SHOWN_CALLS),
                "faults": world.faults.as_json(),
                "texting": texting_of(world).as_json(),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events; a browser's Last-Event-ID counts as `after`."""
        events = self.world.events
        given = request.headers.get("Last-Event-ID") or request.query.get("after")
        after = int(given) if given and given.isdigit() else events.seq
        response = await _stream(request, "text/event-stream")
        with contextlib.suppress(ConnectionError):
            await self._tell(response, after)
        return response

    async def _tell(self, response: web.StreamResponse, after: int) -> None:
        """Write events until the reader is gone, which raises ConnectionError."""
        events = self.world.events
        while not self.world.closing.is_set():
            if not events.knows(after):
                after = events.seq
                await _send_event(response, {"seq": after, "type": "reset"})
            for event in events.since(after):
                await _send_event(response, event)
                after = event["seq"]
            if events.seq == after and not await events.next(KEEP_ALIVE):
                await response.write(b": still here\n\n")

    async def wait(self, request: web.Request) -> web.Response:
        """Events later than `after`, as soon as there is one, empty at the timeout."""
        after = int(request.query.get("after", "0"))
        timeout = min(float(request.query.get("timeout", "5")), LONGEST_WAIT)
        events = self.world.events
        found = await events.wait(after, timeout, request.query.get("phone"))
        return web.json_response({"seq": events.seq, "events": found})

    async def clock(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.clock.as_json())

    async def clock_stream(self, request: web.Request) -> web.StreamResponse:
        response = await _stream(request, "application/x-ndjson")
        with contextlib.suppress(ConnectionError):
            await self._tell_time(response)
        return response

    async def _tell_time(self, response: web.StreamResponse) -> None:
        clock = self.world.clock
        while not self.world.closing.is_set():
            changed = clock.changed
            await response.write(json.dumps(clock.as_json()).encode() + b"\n")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), KEEP_ALIVE)

    async def advance(self, request: web.Request) -> web.Response:
        body = await request.json()
        try:
            self.world.clock.advance(float(body["advance"]))
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=400)
        # Timers that became due have begun before the answer.
        await asyncio.sleep(0)
        return web.json_response(self.world.clock.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        try:
            fault = Fault(**body)
        except TypeError as error:
            return web.json_response({"error": str(error)}, status=400)
        self.world.faults.add(fault)
        return web.json_response(self.world.faults.as_json())

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.world.faults.clear()
        return web.json_response([])

    async def calls(self, request: web.Request) -> web.Response:
        after = request.query.get("after")
        found = self.world.calls.last(
            service=request.query.get("service") or None, after=int(after) if after else None
        )
        return web.json_response(found, dumps=_dumps)

    async def clear_calls(self, request: web.Request) -> web.Response:
        self.world.calls.clear()
        self.world.stats.clear()
        self.world.stats.update(new_stats())
        return web.json_response([])

    async def stats(self, request: web.Request) -> web.Response:
        return web.json_response(self.world.stats)

    async def file(self, request: web.Request) -> web.Response:
        """A file as the phones see it."""
        file = self.world.files.get(request.match_info["id"])
        if file is None:
            return web.json_response({"error": "no such file"}, status=404)
        # The sandbox keeps an uploaded HTML file from running in the page's name.
        headers = {
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options": "nosniff",
        }
        if not file.mime.startswith("image/"):
            quoted = file.name.encode("ascii", "replace").decode().replace('"', "'")
            headers["Content-Disposition"] = f'attachment; filename="{quoted}"'
        return web.Response(body=file.data, content_type=file.mime, headers=headers)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


async def _stream(request: web.Request, content_type: str) -> web.StreamResponse:
    response = web.StreamResponse(
        headers={"Content-Type": content_type, "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    return response


async def _send_event(response: web.StreamResponse, event: Event) -> None:
    data = _dumps(event)
    await response.write(f"id: {event['seq']}\ndata: {data}\n\n".encode())
