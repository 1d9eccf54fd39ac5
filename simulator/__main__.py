"""`python -m simulator`: serve until a signal, or until the parent is gone."""

import argparse
import asyncio
import contextlib
import importlib
import importlib.util
import json
import signal
import sys
from collections.abc import Coroutine
from typing import Any

from simulator.app import Simulator


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--record", metavar="FILE", help="append every call as a line of JSON")
    parser.add_argument("--state", metavar="FILE", help="keep phones and chats in this file")
    parser.add_argument("--no-page", action="store_true", help="do not serve the phones' page")
    parser.add_argument(
        "--die-with-parent", action="store_true", help="end when standard input is closed"
    )
    return parser.parse_args(argv)


async def serve(options: argparse.Namespace) -> None:
    """Print one line when ready, then run until asked to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    simulator = Simulator(
        options.host,
        options.port,
        options.record,
        state=options.state,
        page=not options.no_page,
    )
    async with simulator:
        print(json.dumps({"ready": True, "url": simulator.url}), flush=True)
        parent = asyncio.create_task(_parent_gone(stop)) if options.die_with_parent else None
        await stop.wait()
        if parent is not None:
            parent.cancel()


async def _parent_gone(stop: asyncio.Event) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while await reader.read(4096):
        pass
    stop.set()


def _run(work: Coroutine[Any, Any, None]) -> None:
    if importlib.util.find_spec("uvloop"):
        importlib.import_module("uvloop").run(work)
    else:
        asyncio.run(work)


def main() -> None:
    with contextlib.suppress(KeyboardInterrupt):
        _run(serve(arguments()))


if __name__ == "__main__":
    main()
