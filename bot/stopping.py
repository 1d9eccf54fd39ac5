"""Ending in order: Ctrl-C and SIGTERM are asked for, never suffered."""

import asyncio
import signal


async def until_stopped() -> None:
    """Wait for the first SIGINT or SIGTERM; a second one ends the process the hard way."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    for number in signals:
        loop.remove_signal_handler(number)
