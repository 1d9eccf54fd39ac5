"""Answers of the Bot API as bytes, and in the record."""

import json
import time
from typing import Any

from simulator.telegram.requests import Body
from simulator.telegram.updates import Update
from simulator.world import World

# HTTP status and JSON; None where the connection was closed instead.
Answer = tuple[int, dict[str, Any]]
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(content: dict[str, Any]) -> bytes:
    """The JSON; updates are bytes already."""
    result = content.get("result")
    if isinstance(result, list) and result and isinstance(result[0], Update):
        return b'{"ok":true,"result":[' + b",".join(u.body for u in result) + b"]}"
    return ENCODER.encode(content).encode()


def headers(answer: Answer) -> dict[str, str]:
    """Further HTTP headers of an answer."""
    if answer[0] == 429:
        return {"Retry-After": str(answer[1]["parameters"]["retry_after"])}
    return {}


def record(
    world: World,
    http_method: str,
    name: str,
    answer: Answer | None,
    *,
    body: Body | None,
    started: float,
) -> None:
    """Keep one Bot API request; `started` is of perf_counter, `name` the method's."""
    if world.calls.quiet:
        return
    world.record(
        service="telegram",
        direction="in",
        method=http_method,
        path=f"/telegram/bot<token>/{name}",
        body=body.as_json() if body is not None else None,
        status=answer[0] if answer else None,
        answer=_readable(answer[1]) if answer else None,
        ms=(time.perf_counter() - started) * 1000,
    )


def _readable(answer: dict[str, Any]) -> dict[str, Any]:
    if isinstance(answer.get("result"), list):
        result = [json.loads(u.body) if isinstance(u, Update) else u for u in answer["result"]]
        return {**answer, "result": result}
    return answer
