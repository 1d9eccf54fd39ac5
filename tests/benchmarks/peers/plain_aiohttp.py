"""No library at all: aiohttp in, aiohttp out, dictionaries between."""

import aiohttp
from aiohttp import web

from tests.benchmarks.peers.screens import PATH, TOKEN, Place, after, place


def application(here: Place) -> web.Application:
    api = f"{here.api}/bot{TOKEN}"
    sessions: list[aiohttp.ClientSession] = []

    async def call(method: str, body: dict[str, object]) -> None:
        async with sessions[0].post(f"{api}/{method}", json=body) as response:
            await response.read()

    async def update(request: web.Request) -> web.Response:
        query = (await request.json())["callback_query"]
        text, rows = after(query["data"])
        keyboard = [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
        await call("answerCallbackQuery", {"callback_query_id": query["id"]})
        await call(
            "editMessageText",
            {
                "chat_id": query["message"]["chat"]["id"],
                "message_id": query["message"]["message_id"],
                "text": text,
                "parse_mode": "HTML",
                "reply_markup": {"inline_keyboard": keyboard},
            },
        )
        return web.Response()

    async def start(_app: web.Application) -> None:
        sessions.append(aiohttp.ClientSession())
        await call("setWebhook", {"url": here.hook, "max_connections": 100})

    app = web.Application()
    app.add_routes([web.post(PATH, update)])
    app.on_startup.append(start)
    return app


if __name__ == "__main__":
    where = place()
    web.run_app(application(where), host="127.0.0.1", port=where.port, access_log=None, print=None)
