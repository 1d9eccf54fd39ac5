"""Speaking HTTP by hand, as slowly or as wrongly as a test wants it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.town import Town


@dataclass(slots=True)
class Line:
    """One connection; `began` is when it was opened."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    began: float

    async def say(self, words: str) -> None:
        self.writer.write(words.encode())
        await self.writer.drain()

    async def trickle(self, words: str, pause: float) -> None:
        """A byte at a time until all is said, or nobody listens any more."""
        try:
            for letter in words:
                await self.say(letter)
                await asyncio.sleep(pause)
        except ConnectionError:
            return

    async def status(self) -> int:
        """Of the next answer; 0 where the connection was closed without one."""
        try:
            first = await asyncio.wait_for(self.reader.readline(), 60)
        except ConnectionError:
            return 0
        return int(first.split()[1]) if first else 0

    async def until_closed(self) -> float:
        """Seconds that the connection lived."""
        try:
            while await asyncio.wait_for(self.reader.read(65536), 60):
                pass
        except ConnectionError:
            pass
        return time.monotonic() - self.began


@asynccontextmanager
async def line(here: Town) -> AsyncIterator[Line]:
    """Open a connection to the program."""
    port = int(here.environment["LISTEN_PORT"])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Line(reader, writer, time.monotonic())
    finally:
        writer.close()


def head(method: str, path: str, *fields: str) -> str:
    """A request up to its body."""
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: here", *fields, "", ""))
