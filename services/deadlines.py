"""Work that needs the CPU, in a thread that is ended when it takes too long."""

import asyncio
import contextlib
import ctypes
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

Result = TypeVar("Result")

#: A rule of two hundred bytes can keep a processor busy for hours: nothing but this ends it.
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc


class _Enough(BaseException):
    """Raised inside the thread; no `except Exception` on its way swallows it."""


async def in_thread(work: Callable[[], Result], seconds: float) -> Result:
    """The result of `work`. Raises what it raises, or TimeoutError: then it is stopped."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(settled: Callable[[], None]) -> None:
        if not done.done():
            settled()

    def run() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - whoever waits gets it
                loop.call_soon_threadsafe(settle, partial(done.set_exception, error))
            else:
                loop.call_soon_threadsafe(settle, partial(done.set_result, result))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        return await asyncio.wait_for(done, seconds)
    except (TimeoutError, asyncio.CancelledError):
        if thread.is_alive() and thread.ident is not None:
            _raise_in(ctypes.c_ulong(thread.ident), ctypes.py_object(_Enough))
        raise
