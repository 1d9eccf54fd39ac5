"""D2: all of one's own data, opened where it is wanted, and nothing of anybody else (X74)."""

import json
import re
from io import BytesIO
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from conversations import mydata_paper, texts
from conversations.english.fields import TEXTS
from models.database import count, rows
from models.intake_views import ConsentText
from models.values import ConsentKind, IntakeWay, Role
from services import booklet, consents, contacting, exports, intake, mydata, people, session_notes
from services.booklet import Booklet, Line
from services.exports import JustSent
from services.transaction import transaction
from services.vault import Vault
from tests.people import NOW, Practice, hours
from tests.rows import insert, pay
from tests.services.change_steps import paid

VAULT = Vault({1: bytes(32)})
ZONE = ZoneInfo("Africa/Nairobi")
MARKED = "MARKED-77a1"
PHONE, ADDRESS = "+254712345678", "amina@example.com"


async def collected(person_id: int, *, with_intake: bool = True) -> dict[str, Any]:
    return await mydata.collect(VAULT, person_id, ZONE, NOW, with_intake=with_intake)


async def lived(here: Practice) -> None:
    """Amina has told, agreed, paid and come; Chidi has, too."""
    await count("UPDATE people SET phone = $2 WHERE id = $1", here.amina, PHONE)
    booking = await paid(here, 72)
    await pay(booking.id, "paid", phone=PHONE, receipt="UKL7", paid_minor=250_000)
    async with transaction():
        filled = await intake.begin(VAULT, here.amina, booking, IntakeWay.CHAT, NOW)
        await intake.keep(VAULT, filled, "current_medications", MARKED, None, NOW)
        await intake.keep(VAULT, filled, "severity_level", 6, None, NOW)
        await intake.keep(VAULT, filled, "special_requests", MARKED, booking, NOW)
        await session_notes.write(VAULT, booking, here.brian, "The psychologist's words", NOW)
        text = ConsentText(ConsentKind.TREATMENT, "2026-11-01", "en", "0" * 64, "Words")
        await consents.write_down(VAULT, here.amina, [text], here.amina, NOW)
    await insert("caseload_entries", {"person_id": here.brian, "client_id": here.amina,
                                      "added_at": NOW})  # fmt: skip
    await insert("danger_alerts", {"public_id": uuid4(), "version": 1, "person_id": here.amina,
                                   "channel": "chat", "rule": "secret_rule", "noticed_at": NOW,
                                   "last_noticed_at": NOW})  # fmt: skip
    await insert("chats", {"telegram_chat_id": 1, "person_id": here.amina})
    await _reached(here, booking.id)


async def _reached(here: Practice, booking_id: int) -> None:
    """Amina has wishes, was reminded, and had an SMS; Brian had his agenda."""
    await contacting.be_mailed_at(here.amina, ADDRESS, NOW)
    await contacting.wish(here.amina, contacting.Wishes(shares_phone=True), NOW)
    reminder = {"booking_id": booking_id, "starts_at": hours(72), "due_at": hours(48),
                "kind": "day", "state": "said", "decided_at": hours(48)}  # fmt: skip
    for number, person_id in enumerate((here.amina, here.brian)):
        await insert("reminders", {**reminder, "person_id": person_id})
        await insert("digests", {"person_id": person_id, "kind": "agenda", "day": NOW.date(),
                                 "put_at": NOW})  # fmt: skip
        await insert("sent_sms", {
            "outbox_id": number, "person_id": person_id, "state": "delivered", "attempts": 1,
            "parts": 2, "encoding": "GSM-7", "cost": "1.6000", "tried_at": NOW,
        })  # fmt: skip


async def test_d2_everything_is_in_the_file(here: Practice) -> None:
    await lived(here)
    found = await collected(here.amina)
    assert {*found} == {"madeAt", "timezone", *mydata_paper.PARTS} - {"work"}
    assert found["person"]["name"] == "Amina"
    assert found["person"]["phone"] == PHONE
    assert found["person"]["email"] == ADDRESS
    (wishes,) = found["person"]["wishes"]
    assert (wishes["sharesPhone"], wishes["quietFrom"]) == (True, "21:00")
    assert found["reminders"] == {
        "reminders": [{"bookingReference": "BK-2026-000001", "howLongBefore": "day",
                       "dueAt": "2026-09-09T09:00:00+03:00", "state": "said",
                       "decidedAt": "2026-09-09T09:00:00+03:00"}],
        "sms": [{"triedAt": "2026-09-07T09:00:00+03:00", "state": "delivered", "parts": 2,
                 "costKes": 1.6}],
        "reportsOfTheDay": [{"kind": "agenda", "day": "2026-09-07",
                             "sentAt": "2026-09-07T09:00:00+03:00"}],
    }  # fmt: skip
    (session,) = found["sessions"]["sessions"]
    assert session["bookingReference"] == "BK-2026-000001"
    assert session["scheduledAt"] == "2026-09-10T09:00:00+03:00"
    assert session["specialRequests"] == MARKED
    assert session["sessionNotes"] == [{"writtenAt": "2026-09-07T09:00:00+03:00"}]
    assert session["paymentAttempts"][0]["mpesaTransactionID"] == "UKL7"
    assert found["sessions"]["totalSpent"] == {"KES": 2500}
    (payment,) = found["money"]["payments"]
    assert (payment["amount"], payment["receiptNumber"]) == (2500, 1)
    (answers,) = found["answers"]
    assert (answers["currentMedications"], answers["severityLevel"]) == (MARKED, 6)
    assert found["consents"][0]["kind"] == "treatment"
    assert found["care"]["alerts"] == [{"noticedAt": "2026-09-07T09:00:00+03:00",
                                        "channel": "chat"}]  # fmt: skip
    assert found["care"]["clientOf"][0]["psychologist"] == "Brian"
    assert {one["action"] for one in found["trail"]} >= {"booking_moved", "money_placed"}


async def test_d2_without_the_answers_only_that_there_are_some(here: Practice) -> None:
    await lived(here)
    found = await collected(here.amina, with_intake=False)
    assert MARKED not in json.dumps(found)
    assert found["answers"][0]["answersKept"] == 2
    assert found["sessions"]["sessions"][0]["specialRequests"] is True


async def test_d2_a_psychologists_words_are_given_by_a_person(here: Practice) -> None:
    await lived(here)
    told = json.dumps(await collected(here.amina))
    assert "The psychologist's words" not in told
    assert "secret_rule" not in told


async def test_x74_nobody_elses_name_or_number_is_in_it(here: Practice) -> None:
    """Neither for a client, nor for the psychologist whose clients they are."""
    await lived(here)
    await count("UPDATE people SET name = 'Chidi Okafor' WHERE id = $1", here.chidi)
    await people.grant(here.brian, Role.PSYCHOLOGIST, NOW)
    theirs = json.dumps(await collected(here.chidi))
    assert "Amina" not in theirs
    work = json.dumps(await collected(here.brian))
    for other in ("Amina", "Chidi", PHONE, MARKED, "The psychologist's words"):
        assert other not in work
    assert "BK-2026-000001" in work


async def test_d2_a_psychologist_finds_their_work(here: Practice) -> None:
    await lived(here)
    work = (await collected(here.brian))["work"]
    assert work["profile"]["slug"] == "brian"
    assert work["services"][0]["price"] == 2500
    assert len(work["availability"]) == 7
    assert work["notesWritten"][0]["bookingReference"] == "BK-2026-000001"
    assert work["clientsAddedByHand"] == 1


async def test_d2_who_has_just_come_has_little(here: Practice) -> None:
    found = await collected(here.chidi)
    assert {*found} == {"madeAt", "timezone", "person"}
    assert "unfinishedDialogues" in found["person"]


async def test_d2_both_files_say_the_same_in_names_from_everywhere(here: Practice) -> None:
    await lived(here)
    await count("UPDATE people SET name = 'Wanjirũ Ṣóyínká' WHERE id = $1", here.amina)
    data = await collected(here.amina)
    assert json.loads(mydata.as_json(data)) == data
    assert "Wanjirũ Ṣóyínká".encode() in mydata.as_json(data)
    facts = mydata_paper.facts(data, "en")
    lines = [Line(fact.depth, fact.label, fact.words) for fact in facts]
    file = booklet.pdf(Booklet("Smiling Steps", "All of it", lines * 3, "Foot", NOW, "en"))
    pages = PdfReader(BytesIO(file)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) > 1
    for part in ("Wanjirũ Ṣóyínká", MARKED, "BK-2026-000001", "Medicine",
                 "Mpesa transaction ID: UKL7", "2026-09-10 09:00", "Foot"):  # fmt: skip
        assert part in words


async def test_d2_one_export_in_ten_minutes_and_it_stands_in_the_trail(here: Practice) -> None:
    async with transaction():
        public_id = await exports.ask(here.amina, with_intake=True, now=NOW)
    assert await exports.person_of(public_id) == here.amina
    with pytest.raises(JustSent):
        await exports.ask(here.amina, with_intake=False, now=hours(0.16))
    await exports.ask(here.chidi, with_intake=False, now=NOW)
    await exports.ask(here.amina, with_intake=False, now=hours(1 / 6))
    asked = await rows("SELECT person_id, actor_id FROM audit_log WHERE action = 'data_exported'")
    assert {(one["person_id"], one["actor_id"]) for one in asked} == {
        (here.amina, here.amina), (here.chidi, here.chidi),
    }  # fmt: skip


async def test_d2_who_is_forgotten_gets_no_file(here: Practice) -> None:
    public_id = await exports.ask(here.amina, with_intake=True, now=NOW)
    await count("UPDATE people SET forgotten_at = $2 WHERE id = $1", here.amina, NOW)
    assert await exports.person_of(public_id) is None


@pytest.mark.parametrize("language", ["en", "sw"])
async def test_d2_every_line_of_the_paper_is_called_by_words(here: Practice, language: str) -> None:
    """No name of a field as programs know it, for a client and for who works here."""
    await lived(here)
    said: dict[str, str] = {}
    for person_id in (here.amina, here.brian):
        facts = mydata_paper.facts(await collected(person_id), language)
        names = {fact.label for fact in facts if fact.label and not fact.label.isdecimal()}
        assert [name for name in names if name[0].islower()] == []
        said |= {fact.label: fact.words for fact in facts}
    assert said["Saa za eneo" if language == "sw" else "Timezone"] == "Africa/Nairobi"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_d2_each_line_is_named_as_people_would(language: str) -> None:
    technical = re.compile(r"\b(ids?|is|has [a-z]+ feed|desc|slug|sha256|mpesa|timezone)\b")
    named = {key: texts.text(key, language) for key in TEXTS if key.startswith("field_")}
    assert [words for words in named.values() if technical.search(words.lower())] == []
