"""What a check finds, and what a check is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import aiohttp

from bot.settings import Settings


class Mark(StrEnum):
    GOOD = "✓"
    WARNING = "!"
    WRONG = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line in plain words, and what to do about it."""

    mark: Mark
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What the checks look at; `now` is the program's time, moved in the demo.

    `dotenv` is the file that settings were read from, besides the environment.
    """

    settings: Settings
    dotenv: Path | None
    session: aiohttp.ClientSession
    now: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """`noun` is what it is about; `seconds` is as long as it may take."""

    noun: str
    run: Callable[[Visit], Awaitable[list[Finding]]]
    needs_database: bool = False
    seconds: float = 15.0


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def good(said: str) -> Finding:
    return Finding(Mark.GOOD, said)


def warning(said: str, todo: str) -> Finding:
    return Finding(Mark.WARNING, said, todo)


def wrong(said: str, todo: str) -> Finding:
    return Finding(Mark.WRONG, said, todo)
