"""`audit verify` and `audit head`: is everything that was ever entered still as it was entered?"""

import argparse
import re

from bot.settings import Settings
from models import database
from models.chain_views import Head, Report
from services import chain_check
from services.transaction import snapshot

Parser = argparse.ArgumentParser

_HEAD = re.compile(r"(?:(\d{1,18}):)?([0-9a-f]{64})")


def add_to(commands: "argparse._SubParsersAction[Parser]") -> Parser:
    """The command and what can be said with it."""
    parser = commands.add_parser("audit", help="check the audit trail")
    what = parser.add_subparsers(required=True, metavar="WHAT", dest="what")
    verify = what.add_parser("verify", help="walk the whole chain; status 1 if it is broken")
    verify.add_argument("--head", dest="known", action="append", type=read_head, metavar="HEAD",
                        help="what `audit head` printed earlier; may be given again")  # fmt: skip
    what.add_parser("head", help="the end of the chain, to be written down somewhere else")
    return parser


def read_head(said: str) -> Head:
    """`position:hash`, or the hash alone, as it was printed or logged."""
    found = _HEAD.fullmatch(said.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError("a head is 64 hexadecimal digits, or POSITION:DIGITS")
    return Head(found[2], int(found[1]) if found[1] else None)


async def work(settings: Settings, options: argparse.Namespace) -> tuple[list[str], bool]:
    """Do as the options say: what is to be printed, and whether all is well."""
    await database.connect(settings.database.url.get_secret_value(), pool_size=1)
    try:
        if options.what == "head":
            return [str(await chain_check.head())], True
        async with snapshot():
            report = await chain_check.check(options.known or ())
    finally:
        await database.disconnect()
    return lines(report), not report.broken


def lines(report: Report) -> list[str]:
    """What a person who looks after the practice reads."""
    said = [f"{report.count:,} links, head {report.count}:{report.head}"]
    if not report.broken:
        return [*said, "The audit trail is whole."]
    said.append("The audit trail is broken. First:")
    for one in report.broken:
        place = f"at link {one.position}" if one.position else "past the chain"
        said.append(f"  {one.wrong.value} {place}: {one.what}")
    return said
