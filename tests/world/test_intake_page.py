"""The intake page over HTTP: whose it is, what it asks, and that it is sent once (I3)."""

import asyncio
import logging
from collections.abc import MutableMapping
from typing import Any

import pytest

from bot.story.steps import AMINA
from conversations import consents
from models.values import ConsentKind
from tests.town import Town
from tests.world.page_visit import NEEDED, opened, visitor
from tests.world.paying import settled
from tests.world.test_google_consent import dump

MARKED = "MARKED-4417 0722 000 333"
SENT = "that was all I ask"


async def test_i3_the_form_comes_with_words_and_is_sent(asked: Town) -> None:
    who, said = await opened(asked)
    form = said["form"]
    assert [section["title"] for section in form["sections"]] == [
        "About you", "How you are", "What you hope for",
    ]  # fmt: skip
    assert "Brian Otieno" in form["about"]
    assert form["answers"] == {}
    saved = await who.save(emergency_contact=MARKED, allergies=None)
    assert saved.body == {"saved": 1, "crisis": None}
    amina = asked.phone(AMINA)
    await amina.mark()
    sent = await who.send(**NEEDED, special_requests="A chair for my son")
    assert sent.status == 200, sent.body
    assert sent.body["title"] == "Thank you"
    await amina.expect(SENT)
    stored = await asked.sql("SELECT state, way FROM intakes")
    assert stored == [{"state": "complete", "way": "page"}]


async def test_i3_the_answers_come_back_to_their_owner_only(asked: Town) -> None:
    who, _ = await opened(asked)
    await who.save(**NEEDED, special_requests="A chair for my son")
    _, again = await opened(asked)
    wanted = {**NEEDED, "special_requests": "A chair for my son"}
    assert again["form"]["answers"] == wanted
    chidis = await visitor(asked, "Brian")
    assert (await chidis.open()).status == 403
    chidis.booking = None
    assert (await chidis.open()).body["form"]["answers"] == {}


async def test_x60_sent_twice_is_once(asked: Town) -> None:
    who, _ = await opened(asked)
    amina = asked.phone(AMINA)
    await amina.mark()
    answers = await asyncio.gather(*(who.send(**NEEDED) for _ in range(5)))
    assert [answer.status for answer in answers] == [200] * 5
    assert len({str(answer.body) for answer in answers}) == 1
    await settled(asked)
    said = [m["text"] for m in await amina.messages() if SENT in m["text"]]
    assert len(said) == 1
    assert len(await asked.sql("SELECT id FROM intakes")) == 1
    late = await who.save(allergies="Nuts")
    assert (late.status, late.code) == (409, "page_sent_already")
    closed = (await who.open()).body["form"]
    assert closed["answers"] == {}
    assert closed["closed"]["title"] == "Thank you"


async def test_what_is_missing_or_wrong_is_said_beside_each_question(asked: Town) -> None:
    who, _ = await opened(asked)
    wrong = await who.send(severity_level=11, therapy_goals=[], allergies="x" * 1501,
                           previous_therapy="yes", timeline="not_sure")  # fmt: skip
    assert wrong.status == 422
    assert wrong.body["errors"] == {
        "emergency_contact": "Please answer this one.",
        "severity_level": "Please choose a number from 1 to 10.",
        "therapy_goals": "Please answer this one.",
        "allergies": "That is too long. Please say it in fewer words.",
        "previous_therapy": "Please answer this one again.",
    }
    assert await asked.sql("SELECT id FROM intake_answers") == []
    part = await who.save(severity_level=True, timeline="not_sure")
    assert list(part.body["errors"]) == ["severity_level"]
    assert (await who.send(**NEEDED)).status == 200


async def test_what_the_service_leaves_out_is_not_asked_and_not_kept(asked: Town) -> None:
    rules = '{"allergies": "left_out", "expectations": "required"}'
    await asked.sql("UPDATE services SET intake_rules = $1", rules)
    who, said = await opened(asked)
    questions = {q["key"]: q for s in said["form"]["sections"] for q in s["questions"]}
    assert "allergies" not in questions
    assert questions["expectations"]["required"] is True
    assert list((await who.send(**NEEDED, allergies="Nuts")).body["errors"]) == ["expectations"]
    assert (await who.send(**NEEDED, allergies="Nuts", expectations="Calm")).status == 200
    kept = {row["question"] for row in await asked.sql("SELECT question FROM intake_answers")}
    assert kept == {*NEEDED, "expectations"}


async def test_each_request_is_a_step_of_the_holder(asked: Town) -> None:
    before = (await asked.sql("SELECT held_until FROM bookings"))[0]["held_until"]
    await asked.move_clock(300)
    who, _ = await opened(asked)
    after = (await asked.sql("SELECT held_until FROM bookings"))[0]["held_until"]
    assert after > before
    await asked.pass_time(3600)
    assert (await who.send(**NEEDED)).status == 200  # the time is gone, what was told is not


async def test_x70_answers_are_nowhere_in_the_open(
    asked: Town, log: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    who, _ = await opened(asked)
    marked = {**NEEDED, "emergency_contact": MARKED, "special_requests": MARKED,
              "therapy_goals": [MARKED], "timeline": MARKED}  # fmt: skip
    await who.save(medical_history=MARKED, allergies=MARKED * 500)
    await who.save(medical_history=MARKED)
    await who.send(**marked)
    await settled(asked)
    everything = await dump(asked)
    everything += "\n".join([*map(str, log), *(r.getMessage() for r in caplog.records)])
    assert "page_sent" in everything
    assert MARKED not in everything
    assert MARKED.encode().hex() not in everything


async def test_i4_each_text_is_agreed_to_in_the_version_that_was_shown(asked: Town) -> None:
    who, said = await opened(asked)
    shown = said["form"]["consents"]
    assert [text["kind"] for text in shown] == list(ConsentKind)
    assert all(len(text["text"]) > 200 and text["title"] for text in shown)
    older = [{**text, "version": "2020-01-01", "given": True} for text in who.texts]
    for agrees in ([], None, "yes", older, [{**text, "given": "true"} for text in who.texts]):
        refused = await who.send(**NEEDED, agrees=agrees)
        assert refused.status == 422
        assert sorted(refused.body["errors"]) == sorted(ConsentKind)
    assert await asked.sql("SELECT id FROM intake_answers") == []
    assert (await who.send(**NEEDED)).status == 200
    stored = await asked.sql("SELECT kind, version, language, text_sha256, is_given FROM consents")
    wanted = consents.present("en", "Smiling Steps")
    assert stored == [
        {"kind": t.kind.value, "version": t.version, "language": "en", "text_sha256": t.sha256,
         "is_given": True} for t in wanted
    ]  # fmt: skip
    _, again = await opened(asked)
    assert again["form"]["consents"] == []
    assert again["form"]["age"] is None


async def test_i4_nothing_is_asked_or_kept_before_it_is_known_who_is_18(asked: Town) -> None:
    who, said = await opened(asked, adult=None)
    form = said["form"]
    assert (form["waits"], form["age"]["label"]) == ("age", "Are you 18 or older?")
    assert (await who.save(medical_history="asthma")).body["code"] == "page_not_yet"
    assert (await who.send(**NEEDED)).body["code"] == "page_not_yet"
    for adult in (None, "yes", 1):
        assert (await who.age(adult)).body["code"] == "malformed"
    said_so = await who.age(False)
    assert (said_so.body["waits"], said_so.body["end"]["title"]) == (
        "guardian", "First a parent or guardian",
    )  # fmt: skip
    assert (await who.save(medical_history="asthma")).status == 409
    assert (await who.send(**NEEDED)).status == 409
    assert await asked.sql("SELECT id FROM intake_answers") == []
    assert await asked.sql("SELECT id FROM consents") == []
    minor = "SELECT is_minor FROM people WHERE name LIKE 'Amina%'"
    assert await asked.sql(minor) == [{"is_minor": True}]
    heard = await asked.phone(AMINA).expect("First a parent or guardian")
    assert "I keep" in heard["text"]
    second, again = await opened(asked)
    assert (again["form"]["end"]["title"], again["form"]["answers"]) == (
        "First a parent or guardian", {},
    )  # fmt: skip
    assert (await second.age(True)).body["waits"] == "guardian"  # that is not asked any more
    assert await asked.sql(minor) == [{"is_minor": True}]


async def test_i4_i6_a_cry_that_comes_too_early_is_not_kept_and_is_heard(asked: Town) -> None:
    who, _ = await opened(asked, adult=None)
    assert (await who.save(expectations="I want to die")).status == 409
    await asked.phone(AMINA).expect("1199")
    assert await asked.sql("SELECT id FROM intake_answers") == []


async def test_i3_a_page_opened_anew_says_where_it_goes_on(asked: Town) -> None:
    who, said = await opened(asked)
    assert said["form"]["at"] == 0
    await who.save(emergency_contact="Wanjiru, 0722 000 333")
    assert (await opened(asked))[1]["form"]["at"] == 1
    await who.save(therapy_goals=["sleep"])
    assert (await opened(asked))[1]["form"]["at"] == 1, "how heavy it is was passed over"
    await who.save(severity_level=3)
    assert (await opened(asked))[1]["form"]["at"] == 3, "the review"


async def test_i1_an_emergency_contact_can_be_called(asked: Town) -> None:
    who, _ = await opened(asked)
    refused = await who.save(emergency_contact="My sister Wanjiru")
    assert "phone number" in refused.body["errors"]["emergency_contact"]
    assert (await who.save(emergency_contact="Wanjiru +254 (0)722-000 333")).status == 200


@pytest.mark.parametrize(
    "answers",
    [
        {"expectations": "I want to die"},
        {"trigger_factors": ["Noise", "nataka kujiua"]},
        {"special_requests": "I want to kill myself"},
        {"timeline": "I will be dead by then, I want to end my life"},
        {"severity_level": 9},
    ],
)
async def test_i6_danger_is_answered_at_once(asked: Town, answers: dict[str, Any]) -> None:
    who, _ = await opened(asked)
    amina, grace = asked.phone(AMINA), asked.phone("grace")
    await grace.send("/start")
    await grace.expect("Hello Grace")
    await amina.mark()
    crisis = (await who.save(**answers)).body["crisis"]
    assert ["1199"] in [line["numbers"] for line in crisis["lines"]]
    assert ["999", "112"] in [line["numbers"] for line in crisis["lines"]]
    assert "<b>" not in str(crisis)
    await amina.expect("1199")
    alarmed = await grace.expect("may be in danger")
    assert "Noise" not in alarmed["text"]
    assert "want to" not in alarmed["text"]
    sent = await who.send(**{**NEEDED, **answers})
    assert sent.body["crisis"] is None  # it has been said, and nothing new was written
    await settled(asked)
    assert len(await asked.sql("SELECT id FROM danger_alerts")) == 1


async def test_i6_a_cry_is_heard_though_something_beside_it_has_to_be_put_right(
    asked: Town,
) -> None:
    who, _ = await opened(asked)
    amina, grace = asked.phone(AMINA), asked.phone("grace")
    await grace.send("/start")
    await grace.expect("Hello Grace")
    await amina.mark()
    for refused in [await who.save(severity_level=99, expectations="I want to die")
                    for _ in range(2)]:  # fmt: skip
        assert refused.status == 422
        assert "want to" not in str(refused.body)
    assert (await who.send(expectations="I want to die")).status == 422
    await amina.expect("1199")
    await grace.expect("may be in danger")
    await settled(asked)
    assert len(await asked.sql("SELECT id FROM danger_alerts")) == 1
    heard = [one for one in await amina.messages() if "1199" in str(one.get("text"))]
    assert len(heard) == 1
    assert await asked.sql("SELECT id FROM intake_answers") == []


async def test_i6_what_only_sounds_so_is_left_alone(asked: Town) -> None:
    who, _ = await opened(asked)
    answers = {"expectations": "I am dying to meet you", "severity_level": 8}
    assert (await who.save(**answers)).body["crisis"] is None
    assert await asked.sql("SELECT id FROM danger_alerts") == []
