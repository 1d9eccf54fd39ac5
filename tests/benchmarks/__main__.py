"""`make bench`: every measure three times in turn, the median of each, as Markdown.

`python -m tests.benchmarks money` runs one part. Only the ratios of one run say something: on
another machine all numbers are others.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from statistics import median
from typing import TypeVar

from tests.benchmarks import books, callbacks, holds, reminders, rotation, slots, taps, trail
from tests.benchmarks.machine import machine
from tests.benchmarks.practice import Practice, practice, server
from tests.benchmarks.race import race
from tests.benchmarks.table import table, times
from tests.benchmarks.taps import AIOGRAM, CONTENDERS, OURS, PTB, Measured

ROUNDS = 3

_FAIRNESS = (
    "The bare bots keep nothing: no database, no dialogue. Ours answers the press in the reply to"
    " the webhook, they with a request of its own. PTB and aiohttp reply once the tap is done,"
    " aiogram at once, ours once the tap is stored."
)

Name = TypeVar("Name")
Value = TypeVar("Value")


async def main() -> None:
    started = time.monotonic()
    with server() as url:
        print(f"On {await machine(await practice(url, 'machine'))}.\n", flush=True)
        parts = {part.__name__.strip("_"): part for part in PARTS}
        for name in sys.argv[1:] or parts:
            part = parts[name]
            print(await part(url), end="\n\n", flush=True)
    _say(f"{time.monotonic() - started:.0f} seconds in all.")


async def _taps(url: str) -> str:
    here = await _town(url, "taps")
    found = await _in_turn({one: partial(taps.throughput, one, here) for one in CONTENDERS})
    speed = {one: median(run.per_second for run in runs) for one, runs in found.items()}
    lines = [
        [
            one.name, f"{speed[one]:,.0f}", times(speed[one], speed[PTB]),
            times(speed[one], speed[AIOGRAM]), f"{median(run.cpu_ms for run in runs):.2f}",
            f"{median(run.database_ms for run in runs):.2f}",
        ]
        for one, runs in found.items()
    ]  # fmt: skip
    head = ("a tap = one edit, one answer", "taps/s", "× PTB", "× aiogram", "CPU ms", "database ms")
    return f"{table(head, lines)}\n\n{_FAIRNESS}"


async def _latency(url: str) -> str:
    here = await _town(url, "latency")
    found = await _in_turn({one: partial(taps.latency, one, here) for one in (OURS, AIOGRAM)})
    lines = [
        [one.name, *(f"{median(values):.1f} ms" for values in _percentiles(runs))]
        for one, runs in found.items()
    ]
    return table((f"{taps.PACE} taps a second", "p50", "p99"), lines)


def _percentiles(runs: list[Measured]) -> tuple[list[float], list[float]]:
    return [run.p50_ms for run in runs], [run.p99_ms for run in runs]


async def _holds(url: str) -> str:
    here = await practice(url, "holds")
    wishes = await holds.prepare(here)
    measures: dict[str, Callable[[], Awaitable[float]]] = {
        "ours": partial(holds.ours, here, wishes),
        "bare": partial(holds.bare, here, wishes),
        "race": partial(race, here, wishes),
    }
    found = {name: median(runs) for name, runs in (await _in_turn(measures)).items()}
    lines = [
        ["holds/s, 16 at once: rules, calendar, row", f"{found['ours']:,.0f}"],
        ["the bare INSERT of the same row, with asyncpg", f"{found['bare']:,.0f}"],
        ["a whole hold beside the bare INSERT", times(found["ours"], found["bare"])],
        ["50 clients, one slot: one winner, the last answer after", f"{found['race']:.0f} ms"],
    ]
    return table(("holds", ""), lines)


async def _slots(url: str) -> str:
    measures: dict[int, Callable[[], Awaitable[float]]] = {}
    for size in slots.SIZES:
        here = await practice(url, f"slots_{size}")
        searched = await slots.prepare(here, size)
        measures[size] = partial(slots.search, here, searched)
    found = {size: median(runs) for size, runs in (await _in_turn(measures)).items()}
    first = found[slots.SIZES[0]]
    lines = [[f"{size:,}", f"{ms:.2f} ms", times(ms, first)] for size, ms in found.items()]
    return table(("sessions in the table", "a month of free times", "× the first"), lines)


async def _money(url: str) -> str:
    measures: dict[str, Callable[[], Awaitable[float]]] = {
        "applied": partial(callbacks.ours, url),
        "bare": partial(callbacks.bare, url),
        "books": partial(books.compare, await books.prepare(await practice(url, "books"))),
    }
    found = {name: median(runs) for name, runs in (await _in_turn(measures)).items()}
    lines = [
        ["callbacks/s, 64 at once: stored, paid, confirmed", f"{found['applied']:,.0f}"],
        ["the bare INSERT of the same payload, with asyncpg", f"{found['bare']:,.0f}"],
        ["a whole callback beside the bare INSERT", f"{found['applied'] / found['bare']:.3f}×"],
        [f"a day of {books.PAYMENTS:,} payments beside its list", f"{found['books']:.1f} s"],
    ]
    return table(("money", ""), lines)


async def _trail(url: str) -> str:
    here, long = await practice(url, "trail"), await practice(url, "long_trail")
    await here.settle(0)
    await trail.fill(long)
    measures: dict[str, Callable[[], Awaitable[float]]] = {
        "bare": partial(trail.moves, here, told=False),
        "told": partial(trail.moves, here, told=True),
        "verify": partial(trail.verify, long),
    }
    found = {name: median(runs) for name, runs in (await _in_turn(measures)).items()}
    lines = [
        ["moves/s, 16 at once: in the trail, chained, durable", f"{found['told']:,.0f}"],
        ["the bare UPDATE without any trigger", f"{found['bare']:,.0f}"],
        [f"links/s checked, of {trail.LINKS:,}", f"{found['verify']:,.0f}"],
    ]
    return table(("audit trail", ""), lines)


async def _keys(url: str) -> str:
    found = await rotation.run(await practice(url, "keys"))
    assert (found.keys, found.left) == (rotation.RECORDS, 0)
    lines = [
        [f"{found.keys:,} people's keys under a new master key", f"{found.seconds:.1f} s"],
        [
            f"{len(found.meanwhile)} holds meanwhile, the longest",
            f"{max(found.meanwhile):.0f} ms",
        ],
        ["... and in the middle", f"{median(found.meanwhile):.1f} ms"],
        [f"{len(found.alone)} holds without it, the longest", f"{max(found.alone):.0f} ms"],
        ["... and in the middle", f"{median(found.alone):.1f} ms"],
    ]
    return table(("keys", ""), lines)


async def _reminders(url: str) -> str:
    here = await practice(url, "reminders")
    planned = await reminders.prepare(here)
    measures: dict[str, Callable[[], Awaitable[float]]] = {
        "ours": partial(reminders.ours, here),
        "bare": partial(reminders.bare, here),
    }
    found = {name: median(runs) for name, runs in (await _in_turn(measures)).items()}
    left, violations = await reminders.leave(await practice(url, "reminders_leaving"))
    lines = [
        [f"{reminders.DUE:,} due of 100,000: claimed, checked, rendered, in the outbox",
         f"{found['ours'] * 1000:.0f} ms"],
        ["the bare UPDATE … SKIP LOCKED … RETURNING of the same rows, with asyncpg",
         f"{found['bare'] * 1000:.0f} ms"],
        ["the whole beside the bare claim", times(found["ours"], found["bare"])],
        ["sessions/s whose reminders are planned, six each", f"{planned:,.0f}"],
        ["reminders/s that leave: Telegram lets 30 a second out of a bot", f"{left:.0f}"],
        ["... messages beyond its limits, by the simulator's count", f"{violations}"],
    ]  # fmt: skip
    return table(("reminders", ""), lines)


PARTS = (_taps, _latency, _holds, _slots, _money, _keys, _trail, _reminders)


async def _town(url: str, name: str) -> Practice:
    here = await practice(url, name)
    await here.settle(taps.PHONES)
    return here


async def _in_turn(
    measures: Mapping[Name, Callable[[], Awaitable[Value]]],
) -> dict[Name, list[Value]]:
    """All of them, then all again: what disturbs the machine disturbs each alike."""
    found: dict[Name, list[Value]] = {name: [] for name in measures}
    for turn in range(ROUNDS):
        for name, measure in measures.items():
            _say(f"{turn + 1}/{ROUNDS} {name}")
            found[name].append(await measure())
    return found


def _say(words: str) -> None:
    """Beside the result: progress goes to stderr."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
