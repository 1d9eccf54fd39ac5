"""Telegram's updates: stored before they are acknowledged, whoever dies afterwards."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from services.inbox import Arrival
from webhooks.visitors import guessed

log = structlog.get_logger()

PATH = "/hooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LANE = "tg:"

Receive = Callable[[list[Arrival]], Awaitable[None]]


def routes(receive: Receive, secret: str) -> list[web.RouteDef]:
    """Without a secret there is no endpoint."""
    if not secret:
        return []

    async def update(request: web.Request) -> web.Response:
        if not shows_secret(request, secret):
            await guessed(request)
            log.warning("webhook_refused", reason="wrong_secret")
            raise web.HTTPForbidden
        raw = await request.read()
        try:
            came, query_id = arrival(raw)
        except (ValueError, KeyError, TypeError) as error:
            raise web.HTTPBadRequest(text="not an update") from error
        await receive([came])
        if query_id is None:
            return web.Response()
        # Telegram runs a method named in our answer: the spinner stops without another request,
        # and nothing hangs on it (3-protocols 8.2: answer first, best effort).
        return web.json_response({"method": "answerCallbackQuery", "callback_query_id": query_id})

    return [web.post(PATH, update)]


def shows_secret(request: web.Request, secret: str) -> bool:
    """Whether Telegram's header is there; without a secret of ours nothing is right."""
    shown = request.headers.get(SECRET_HEADER, "")
    return bool(secret) and hmac.compare_digest(shown.encode(), secret.encode())


def arrival(raw: bytes) -> tuple[Arrival, str | None]:
    """An update as an inbox row, and the id of its button press if it is one.

    Raises KeyError, TypeError or ValueError on what isn't an update.
    """
    update = json.loads(raw)
    chat_id, query_id = _facts(update)
    number = int(update["update_id"])
    return Arrival("telegram", str(number), f"{LANE}{chat_id}", number, raw), query_id


def _facts(update: dict[str, Any]) -> tuple[int, str | None]:
    """Chat id (a private chat has its person's id) and query id.

    Chat 0 is for what no chat sent and for what can't be read: stored and parked, never refused,
    because Telegram would send it again for a day.
    """
    try:
        query = update.get("callback_query")
        if query is not None:
            return int(query["from"]["id"]), str(query["id"])
        for kind in ("message", "edited_message", "my_chat_member"):
            if kind in update:
                return int(update[kind]["chat"]["id"]), None
    except (KeyError, TypeError, ValueError):
        log.warning("update_without_a_chat", update_id=update["update_id"])
    return 0, None
