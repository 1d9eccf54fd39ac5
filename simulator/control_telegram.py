"""`/sim/telegram/*`: switches and measures of the Telegram side."""

import asyncio

from aiohttp import web

from simulator.telegram.bench import Bench
from simulator.world import World


def routes(world: World) -> list[web.RouteDef]:
    """Limits on and off, waiting for delivery, and the benchmark."""

    async def settle(request: web.Request) -> web.Response:
        body = await request.json() if request.body_exists else {}
        loop = asyncio.get_running_loop()
        deadline = loop.time() + float(body.get("timeout", 5))
        while (pending := world.pending()) and loop.time() < deadline:
            await asyncio.sleep(0.01)
        return web.json_response({"pending": pending})

    async def limits(request: web.Request) -> web.Response:
        settings = world.telegram
        body = await request.json()
        settings.per_chat = bool(body.get("per_chat", settings.per_chat))
        settings.overall = bool(body.get("overall", settings.overall))
        settings.retry_base = float(body.get("retry_base", settings.retry_base))
        return web.json_response(settings.as_json())

    async def bench(request: web.Request) -> web.Response:
        """Taps by many phones; while it runs nothing is recorded unless quiet is false."""
        if world.bench is not None:
            return web.json_response({"error": "a benchmark is running"}, status=409)
        body = await request.json()
        world.bench = measure = Bench(
            world,
            taps=int(body["taps"]),
            data=str(body.get("data", "bench")),
            endings=tuple(body.get("endings", [""])),
            concurrency=int(body.get("concurrency", 64)),
            rate=float(body.get("rate") or 0),
        )
        world.events.quiet = world.calls.quiet = bool(body.get("quiet", True))
        try:
            measure.enrol(int(body["phones"]))
            return web.json_response(await measure.run())
        finally:
            world.events.quiet = world.calls.quiet = False
            world.bench = None

    return [
        web.post("/sim/bench", bench),
        web.post("/sim/telegram/settle", settle),
        web.post("/sim/telegram/limits", limits),
    ]
