"""`retain`: let go what was kept long enough, or with `--dry-run` only say what that would be."""

import argparse

from bot import clock_keeper
from bot.settings import Settings
from handlers import retain
from models import database
from services import clock
from services.retention import Due
from services.vault import Vault

#: By hand it goes on until nothing is left.
WITHOUT_END = 1_000_000


def add_to(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """The command and what can be said with it."""
    parser = commands.add_parser("retain", help="let go what was kept long enough")
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    return parser


async def work(settings: Settings, *, dry_run: bool) -> list[str]:
    """What is to be printed."""
    await database.connect(settings.database.url.get_secret_value(), pool_size=1)
    try:
        await clock_keeper.agree()
        periods, now = settings.retention.periods, clock.now()
        if dry_run:
            return lines(await retain.look(periods, now))
        gone = await retain.apply(
            Vault(settings.vault.keys), periods, now, batches=WITHOUT_END
        )  # fmt: skip
    finally:
        await database.disconnect()
    return [*(f"{name:<18} {total:>9,}" for name, total in gone.items()), "Done."]


def lines(found: tuple[Due, ...]) -> list[str]:
    """A table: the class, for how long it is kept, how many would go, since when the oldest."""
    said = [f"{'class':<18} {'days':>6} {'would go':>9}  {'oldest':<10}  what"]
    for due in found:
        oldest = f"{due.oldest:%Y-%m-%d}" if due.oldest else "-"
        said.append(f"{due.name:<18} {due.days:>6} {due.total:>9,}  {oldest:<10}  {due.what}")
    return [*said, f"{sum(due.total for due in found):,} rows would go. Nothing was changed."]
