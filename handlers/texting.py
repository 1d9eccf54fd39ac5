"""An SMS that came: who may be in danger is helped first; then it is understood, done, answered."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from conversations import briefs, danger, texting, texting_screens, texts
from conversations import texting_cancelling as cancelling
from conversations.danger import Danger
from conversations.sms_reading import Heard, read
from conversations.texting import NOTHING_ASKED
from conversations.texting_facts import Facts
from conversations.words import Draft, Say
from conversations.work import Result
from conversations.work.by_phone import NumberMarked, PhoneSpeaks
from handlers import by_phone, sms_reports, ways
from handlers.by_phone import Caller
from handlers.danger import alert
from handlers.sitting import Sitting
from handlers.ways import SMS
from models.database import rows
from models.languages import DEFAULT_LANGUAGE
from models.views import Reader
from services import inbox, phone_owners, sealed_letters, sms_threads
from services.errors import MalformedPayload
from services.gateways.texting import InboundSms, parse_inbound
from services.inbox import Head
from services.vault import CannotOpen, MasterKeyWrong
from services.visitors import Verdict

log = structlog.get_logger()

#: What is about one number, and what is about one message of ours.
LANE, REPORTS_LANE = "sms:", "smsreport:"
INBOUND, OPT_OUT = "sms_in", "sms_optout"
CHANNEL = "sms"
#: What cancels by SMS: no digits in front that are lost, and no year.
CODES = range(2100, 10_000)
#: More work than this for one SMS goes round in circles.
MOST_COMMANDS = 4


def get_ready() -> None:
    """Read the word lists now, so that no SMS waits for them."""
    read("yes")


async def hold(name: str) -> None:
    """SMS of one number run one by one, in whatever process."""
    await rows("SELECT pg_advisory_xact_lock(hashtextextended('sms:' || $1::text, 0))", name)


async def came(sitting: Sitting, name: str, head: Head) -> str:
    """Work on one stored row of a number; the answer says what was made of it, without its words.

    What people write is kept nowhere once it is understood.
    """
    if head.source == OPT_OUT:
        return await sms_reports.opted_out(sitting, head)
    await inbox.erase(head.id)
    sms = parse_inbound(head.payload)
    signs = danger.screen(sms.text)
    if sms.phone is None:
        if signs is not None:
            log.error("danger_from_no_number", alarm=True)
        return "from no number"
    await phone_owners.is_alive(sms.phone)
    if signs is not None:
        await _help(sitting, name, sms.phone, signs)
        return "danger"
    if await sitting.practice.texters.judge(f"{LANE}{name}") is not Verdict.WELCOME:
        return "flood"
    caller = await by_phone.caller(sms.phone, sitting.now)
    if caller is None:
        return await _stranger(sitting, name, sms)
    heard = read(sms.text)
    await _converse(sitting, name, caller, heard, head.came_at)
    return heard.meaning.value


async def _converse(
    sitting: Sitting, name: str, caller: Caller, heard: Heard, came_at: datetime
) -> None:
    now = sitting.now
    asked = await sms_threads.asked(caller.phone, now)
    before = NOTHING_ASKED
    if "answers" in asked and _until(asked, "asked", now) >= now:
        before = Draft("sms", asked["step"], 0, asked["answers"])
    counted = _until(asked, "counted", now)
    guesses = asked["guesses"] if counted > now else 0
    facts = _facts(sitting, caller, came_at, guesses)
    draft = await _run(sitting, name, caller, before, heard, facts)
    if cancelling.is_guess(before, heard):
        guesses, counted = guesses + 1, now + texting.REMEMBERED
    await _remember(caller.phone, draft, guesses, counted, now)


def _until(asked: Mapping[str, Any], what: str, now: datetime) -> datetime:
    """What is remembered for longer than the rest says itself until when."""
    said = asked.get(f"{what}_until")
    return datetime.fromisoformat(said) if said else now


async def _remember(
    phone: str, draft: Draft, guesses: int, counted: datetime, now: datetime
) -> None:
    """What was asked, and how many wrong codes came: the one may be over before the other."""
    kept: dict[str, Any] = {}
    until = texting.remembered_until(draft, now)
    if until is not None:
        kept |= {"step": draft.step, "answers": dict(draft.answers)}
    if guesses:
        if until is not None:
            kept["asked_until"] = until.isoformat()
        kept |= {"guesses": guesses, "counted_until": counted.isoformat()}
        until = max(until or counted, counted)
    if until is None:
        await sms_threads.forget(phone)
    else:
        await sms_threads.ask(phone, kept, until)


async def _run(
    sitting: Sitting, name: str, caller: Caller, draft: Draft, event: Heard | Result, facts: Facts
) -> Draft:
    for _ in range(MOST_COMMANDS):
        turn = texting.advance(draft, event, facts)
        owner = caller.owner(texting.person_of(turn.draft) or texting.person_of(draft))
        if owner is None:
            # Who was asked has another number by now.
            return NOTHING_ASKED
        for say in turn.say:
            if isinstance(event, NumberMarked):
                words = _words(sitting, owner.reader, say)
                sitting.text_stranger(f"{SMS}:{name}", caller.phone, words, vital=True)
            else:
                _answer(sitting, owner.reader, say)
        draft = turn.draft
        if turn.do is None:
            return draft
        event = await by_phone.perform(sitting, caller, owner, turn.do)
        if isinstance(event, PhoneSpeaks):
            caller = await by_phone.caller(caller.phone, sitting.now) or caller
            facts = replace(facts, owners=caller.owners, ahead=caller.ahead)
    raise RuntimeError(f"an SMS went round in circles at {draft.step}")


def _facts(sitting: Sitting, caller: Caller, came_at: datetime, guesses: int) -> Facts:
    practice = sitting.practice
    return Facts(
        caller.phone, caller.owners, caller.ahead, sitting.now, caller.reminded_at,
        f"https://t.me/{practice.bot_username}", practice.phone, practice.ussd_code, came_at,
        new_code(), guesses,
    )  # fmt: skip


def new_code() -> str:
    """Four digits that look like no year of ours."""
    return str(CODES.start + secrets.randbelow(len(CODES)))


def _answer(sitting: Sitting, reader: Reader, say: Say) -> None:
    assert say.brief is not None, "an SMS has brief words"
    sitting.text(reader.person_id, _words(sitting, reader, say), vital=say.brief.vital)


def _words(sitting: Sitting, reader: Reader, say: Say) -> str:
    assert say.brief is not None, "as above"
    return briefs.for_sms(say.brief, reader, sitting.practice.house, shared=False).strip()


async def _stranger(sitting: Sitting, name: str, sms: InboundSms) -> str:
    """One neutral answer a day at most."""
    assert sms.phone is not None, "who has no number is answered by nobody"
    until = sitting.now + texting.REMEMBERED
    if not await sms_threads.first_of_a_while(sms.phone, {"step": "stranger"}, until, sitting.now):
        return "nobody's number, answered before"
    words = _words(sitting, _nobody(sitting), texting_screens.stranger(sitting.practice.phone))
    sitting.text_stranger(f"{SMS}:{name}", sms.phone, words)
    return "nobody's number"


def _nobody(sitting: Sitting, language: str = DEFAULT_LANGUAGE) -> Reader:
    return Reader(0, "", language, sitting.practice.policy.timezone)


async def _help(sitting: Sitting, name: str, phone: str, signs: Danger) -> None:
    """Where help is, for them, and the alert for ours; whatever was asked before is dropped."""
    await sms_threads.forget(phone)
    caller = await by_phone.caller(phone, sitting.now)
    reader = caller.nearest.reader if caller else await take_in(sitting, phone, signs)
    told = await alert_of_all(sitting, caller, reader, CHANNEL, signs)
    say = texting_screens.crisis(sitting.practice.crisis.lines, told=told)
    letter = ways.answer(reader.person_id, _words(sitting, reader, say), vital=True)
    try:
        letter = await sealed_letters.seal(
            sitting.practice.vault, reader.person_id, letter, sitting.now
        )
    except CannotOpen:
        log.warning("danger_letter_unsealed", person_id=reader.person_id)
    sitting.put_sms(reader.person_id, letter)


async def alert_of_all(
    sitting: Sitting, caller: Caller | None, reader: Reader, channel: str, signs: Danger
) -> bool:
    """Nobody knows who of them it was, or whether the number is all of theirs."""
    told = await alert(sitting, reader.person_id, channel, signs.rule)
    for owner in caller.owners if caller else ():
        if owner.reader != reader:
            told |= await alert(sitting, owner.reader.person_id, channel, signs.rule)
    return told


async def take_in(sitting: Sitting, phone: str, signs: Danger) -> Reader:
    """Those on call need somebody to call back: a row for the number alone."""
    nobody = _nobody(sitting, spoken_by(signs))
    name = texts.text("texting_unknown_person", DEFAULT_LANGUAGE)
    person_id = await phone_owners.take_in(
        phone, name, nobody.language, nobody.timezone, sitting.now
    )
    return Reader(person_id, name, nobody.language, nobody.timezone)


def spoken_by(signs: Danger) -> str:
    """The language in which somebody unknown cried for help."""
    return texts.spoken("sw" if signs.rule.startswith("kiswahili.") else DEFAULT_LANGUAGE)


async def look_at_buried(sitting: Sitting, row_id: int) -> bool:
    """A row that failed too often: who may be in danger is heard all the same (I6).

    Whether it was an SMS, whose words are to go.
    """
    found = await rows("SELECT source, lane FROM inbox WHERE id = $1", row_id)
    if not found or found[0]["source"] != INBOUND:
        return False
    try:
        raw = await inbox.read(row_id, sitting.practice.vault)
    except (CannotOpen, MasterKeyWrong, MalformedPayload):
        return True
    sms = parse_inbound(raw or b"")
    signs = danger.screen(sms.text)
    if signs is not None and sms.phone is not None:
        await _help(sitting, found[0]["lane"].removeprefix(LANE), sms.phone, signs)
    return True
