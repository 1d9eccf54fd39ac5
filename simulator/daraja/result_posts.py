"""Doing what was asked, and posting how it ended: soon, late, twice or never."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from simulator.daraja import result_shapes, work
from simulator.daraja.outcomes import ORDERED, Outcome

if TYPE_CHECKING:
    from simulator.daraja.conversations import Conversation
    from simulator.daraja.pushes import Daraja

SOON = (0.05, 0.3)
LATE_SECONDS = 600.0
UNKNOWN_CODE = "7777"
HEADERS = {"Content-Type": "application/json"}


async def begin(daraja: Daraja, asked: Conversation) -> None:
    """Do the work soon; at once, with the result before the answer, if a fault says so."""
    work_it = _working(daraja, asked)
    if daraja.take(f"{asked.kind}_early_result", asked.number):
        await work_it()
    else:
        daraja.world.clock.call_later(random.uniform(*SOON), work_it)


def _working(daraja: Daraja, asked: Conversation) -> Callable[[], Awaitable[None]]:
    async def work_it() -> None:
        def fault(name: str) -> Any:
            return daraja.take(f"{asked.kind}_{name}", asked.number)

        gave_up = fault("timeout")
        if gave_up:
            asked.expired = True
            await _after(daraja, gave_up.value, lambda: _post_timeout(daraja, asked))
            return
        asked.outcome = asked.outcome or _ordered(fault) or work.do(daraja, asked)
        done_but = fault("timeout_done")
        if done_but:
            await _after(daraja, done_but.value, lambda: _post_timeout(daraja, asked))
            return
        if fault("lost_result"):
            return
        doubled, late = fault("double_result"), fault("late_result")
        copies = int(doubled.value or 2) if doubled else 1
        body = result_shapes.body(daraja, asked, asked.outcome)
        wait = (late.value or LATE_SECONDS) if late else None
        await _after(daraja, wait, lambda: _post(daraja, asked, "ResultURL", body, copies))

    return work_it


def _ordered(fault: Callable[[str], Any]) -> Outcome | None:
    """The end that a fault decides, with nothing done."""
    for name, code in ORDERED.items():
        if fault(name):
            return Outcome(code)
    found = fault("result")
    if found:
        return Outcome(str(found.value))
    return Outcome(UNKNOWN_CODE) if fault("unknown_code") else None


async def _after(daraja: Daraja, seconds: Any, send: Callable[[], Awaitable[None]]) -> None:
    if seconds:
        daraja.world.clock.call_later(float(seconds), send)
    else:
        await send()


async def _post_timeout(daraja: Daraja, asked: Conversation) -> None:
    body = result_shapes.timeout_body(daraja, asked)
    await _post(daraja, asked, "QueueTimeOutURL", body, 1)


async def _post(
    daraja: Daraja, asked: Conversation, field: str, body: dict[str, Any], copies: int
) -> None:
    url, post = str(asked.fields[field]), daraja.world.post
    await asyncio.gather(
        *(post("daraja", url, json=body, headers=HEADERS, timeout=10) for _ in range(copies))
    )
