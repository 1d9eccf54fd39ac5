"""D3: what is kept how long: looked at, to the second, never of a session that is still to come."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from handlers import retain
from models.database import count, row, rows
from models.intake_views import ConsentText
from models.values import ConsentKind
from services import consents, guardian_links, guardian_words, retention
from services.periods import Periods
from services.retention_rules import RULES, Rule
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, Practice
from tests.rows import book, insert, pay

VAULT, PERIODS = Vault({1: bytes(32)}), Periods()
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
#: When everything below was over.
THEN = NOW
BY_NAME = {rule.name: rule for rule in RULES}


async def inbox(state: str = "done", **changed: Any) -> int:
    return await insert("inbox", {
        "source": "telegram", "external_id": uuid4().hex, "lane": "tg:1", "position": 1,
        "payload": b"x", "state": state, "attempts": 1, "due_at": THEN, "received_at": THEN,
        "finished_at": None if state == "open" else THEN, **changed,
    })  # fmt: skip


async def letter(state: str = "sent") -> int:
    return await insert("outbox", {
        "dedupe_key": uuid4().hex, "channel": "telegram", "lane": "tg:1", "payload": None,
        "state": state, "attempts": 1, "due_at": THEN, "put_at": THEN, "sent_at": THEN,
    })  # fmt: skip


async def everything(here: Practice) -> None:
    """One row of each class, over at THEN, and beside it what no class takes."""
    past = await book(here, -1, "completed", ends_at=THEN, occupied_until=THEN,
                      cancellation_reason="Ill", special_requests=b"sealed")  # fmt: skip
    await inbox()
    await inbox("buried")
    await inbox("open")
    await letter()
    await letter("due")
    await row("INSERT INTO chats (telegram_chat_id, person_id) VALUES (1, $1)", here.amina)
    await row("""INSERT INTO drafts (chat_id, dialogue, step, rev, answers, updated_at)
                 SELECT id, 'book', 'day', 3, '{"a": 1}', $1 FROM chats""", THEN)  # fmt: skip
    link = {"token_hash": uuid4().hex, "made_at": THEN, "expires_at": THEN}
    await insert("invitations", {**link, "role": "client", "label": "A", "made_by_id": here.brian})
    await insert("guardian_links", {**link, "client_id": here.amina})
    await insert("consent_requests", {"state_hash": "s", "psychologist_id": here.psychologist,
                                      "expires_at": THEN})  # fmt: skip
    await insert("page_sessions", {"token_hash": "t", "init_hash": "i", "person_id": here.amina,
                                   "opened_at": THEN, "expires_at": THEN})  # fmt: skip
    await insert("refused_callbacks", {"source": "c2b", "reason": "r", "came_at": THEN})
    await insert("availability_exceptions", {
        "psychologist_id": here.psychologist, "first_date": THEN.date(), "last_date": THEN.date(),
        "is_available": False, "reason": "Ill"})  # fmt: skip
    await _money(here, past)
    await _told(here, past)
    await _reached(here, past)


async def _money(here: Practice, past: int) -> None:
    await pay(past, "failed", concluded_at=THEN)
    paid = await pay(past, "paid", concluded_at=THEN, phone="+254799999999", receipt="UKL1")
    money = {"public_id": uuid4(), "provider": "mpesa", "code": "UKL1", "amount_minor": 100,
             "currency": "KES", "source": "c2b", "person_id": here.amina, "booking_id": past,
             "payer": "A", "received_at": THEN, "payment_id": paid}  # fmt: skip
    await insert("money_in", money)
    await insert("payment_proofs", {
        "public_id": uuid4(), "booking_id": past, "person_id": here.amina, "file_id": "f",
        "state": "refused", "shown_at": THEN, "decided_at": THEN})  # fmt: skip
    await insert("mpesa_requests", {"kind": "b2c", "state": "done", "token": "t", "phone": "+2547",
                                    "asked_at": THEN, "concluded_at": THEN})  # fmt: skip


async def _told(here: Practice, past: int) -> None:
    await insert("danger_alerts", {
        "public_id": uuid4(), "version": 1, "person_id": here.amina, "channel": "chat",
        "rule": "r", "noticed_at": THEN, "last_noticed_at": THEN, "taken_at": THEN})  # fmt: skip
    await insert("intakes", {"public_id": uuid4(), "client_id": here.amina, "state": "complete",
                             "way": "chat", "started_at": THEN, "completed_at": THEN})  # fmt: skip
    await insert("session_notes", {"public_id": uuid4(), "booking_id": past, "words": b"sealed",
                                   "author_id": here.brian, "written_at": THEN})  # fmt: skip
    await insert("session_proofs", {"booking_id": past, "added_by_id": here.brian, "kind": "photo",
                                    "file_id": "f", "added_at": THEN})  # fmt: skip


async def _reached(here: Practice, past: int) -> None:
    reminder = {"booking_id": past, "starts_at": THEN, "person_id": here.amina, "due_at": THEN}
    await insert("reminders", {**reminder, "kind": "day", "state": "said", "decided_at": THEN})
    await insert("reminders", {**reminder, "kind": "hours", "state": "waiting"})
    await insert("digests", {"person_id": here.brian, "kind": "agenda", "day": THEN.date(),
                             "put_at": THEN})  # fmt: skip
    await insert("sent_sms", {"outbox_id": 1, "person_id": here.amina, "state": "sent",
                              "attempts": 1, "parts": 1, "encoding": "GSM-7",
                              "tried_at": THEN})  # fmt: skip
    await insert("sms_threads", {"phone": "+254712000001", "asked": "{}", "until": THEN})
    await insert("ussd_answers", {"session": "s", "history": "1", "answer": "CON",
                                  "answered_at": THEN})  # fmt: skip


async def looked(now: datetime) -> dict[str, int]:
    return {due.name: due.total for due in await retain.look(PERIODS, now) if due.total}


async def picture() -> list[str]:
    tables = sorted({rule.table for rule in RULES})
    return [str(one) for t in tables for one in await rows(f"SELECT t::text FROM {t} AS t")]


def since(rule: Rule) -> datetime:
    """A day that somebody was away is over at its beginning, by the calendar of the table."""
    return THEN.replace(hour=0) if rule.name == "absences" else THEN


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
async def test_d3_each_class_goes_a_second_after_its_time_and_not_at_it(
    here: Practice, rule: Rule
) -> None:
    await everything(here)
    end = since(rule) + timedelta(days=retention.days_of(rule, PERIODS))
    assert await retention.clear(rule, PERIODS, end) == 0
    assert (await retention.look(rule, PERIODS, end)).total == 0
    assert (await retention.look(rule, PERIODS, end + SECOND)).total == 1
    assert await retention.clear(rule, PERIODS, end + SECOND) == 1
    assert await retention.clear(rule, PERIODS, end + SECOND) == 0


async def test_d3_looking_changes_nothing(here: Practice) -> None:
    await everything(here)
    before = await picture()
    found = await looked(NOW + 40 * 365 * DAY)
    assert found.keys() >= BY_NAME.keys()
    assert await picture() == before
    assert await rows("SELECT 1 FROM people WHERE forgotten_at IS NOT NULL") == []


async def test_d3_what_waits_is_never_over(here: Practice) -> None:
    await everything(here)
    await retain.apply(VAULT, PERIODS, NOW + 500 * DAY)
    assert await rows("SELECT state FROM inbox") == [{"state": "open"}]
    assert await rows("SELECT state FROM outbox") == [{"state": "due"}]
    assert await rows("SELECT state FROM reminders") == [{"state": "waiting"}]


@pytest.mark.parametrize("name", ["payers", "prompts", "prompts_paid", "words", "intakes",
                                  "requests_special", "notes", "proofs"])  # fmt: skip
async def test_d3_nothing_of_a_session_to_come_is_touched(here: Practice, name: str) -> None:
    """The same rows, of a session that lies ahead: it was booked years before, say."""
    await everything(here)
    now = NOW + 40 * 365 * DAY
    ends = now + timedelta(hours=1)
    await count("UPDATE bookings SET ends_at = $1, occupied_until = $1", ends)
    assert await retention.clear(BY_NAME[name], PERIODS, now) == 0
    assert (await retention.look(BY_NAME[name], PERIODS, now)).total == 0


async def test_d3_what_is_told_stays_while_its_client_comes_again(here: Practice) -> None:
    await everything(here)
    await book(here, 24 * 400, "pending")
    for name in ("intakes", "requests_special", "notes", "proofs"):
        assert await retention.clear(BY_NAME[name], PERIODS, NOW + 2900 * DAY) == 0


async def test_i4_a_guardian_can_take_their_word_back_for_as_long_as_it_stands(
    here: Practice,
) -> None:
    await consents.say_age(here.amina, NOW, is_minor=True)
    token = await guardian_links.make(here.amina, NOW)
    ward = await guardian_links.use(token, here.chidi, NOW)
    text = ConsentText(ConsentKind.TREATMENT, "2026-11-01", "en", "0" * 64, "")
    await consents.write_down(VAULT, here.amina, [text], here.chidi, NOW, guardian="A Parent")
    later = NOW + timedelta(days=60)
    await retain.apply(VAULT, Periods(), later)
    assert await guardian_words.wards(here.chidi) == (ward,)
    assert (await guardian_words.take_back(here.chidi, ward.link_id, later))[1]


async def test_d3_a_number_that_money_goes_back_to_stays(here: Practice) -> None:
    await everything(here)
    refund = {"public_id": uuid4(), "cause": "c", "person_id": here.amina, "amount_minor": 100,
              "currency": "KES", "state": "failed", "reason": "r", "asked_at": NOW,
              "changed_at": NOW}  # fmt: skip
    (money,) = await rows("SELECT id FROM money_in")
    await insert("refunds", {**refund, "money_in_id": money["id"]})
    assert await retention.clear(BY_NAME["payers"], PERIODS, NOW + 9000 * DAY) == 0


@pytest.mark.usefixtures("here")
async def test_d3_a_hundred_thousand_rows_go_a_batch_at_a_time() -> None:
    await count(
        """INSERT INTO inbox (source, external_id, lane, position, payload, state, attempts,
               due_at, received_at, finished_at)
           SELECT 'telegram', n::text, 'tg:1', n, ''::bytea, 'done', 1, $1, $1, $1
           FROM generate_series(1, 100000) AS n""",
        THEN,
    )
    later, batches = NOW + 8 * DAY, 0
    while (gone := await retention.clear(BY_NAME["inbox"], PERIODS, later, 2000)) > 0:
        assert gone <= 2000
        batches += 1
    assert batches == 50
    assert await rows("SELECT 1 FROM inbox LIMIT 1") == []


@pytest.mark.usefixtures("here")
async def test_d3_a_tick_does_a_part_and_the_next_one_goes_on() -> None:
    for _ in range(3):
        await inbox()
    later = NOW + 8 * DAY
    assert await retention.clear(BY_NAME["inbox"], PERIODS, later, 2) == 2
    assert await retain.apply(VAULT, PERIODS, later) == {"inbox": 1}


@pytest.mark.usefixtures("here")
async def test_d3_what_somebody_works_on_is_passed_over() -> None:
    """A row that is locked holds up nobody; it goes the next time."""
    await inbox()
    later, held, done = NOW + 8 * DAY, asyncio.Event(), asyncio.Event()

    async def works() -> None:
        async with transaction():
            await rows("SELECT 1 FROM inbox FOR UPDATE")
            held.set()
            await done.wait()

    working = asyncio.create_task(works())
    await held.wait()
    assert await asyncio.wait_for(retention.clear(BY_NAME["inbox"], PERIODS, later), 60) == 0
    done.set()
    await working
    assert await retention.clear(BY_NAME["inbox"], PERIODS, later) == 1


# Clients who come no more


async def forgotten() -> list[int]:
    found = await rows("SELECT id FROM people WHERE forgotten_at IS NOT NULL ORDER BY id")
    return [one["id"] for one in found]


async def test_d3_who_gives_no_sign_of_life_is_forgotten(here: Practice) -> None:
    end = NOW + PERIODS.idle * DAY
    await book(here, -1, "completed", changed_at=NOW, ends_at=NOW, occupied_until=NOW)
    await retain.apply(VAULT, PERIODS, end)
    assert await forgotten() == []
    assert (await retain.look(PERIODS, end + SECOND))[-1].total == 2
    gone = await retain.apply(VAULT, PERIODS, end + SECOND)
    assert gone["idle"] == 2
    assert await forgotten() == [here.amina, here.chidi]
    assert await rows("SELECT counts FROM erasures") != []


async def test_d3_who_is_owed_money_or_works_here_is_not(here: Practice) -> None:
    await row("""INSERT INTO ledger_entries (transaction, account, amount_minor, currency,
                                             entered_at)
                 SELECT 'x', account, amount, 'KES', $2 FROM (VALUES
                     ('mpesa', 100), ('credit:' || $1::bigint, -100)) AS t(account, amount)
                 RETURNING id""", here.amina, NOW)  # fmt: skip
    await retain.apply(VAULT, PERIODS, NOW + 2000 * DAY)
    assert await forgotten() == [here.chidi]


async def test_d3_a_word_in_any_dialogue_is_a_sign_of_life(here: Practice) -> None:
    await row("INSERT INTO chats (telegram_chat_id, person_id) VALUES (1, $1)", here.amina)
    late = NOW + 1000 * DAY
    await row("""INSERT INTO drafts (chat_id, dialogue, step, rev, answers, updated_at)
                 SELECT id, 'book', 'over', 3, '{}', $1 FROM chats""", late)  # fmt: skip
    await retain.apply(VAULT, PERIODS, NOW + 1500 * DAY)
    assert await forgotten() == [here.chidi]
    assert await rows("SELECT step FROM drafts") == [{"step": "over"}]


async def test_d3_who_writes_at_that_very_moment_stays(
    here: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were idle when the tick looked, and have written before it held their chat."""
    late = NOW + 1500 * DAY
    await row("INSERT INTO chats (telegram_chat_id, person_id) VALUES (1, $1)", here.amina)
    await row("""INSERT INTO drafts (chat_id, dialogue, step, rev, answers, updated_at)
                 SELECT id, 'book', 'day', 3, '{}', $1 FROM chats""", late)  # fmt: skip

    async def looked_before(_periods: Periods, _now: datetime, _limit: int) -> list[int]:
        return [here.amina]

    monkeypatch.setattr(retention, "idle_people", looked_before)
    await retain.apply(VAULT, PERIODS, late)
    assert await forgotten() == []
