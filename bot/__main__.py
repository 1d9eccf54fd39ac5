"""The command line: demo, tour, run, register-urls, keys, migrate, audit, doctor, retain, db."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import asyncpg
from telegram.error import NetworkError, TelegramError
from tortoise.exceptions import OperationalError

from bot import audit, database_words, doctor, logs, retain
from bot.settings import Settings, SettingsError, load
from bot.stopping import until_stopped
from models.database import AWAY, MigrationBlocked
from services.vault import MasterKeyWrong

#: What the database may answer a command with.
TROUBLE = (*AWAY, asyncpg.PostgresError, OperationalError, MigrationBlocked)

#: What was done, in words, and whether all is well.
Done = tuple[list[str], bool]


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 well, 1 wrong, 2 not understood."""
    options = _arguments(argv)
    try:
        return _loop(options.command(options))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="smiling-steps", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    recorded = argparse.ArgumentParser(add_help=False)
    recorded.add_argument("--record", type=Path, metavar="FILE",
                          help="write every HTTP exchange as a line of JSON")  # fmt: skip
    demo = commands.add_parser("demo", parents=[recorded],
                               help="try it: no account, no key, nothing to set up")  # fmt: skip
    demo.set_defaults(command=_demo)
    tour = commands.add_parser("tour", parents=[recorded], help="the whole story, played and read")
    tour.add_argument("--chapter", help="only this chapter of the story")
    tour.set_defaults(command=_tour)
    commands.add_parser("run", help="serve the practice").set_defaults(command=_run)
    register = commands.add_parser(
        "register-urls", help="tell M-Pesa where to send notices of payments by hand"
    )
    register.set_defaults(command=_register)
    keys = commands.add_parser("keys", help="the master keys: which there are, a new one, rotate")
    keys.add_argument("what", choices=("show", "add", "rotate", "retire"))
    keys.add_argument("version", nargs="?", type=int, help="which one to retire")
    keys.set_defaults(command=_keys)
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.set_defaults(command=_migrate)
    audit.add_to(commands).set_defaults(command=_audit)
    doctor.add_to(commands).set_defaults(command=_doctor)
    retain.add_to(commands).set_defaults(command=_retain)
    commands.add_parser("db", help="an empty PostgreSQL with our tables").set_defaults(command=_db)
    return parser.parse_args(argv)


async def _demo(options: argparse.Namespace) -> int:
    from bot.demo import demo  # noqa: PLC0415 - a real practice needs no embedded PostgreSQL
    from bot.embedded import InUse  # noqa: PLC0415 - as above

    logs.set_up("WARNING", "console")
    try:
        await demo(options.record)
    except InUse:
        return _wrong(
            "A demo is running on this machine already, with the data that this one would use.\n"
            "End that one with Ctrl-C first."
        )
    return 0


async def _tour(options: argparse.Namespace) -> int:
    from bot.tour import tour  # noqa: PLC0415 - as above

    logs.set_up("ERROR", "console")
    return await tour(options.chapter, options.record)


async def _db(_options: argparse.Namespace) -> int:
    from bot import embedded  # noqa: PLC0415 - as above
    from models import database  # noqa: PLC0415 - as above

    with embedded.server(embedded.data_folder("db")) as server:
        url = await embedded.ensure_database(server, "smiling")
        await database.migrate(url)
        print(f"\n  DATABASE_URL={url}\n\n  Ctrl-C ends it; the data stays.\n", flush=True)
        await until_stopped()
    return 0


async def _run(_options: argparse.Namespace) -> int:
    from bot.app import running  # noqa: PLC0415 - wrong settings are told without waiting for it

    settings = _settings()
    try:
        await _up_to_date(settings)
    except TROUBLE as error:
        return _no_database(error)
    try:
        async with running(settings):
            await until_stopped()
    except MasterKeyWrong:
        return _wrong(
            "MASTER_KEYS is not what this database was sealed with, or an older key is missing in"
            " it.\nPut the former value back: nothing is lost, and nothing was started."
        )
    except NetworkError as error:
        return _wrong(
            f"Telegram is not reached ({error.message}).\n"
            "Let this machine reach TELEGRAM_API_URL by https: firewall, DNS, proxy."
        )
    except TelegramError as error:
        return _wrong(f"Telegram refuses us ({error.message}). Is TELEGRAM_BOT_TOKEN right?")
    except OSError as error:
        return _wrong(
            f"Can't listen on LISTEN_HOST and LISTEN_PORT ({error.strerror}).\n"
            "If another process has this port, give each one of its own."
        )
    return 0


async def _register(_options: argparse.Namespace) -> int:
    import aiohttp  # noqa: PLC0415 - as above

    from bot.registering import register  # noqa: PLC0415 - as above

    settings = _settings()

    async def work() -> Done:
        async with aiohttp.ClientSession() as session:
            return await register(settings, session)

    return await _beside_database(settings, work)


async def _keys(options: argparse.Namespace) -> int:
    from bot import keys  # noqa: PLC0415 - as above

    settings = _settings()

    async def work() -> Done:
        return await keys.work(settings.vault, options.what, options.version)

    try:
        return await _beside_database(settings, work)
    except MasterKeyWrong:
        return _wrong("A master key is missing that something still lies under. Put it back.")


async def _beside_database(settings: Settings, work: Callable[[], Awaitable[Done]]) -> int:
    """Do it while the database is open, and print what was done; 0 if all is well."""
    from bot import clock_keeper  # noqa: PLC0415 - as above
    from models import database  # noqa: PLC0415 - as above

    try:
        await database.connect(settings.database.url.get_secret_value(), pool_size=1)
    except TROUBLE as error:
        return _no_database(error)
    try:
        await clock_keeper.agree()
        said, well = await work()
    finally:
        await database.disconnect()
    print("\n".join(said))
    return 0 if well else 1


async def _migrate(_options: argparse.Namespace) -> int:
    try:
        await _up_to_date(_settings())
    except TROUBLE as error:
        return _no_database(error)
    print("The database is up to date.")
    return 0


async def _audit(options: argparse.Namespace) -> int:
    settings = _settings()
    try:
        said, well = await audit.work(settings, options)
    except TROUBLE as error:
        return _no_database(error)
    print("\n".join(said))
    return 0 if well else 1


async def _retain(options: argparse.Namespace) -> int:
    settings = _settings()
    try:
        print("\n".join(await retain.work(settings, dry_run=options.dry_run)))
    except TROUBLE as error:
        return _no_database(error)
    return 0


async def _doctor(_options: argparse.Namespace) -> int:
    from bot.doctor import visit  # noqa: PLC0415 - as above

    logs.set_up("ERROR", "console")
    said, well = await visit.examine()
    print("\n".join(said))
    return 0 if well else 1


def _settings() -> Settings:
    settings = load()
    logs.set_up(settings.logs.level, settings.logs.format)
    return settings


async def _up_to_date(settings: Settings) -> None:
    from models import database  # noqa: PLC0415 - as above

    await database.migrate(settings.database.url.get_secret_value())


def _no_database(error: Exception) -> int:
    said, todo = database_words.why(error)
    return _wrong(f"The database {said}.\n{todo}\nNothing was started.")


def _wrong(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _loop(work: Coroutine[Any, Any, int]) -> int:
    try:
        import uvloop  # noqa: PLC0415 - where it runs
    except ImportError:
        return asyncio.run(work)
    return int(uvloop.run(work))


if __name__ == "__main__":
    sys.exit(main())
