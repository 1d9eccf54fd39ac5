"""A check that fails stops no other; clocks; and what others say is repeated discreetly (U3)."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.doctor import asking
from bot.doctor.clocks import beside_database, beside_telegram
from bot.doctor.discretion import discreet
from bot.doctor.findings import Check, Finding, Mark, Visit, good
from bot.doctor.visit import asked, report
from bot.settings import load
from services import clock
from tests.doctor.saying import said
from tests.town import Town


async def hangs(_visit: Visit) -> list[Finding]:
    await asyncio.sleep(60)
    return []


async def fails(_visit: Visit) -> list[Finding]:
    raise ZeroDivisionError("with a secret in it")


async def test_u3_a_check_that_hangs_or_fails_is_told(here: Town) -> None:
    visit = Visit(load(here.environment, None), None, here.session, clock.now())
    late = await asked(Check("Noun", hangs, seconds=0.05), visit, True)
    assert [one.mark for one in late] == [Mark.WRONG]
    broken = await asked(Check("Noun", fails), visit, True)
    assert broken[0].said == "Noun: could not be checked (ZeroDivisionError)."
    skipped = await asked(Check("Noun", fails, needs_database=True), visit, False)
    assert skipped[0].said.startswith("Noun: not looked at")


def test_u3_a_clock_that_is_wrong() -> None:
    for seconds, mark in ((0, Mark.GOOD), (-5, Mark.GOOD), (6, Mark.WARNING), (-61, Mark.WRONG)):
        assert beside_telegram(timedelta(seconds=seconds)).mark is mark
    slow = beside_telegram(timedelta(hours=1))
    assert slow.said == "Clock: the practice's is 3,600 seconds behind Telegram's."
    assert "timedatectl" in slow.todo
    harmless = beside_database(timedelta(minutes=-10))
    assert harmless.mark is Mark.WARNING
    assert harmless.said.endswith("600 seconds ahead of the database's; the program goes by the"
                                  " database's.")  # fmt: skip


async def test_u3_telegrams_clock_is_read(here: Town) -> None:
    async def answer(_request: web.Request) -> web.Response:
        ahead = datetime.now(UTC) + timedelta(hours=1)
        shown = ahead.strftime("%a, %d %b %Y %H:%M:%S GMT")
        return web.json_response({"ok": True, "result": {}}, headers={"Date": shown})

    app = web.Application()
    app.add_routes([web.route("*", "/{path:.*}", answer)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        text = await said(here, TELEGRAM_API_URL=f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()
    assert "✓ Clock: this machine's agrees with the database's." in text
    assert (
        "seconds behind Telegram's. → Let this machine and the database's follow a time server"
        in text
    )


async def test_u3_why_there_is_no_answer(here: Town) -> None:
    known = {
        "http://127.0.0.1:9": "no connection",
        "http://nobody.invalid": "its name is not known here",
        here.url.replace("http:", "https:"): "its certificate is not valid",
    }
    for url, why in known.items():
        with pytest.raises(asking.NoAnswer, match=why):
            await asking.ask(here.session, "GET", url)


async def test_u3_secrets_and_numbers_are_not_repeated(here: Town) -> None:
    settings = load(here.environment, None)
    token = here.environment["TELEGRAM_BOT_TOKEN"]
    told = f"Wrong: {token}\r\nby +254712000001, {here.environment['MASTER_KEYS'][2:]}"
    assert discreet(told, settings) == "Wrong: [secret] by [number], [secret]"


def test_u3_the_tally_and_the_width() -> None:
    findings = [good("word " * 30), Finding(Mark.WRONG, "Bad.", "do " * 40)]
    lines, well = report(findings)
    assert not well
    assert lines[-1] == "  1 ✓, 1 ✗"
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("✗ Bad.")
    assert lines[3].startswith("    → do")
