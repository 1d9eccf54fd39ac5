"""`audit verify`, `audit head`, and the head in the log (D1, X72)."""

import asyncio
import os
import sys
from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import logs_filter
from bot.__main__ import main
from bot.audit import lines, read_head
from handlers.chain_head import HeadTeller
from models.chain_views import Head
from services import chain_check
from tests.bot.test_settings import GOOD
from tests.chain import LINKS, checked, enter, past_the_guards
from tests.people import NOW, practice
from tests.town import ROOT

HASH = "0123456789" * 6 + "abcd"


async def test_x72_verify_says_what_is_first_wrong(db: str) -> None:
    here = await practice()
    for turn in range(2):
        await enter(here, turn)
    head = await chain_check.head()
    assert lines(await checked(head)) == [
        f"{2 * LINKS} links, head {head}", "The audit trail is whole.",
    ]  # fmt: skip
    await past_the_guards(db, "UPDATE audit_log SET after = 'x' WHERE id = 2")
    said = lines(await checked(head))
    assert said[1:] == [
        "The audit trail is broken. First:",
        "  changed at link 5: audit_log 2 is not what was entered",
    ]


async def _run(url: str, *said: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "audit", *said, cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], **GOOD, "DATABASE_URL": url},
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 180)
    return process.returncode, out.decode().strip()


async def test_x72_the_command_as_it_is_typed(db: str) -> None:
    here = await practice()
    await enter(here, 0)
    status, head = await _run(db, "head")
    assert (status, head) == (0, str(await chain_check.head()))
    await enter(here, 1)
    status, said = await _run(db, "verify", "--head", head)
    assert status == 0, said
    assert f"{2 * LINKS} links" in said
    status, said = await _run(db, "verify", "--head", head, "--head", HASH)
    assert (status, said.splitlines()[-1]) == (
        1, f"  cut off at link {2 * LINKS + 1}: the head {HASH} that was written down is not in it",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "head"),
    [(HASH, Head(HASH)), (f" 12:{HASH.upper()}\n", Head(HASH, 12)), (f"0:{HASH}", Head(HASH, 0))],
)
def test_a_head_is_read_as_it_was_written(said: str, head: Head) -> None:
    assert read_head(said) == head
    assert read_head(str(head)) == head


@pytest.mark.parametrize("said", ["", HASH[1:], f"x:{HASH}", f"-1:{HASH}", "head"])
def test_what_is_no_head_is_refused(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["audit", "verify", f"--head={said}"])
    assert "64 hexadecimal digits" in capsys.readouterr().err


@pytest.mark.usefixtures("db")
async def test_d1_the_head_goes_to_the_log_once_a_day() -> None:
    here, today = await practice(), [NOW]
    teller = HeadTeller(lambda: today[0])
    told: list[MutableMapping[str, Any]]
    with capture_logs() as told:
        await teller.tell()
        await enter(here, 0)
        await teller.tell()
        today[0] += timedelta(days=1)
        await teller.tell()
    head = await chain_check.head()
    assert [(line["count"], line["head"]) for line in told] == [
        (0, "00" * 32), (head.position, head.hash),
    ]  # fmt: skip


def test_a_head_is_logged_whole_though_it_looks_like_numbers() -> None:
    assert logs_filter.safe(HASH, "head") == HASH
    assert logs_filter.safe(f"{HASH} +254712345678", "head") == "<text>"
    assert HASH not in str(logs_filter.safe(HASH, "reference"))
