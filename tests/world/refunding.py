"""Bringing a paid session to its end, and watching where its money goes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.phones import Phone
from bot.story.booking import BOOKING
from bot.story.steps import AMINA, BRIAN, Step, amina
from tests.town import Town
from tests.world.paying import dues_ticked, settled

PAID = BOOKING
CANCEL = (
    amina("tap", "^Cancel it…", "all of it goes back to you"),
    Step(AMINA, "tap", "^Cancel it, get KES 2,500 back",
         ((AMINA, "All of the KES 2,500 goes back to you"), (BRIAN, "has cancelled"))),
)  # fmt: skip
FULL_PURSE = 20_000


async def paid_and_cancelled(here: Town) -> None:
    await here.play((*PAID, *CANCEL))


async def an_admin(here: Town) -> Phone:
    """Grace, who has said hello."""
    phone = here.phone("grace")
    await phone.send("/start")
    await phone.expect("Hello")
    return phone


async def open_the_refund(admin: Phone) -> None:
    await admin.send("/refunds")
    await admin.expect("Money to send back")
    await admin.tap("^KES 2,500 · Amina")
    await admin.expect("Since:")


async def refunds(here: Town) -> list[dict[str, Any]]:
    return await here.sql("SELECT * FROM refunds ORDER BY id")


async def refund(here: Town) -> dict[str, Any]:
    """The only one."""
    (found,) = await refunds(here)
    return found


async def purse(here: Town) -> int:
    """What Amina has, in whole KES."""
    return int((await here.phone(AMINA).state())["balance"])


async def ticked(here: Town) -> None:
    """Everything that is due, done."""
    assert here.program is not None
    await here.program.loops.run_all()
    await settled(here)


async def until(here: Town, done: Callable[[], Awaitable[bool]], seconds: float = 0) -> None:
    """Tick until it is so, a few times with so many seconds between; red if it never is."""
    for _ in range(60):
        await (dues_ticked(here, seconds) if seconds else ticked(here))
        if await done():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came to that; the refund is {await refunds(here)}")


async def until_state(here: Town, *states: str, seconds: float = 0) -> dict[str, Any]:
    async def so() -> bool:
        return {one["state"] for one in await refunds(here)} <= set(states)

    await until(here, so, seconds)
    return (await refunds(here))[-1]
