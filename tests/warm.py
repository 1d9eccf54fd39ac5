"""Processes of the program that begin warm: forked from one that has read the code and the words.

Each is a process of its own, with an environment of its own, and dies of kill -9 as any other. What
a cold one does more, `python -m bot run`, is to import and to read word lists: seconds, each time
the same. All forks share one seed of hashes, so two of them walk through a set in the same order;
cold ones don't. test_nothing_leaks, test_master_key and test_database_gone start those.
"""

import asyncio
import atexit
import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
READY = b"ready\n"


class Forked:
    """As much of asyncio's Process as tests use."""

    def __init__(self, pid: int, told: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        self._ended = asyncio.create_task(self._follow(told))

    async def _follow(self, told: asyncio.StreamReader) -> int:
        self.returncode = int(await told.readline())
        self._line.close()
        return self.returncode

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def send_signal(self, number: int) -> None:
        """Raises ProcessLookupError if it has ended, as asyncio's does."""
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)


async def run(environment: Mapping[str, str], log: Path) -> Forked:
    """`python -m bot run` with this environment and no other; `log` takes what it prints."""
    told, line = await asyncio.open_unix_connection(await asyncio.to_thread(_stove))
    line.write(json.dumps({"environment": environment, "log": str(log)}).encode() + b"\n")
    return Forked(int(await told.readline()), told, line)


async def run_cold(environment: Mapping[str, str], log: Path) -> Process:
    """The same as people start it."""
    with log.open("ab") as printed:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stderr=printed,
            stdout=printed,
        )  # fmt: skip


@cache
def _stove() -> str:
    """Where the warm process listens; it is started once and ends with this process.

    Nothing of our own environment may reach it: some of it is read when Python starts.
    """
    place = str(Path(tempfile.mkdtemp(prefix="smiling-steps-")) / "warm")
    started = subprocess.Popen(
        [sys.executable, "-c", f"from tests.warm import keep_warm; keep_warm({place!r})"], cwd=ROOT,
        env={"PATH": os.environ["PATH"]}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == READY, "the warm process did not come up"
    atexit.register(started.communicate)
    return place


def keep_warm(place: str) -> None:
    """Fork whenever somebody asks, until the one who started this is gone."""
    import_module("bot.app")
    from handlers import danger, texting

    danger.get_ready()
    texting.get_ready()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program and for the tests
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()
        os.write(1, READY)
        os.dup2(2, 1)  # who waits for our end would wait for everybody below us, too
        while True:
            if 0 in select.select([0, listener.fileno()], [], [])[0]:
                break
            asked = listener.accept()[0]
            if os.fork() == 0:
                listener.close()
                _watch_over(asked)
            asked.close()
    Path(place).unlink()
    Path(place).parent.rmdir()


def _watch_over(asked: socket.socket) -> NoReturn:
    """Start the program in a process below this one and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    wanted = json.loads(asked.makefile().readline())
    pid = os.fork()
    if pid == 0:
        asked.close()
        _be_the_program(wanted["environment"], wanted["log"])
    asked.sendall(f"{pid}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(OSError):
        asked.sendall(f"{code}\n".encode())
    os._exit(0)


def _be_the_program(environment: dict[str, str], log: str) -> NoReturn:
    """Whatever ends it goes up to Python itself, as it does in a cold one."""
    printed = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((nothing, 0), (printed, 1), (printed, 2)):
        os.dup2(ours, theirs)
    os.close(printed)
    os.close(nothing)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    from bot.__main__ import main

    sys.exit(main(["run"]))
