"""All checks beside one another, and what they found in an order that doesn't change."""

import asyncio
import contextlib
import textwrap
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import asyncpg

from bot import clock_follower, clock_keeper
from bot.doctor import (
    address,
    backups,
    clocks,
    crisis,
    database,
    google,
    keys,
    mail,
    mpesa,
    paystack,
    people,
    queues,
    sms,
    telegram,
    trail,
)
from bot.doctor.discretion import discreet
from bot.doctor.findings import Check, Finding, Mark, Visit, good, warning, wrong
from bot.settings import Settings, SettingsError, load
from models import database as tables
from models.database import AWAY
from services import clock

CHECKS: tuple[Check, ...] = (
    *database.CHECKS,
    *clocks.CHECKS,
    *keys.CHECKS,
    *trail.CHECKS,
    *address.CHECKS,
    *telegram.CHECKS,
    *mpesa.CHECKS,
    *paystack.CHECKS,
    *google.CHECKS,
    *sms.CHECKS,
    *mail.CHECKS,
    *people.CHECKS,
    *crisis.CHECKS,
    *queues.CHECKS,
)
WIDTH = 80
CONNECTIONS = 5

Done = tuple[list[str], bool]


async def examine(env: Mapping[str, str] | None = None, dotenv: Path | None = Path(".env")) -> Done:
    """The lines to print, and whether nothing is wrong; the arguments are those of `load`."""
    try:
        settings = load(env, dotenv)
    except SettingsError as error:
        return report([_of_problem(str(one)) for one in error.problems])
    findings = [good("Settings: complete."), *await _examined(settings, dotenv)]
    discreetly = [
        Finding(one.mark, discreet(one.said, settings), discreet(one.todo, settings))
        for one in findings
    ]
    lines, well = report(discreetly)
    return [*lines, *_wrapped(backups.REMINDER, "  ")], well


def _of_problem(problem: str) -> Finding:
    """What `load` says of a setting: the complaint, then what it is for."""
    complaint, _, hint = problem.partition("\n")
    return wrong(f"Settings: {complaint.strip()}.", hint.strip() or "See .env.example.")


async def _examined(settings: Settings, dotenv: Path | None) -> list[Finding]:
    async with aiohttp.ClientSession() as session, _connected(settings) as away:
        if settings.server.clock_url:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                await clock_follower.read_once(settings.server.clock_url, session)
        visit = Visit(settings, dotenv, session, clock.now())
        found = await asyncio.gather(*(asked(one, visit, away is None) for one in CHECKS))
    # Several checks may have the same to say of what is missing.
    said = dict.fromkeys(finding for several in found for finding in several)
    return [*([away] if away else []), *said]


@asynccontextmanager
async def _connected(settings: Settings) -> AsyncIterator[Finding | None]:
    """Yields why there is no database, if so."""
    away: Finding | None = None
    try:
        url = settings.database.url.get_secret_value()
        await asyncio.wait_for(tables.connect(url, pool_size=CONNECTIONS), 10)
        await clock_keeper.agree()
    except (*AWAY, asyncpg.PostgresError) as error:
        away = database.away(error)
    if away is not None:
        yield away
        return
    try:
        yield None
    finally:
        await tables.disconnect()


async def asked(check: Check, visit: Visit, database_answers: bool) -> list[Finding]:
    """One check; whatever happens to it, the others go on."""
    if check.needs_database and not database_answers:
        if check in database.CHECKS:
            return []
        return [warning(f"{check.noun}: not looked at, as the database does not answer.", "")]
    try:
        return await asyncio.wait_for(check.run(visit), check.seconds)
    except TimeoutError:
        said = f"{check.noun}: the check was not done after {check.seconds:.0f} seconds."
        return [wrong(said, "Run it again; if it stays so, look at the network and the database.")]
    except asyncpg.UndefinedTableError:
        return [warning(f"{check.noun}: not looked at, as tables are missing.", "")]
    except Exception as error:  # noqa: BLE001 - a check that fails must not stop the others
        said = f"{check.noun}: could not be checked ({type(error).__name__})."
        return [wrong(said, "Put right what is above, and run it again.")]


def report(findings: Sequence[Finding]) -> Done:
    lines = [line for one in findings for line in _lines(one)]
    counts = ((mark, sum(one.mark is mark for one in findings)) for mark in Mark)
    tally = ", ".join(f"{count} {mark}" for mark, count in counts if count)
    return [*lines, "", f"  {tally}"], all(one.mark is not Mark.WRONG for one in findings)


def _lines(finding: Finding) -> Iterator[str]:
    yield from _wrapped(finding.said, f"{finding.mark} ")
    if finding.todo:
        yield from _wrapped(finding.todo, "    → ")


def _wrapped(words: str, first: str) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
