"""What the measures were taken on, without saying whose machine it is."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.benchmarks.practice import Practice

_LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "asyncpg")


async def machine(practice: Practice) -> str:
    """One sentence: processor, memory, versions."""
    connection = await practice.connect()
    postgres = await connection.fetchval("SHOW server_version")
    durable = (
        await connection.fetchval("SHOW fsync"),
        await connection.fetchval("SHOW synchronous_commit"),
    )
    await connection.close()
    cores = os.cpu_count() or 1
    memory = round(psutil.virtual_memory().total / 2**30)
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{cores} core{'s' if cores > 1 else ''} ({_model()}), {memory} GB, "
        f"{platform.system()}, Python {platform.python_version()}, PostgreSQL {postgres.split()[0]}"
        f" (fsync {durable[0]}, synchronous_commit {durable[1]}), {libraries}"
    )


def _model() -> str:
    """The processor as Linux names it; elsewhere what Python knows."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
