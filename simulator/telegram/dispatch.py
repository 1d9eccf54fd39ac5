"""From a method's name and parameters to its answer, counted."""

from __future__ import annotations

import inspect
import logging
from typing import TYPE_CHECKING, Any

from simulator.telegram.call import Call, Upload
from simulator.telegram.errors import METHOD_NOT_FOUND, ApiError
from simulator.telegram.methods import METHODS, Method

if TYPE_CHECKING:
    from simulator.telegram.bots import Bot
    from simulator.telegram.requests import Body
    from simulator.world import World

log = logging.getLogger(__name__)

Answer = tuple[int, dict[str, Any]]
BROKEN = ApiError(500, "Internal Server Error")


async def perform(
    world: World, bot: Bot, name: str, params: dict[str, Any], files: dict[str, Upload]
) -> Answer:
    """Run one method; returns the HTTP status and the answer's JSON."""
    method = METHODS.get(name.lower())
    if method is None:
        return _refused(world, METHOD_NOT_FOUND)
    call = _counted(world, bot, method, params, files)
    try:
        result = method.run(call)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return _refused(world, error)
    except Exception:  # The simulator's own mistake: seen in the log, and by the program.
        log.exception("%s failed in the simulator", method.name)
        return _refused(world, BROKEN)
    return 200, {"ok": True, "result": result}


def perform_now(world: World, bot: Bot, method: Method, body: Body) -> Answer:
    """Run a method that never waits."""
    call = _counted(world, bot, method, body.params, body.files)
    try:
        return 200, {"ok": True, "result": method.run(call)}
    except ApiError as error:
        return _refused(world, error)
    except Exception:  # As above.
        log.exception("%s failed in the simulator", method.name)
        return _refused(world, BROKEN)


def _counted(
    world: World, bot: Bot, method: Method, params: dict[str, Any], files: dict[str, Upload]
) -> Call:
    world.count("telegram", "requests", method.name)
    if not method.parameters.issuperset(params):
        for unknown in params.keys() - method.parameters - files.keys():
            world.count("telegram", "unknown_parameters", f"{method.name}.{unknown}")
    return Call(world, bot, method.name, params, files, perform)


def _refused(world: World, error: ApiError) -> Answer:
    # Shared instances would otherwise collect the traces of every raise.
    error.__traceback__ = None
    world.count("telegram", "rejected", error.description)
    return error.code, error.as_json()
