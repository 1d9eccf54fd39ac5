"""Calendars that people keep elsewhere: `/calendars/<name>.ics`, as Google and others serve them.

`PUT /sim/calendars/<name>` sets what is there: the body is the file itself; "example" is there from
the beginning. Faults of the service "calendars" (for one calendar with `method` = its name):
"status" (`value` is the code, else 404), "slow" (`value` seconds, else 60), "garbage", "cut_off",
"endless", "in_circles", "redirect" (to `value`, else to a machine inside a private network).
"""

import asyncio
import hashlib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formatdate

from aiohttp import web

from simulator.faults import Fault
from simulator.world import World

SERVICE = "calendars"
FAULTS = ("status", "slow", "garbage", "cut_off", "endless", "redirect", "in_circles")
PRIVATE = "http://10.0.0.1/secret.ics"
_CHUNK = b"X" * 65536


@dataclass(frozen=True, slots=True)
class Served:
    """One file and when it was last changed."""

    content: bytes
    changed: str

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.content).hexdigest()[:16]}"'


def routes(world: World) -> list[web.RouteDef]:
    calendars = Calendars(world)
    return [
        web.get("/calendars/{name}.ics", calendars.read),
        web.put("/sim/calendars/{name}", calendars.change),
        web.delete("/sim/calendars/{name}", calendars.remove),
    ]


class Calendars:
    """The files by name; a name that nobody set is not found, but for "example"."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._files: dict[str, Served] = {}

    async def change(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        changed = formatdate(self._world.clock.timestamp(), usegmt=True)
        self._files[name] = Served(await request.read(), changed)
        return web.json_response({"url": f"{self._world.url}/calendars/{name}.ics"})

    async def remove(self, request: web.Request) -> web.Response:
        self._files.pop(request.match_info["name"], None)
        return web.json_response({})

    async def read(self, request: web.Request) -> web.StreamResponse:
        name, started = request.match_info["name"], time.monotonic()
        fault = self._fault(name)
        answer = await self._spoilt(request, fault) if fault else None
        answer = answer or self._answer(request, name)
        self._world.record(
            service=SERVICE, direction="in", method="GET", path=request.path,
            body=dict(request.headers), status=answer.status, answer=_text(answer),
            ms=(time.monotonic() - started) * 1000,
        )  # fmt: skip
        return answer

    def _fault(self, name: str) -> Fault | None:
        found = (self._world.faults.take(SERVICE, fault, method=name) for fault in FAULTS)
        return next((fault for fault in found if fault), None)

    def _answer(self, request: web.Request, name: str) -> web.Response:
        served = self._files.get(name)
        if served is None and name == "example":
            served = _example(self._world.clock.now())
        if served is None:
            return web.Response(status=404, text="Not Found")
        headers = {"ETag": served.etag, "Last-Modified": served.changed}
        same = request.headers.get("If-None-Match") == served.etag
        if same or request.headers.get("If-Modified-Since") == served.changed:
            return web.Response(status=304, headers=headers)
        return web.Response(body=served.content, content_type="text/calendar", headers=headers)

    async def _spoilt(self, request: web.Request, fault: Fault) -> web.StreamResponse | None:
        match fault.fault:
            case "status":
                return web.Response(status=int(fault.value or 404), text="No")
            case "slow":
                await asyncio.sleep(float(fault.value or 60))
                return None
            case "garbage":
                return web.Response(body=b"<html><body>Sign in</body></html>")
            case "cut_off":
                return web.Response(body=b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1")
            case "endless":
                return await self._endless(request)
            case "redirect":
                return web.Response(status=302, headers={"Location": str(fault.value or PRIVATE)})
            case _:
                return web.Response(status=302, headers={"Location": request.path})

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        """More and more, until the reader has had enough."""
        response = web.StreamResponse(headers={"Content-Type": "text/calendar"})
        await response.prepare(request)
        while not self._world.closing.is_set():
            await response.write(_CHUNK)
        return response


def _text(answer: web.StreamResponse) -> str | None:
    """What was served, as far as it came to an end."""
    body = answer.body if isinstance(answer, web.Response) else None
    return body.decode(errors="replace") if isinstance(body, bytes) and body else None


def _example(now: datetime) -> Served:
    """A lecturer's weeks from today: a lecture each Tuesday, a dentist, a day off."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7)
    dentist, off = today + timedelta(days=3), today + timedelta(days=10)
    events = (
        f"DTSTART;TZID=Africa/Nairobi:{tuesday:%Y%m%d}T100000\r\nDURATION:PT2H\r\nRRULE:FREQ=WEEKLY",
        f"DTSTART:{dentist:%Y%m%d}T110000Z\r\nDURATION:PT1H",
        f"DTSTART;VALUE=DATE:{off:%Y%m%d}",
    )
    body = "".join(
        f"BEGIN:VEVENT\r\nUID:example-{number}\r\nDTSTAMP:{today:%Y%m%d}T000000Z\r\n"
        f"{event}\r\nEND:VEVENT\r\n"
        for number, event in enumerate(events)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Simulator//EN\r\n"
    changed = formatdate(today.timestamp(), usegmt=True)
    return Served(f"{head}{body}END:VCALENDAR\r\n".encode(), changed)
