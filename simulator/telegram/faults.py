"""Bot API requests that go wrong on demand."""

import asyncio
from typing import Any

from aiohttp import web

from simulator.telegram import dispatch
from simulator.telegram.answers import Answer
from simulator.telegram.bots import Bot
from simulator.telegram.errors import ApiError, too_many
from simulator.telegram.requests import Body
from simulator.world import World

SILENCE = 60.0


async def answer(
    world: World, bot: Bot, name: str, body: Body, request: web.Request
) -> Answer | None:
    """The method's answer, or what was ordered instead; None means: hang up.

    "429" (value = seconds), "500", "timeout" and "drop_connection" come instead of the work,
    "lost_answer" after it. A "drop_connection" without a method is meant for updates.
    """
    phone = _phone(world, bot, body.params)

    def ordered(fault: str) -> Any:
        return world.faults.take("telegram", fault, phone, name)

    if fault := ordered("429"):
        return _refuse(world, too_many(int(fault.value or 1)))
    if ordered("500"):
        return _refuse(world, ApiError(500, "Internal Server Error"))
    if ordered("timeout"):
        await _silence(world, request)
        return None
    if world.faults.take("telegram", "drop_connection", phone, name, only_method=True):
        return None
    found = await dispatch.perform(world, bot, name, body.params, body.files)
    return None if ordered("lost_answer") else found


def _refuse(world: World, error: ApiError) -> Answer:
    world.count("telegram", "rejected", error.description)
    return error.code, error.as_json()


async def _silence(world: World, request: web.Request) -> None:
    """A minute without an answer, or until either side goes away."""
    loop = asyncio.get_running_loop()
    end = loop.time() + SILENCE
    while loop.time() < end and not world.closing.is_set():
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(0.1)


def _phone(world: World, bot: Bot, params: dict[str, Any]) -> str | None:
    """Whom a request concerns, by its chat or its callback query."""
    user_id = bot.queries.user_of(str(params.get("callback_query_id", "")))
    try:
        phone = world.users.get(user_id or int(params.get("chat_id", 0)))
    except (TypeError, ValueError):
        return None
    return phone.id if phone else None
