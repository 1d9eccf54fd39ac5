"""The intake page over HTTP: whose it is, what it asks, and that it is sent once (I3)."""

import asyncio
import logging
from collections.abc import AsyncIterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest

from bot.story.steps import AMINA
from conversations import consents
from models.values import ConsentKind
from services import clock
from tests.init_data import launch, signed
from tests.town import HURRIED, Clients, Town, open_town
from tests.world.page_visit import HELD, NEEDED, Visitor, new_token, opened, telegram_id, visitor
from tests.world.paying import settled
from tests.world.test_google_consent import dump

MARKED = "MARKED-4417"
SENT = "that was all I ask"


@pytest.fixture
async def here(database_url: str) -> AsyncIterator[Town]:
    """Amina is new: nobody has asked her anything yet."""
    async with open_town(database_url, Clients.NEW, **HURRIED) as town:
        yield town


@pytest.fixture
async def held(here: Town) -> Town:
    """Amina has chosen a time and is asked whether it is right."""
    await here.play(HELD)
    return here


async def test_i3_the_form_comes_with_words_and_is_sent(held: Town) -> None:
    who, said = await opened(held)
    form = said["form"]
    assert [section["title"] for section in form["sections"]] == [
        "About you", "How you are", "What you hope for",
    ]  # fmt: skip
    assert "Brian Otieno" in form["about"]
    assert form["answers"] == {}
    saved = await who.save(emergency_contact=MARKED, allergies=None)
    assert saved.body == {"saved": 1, "crisis": None}
    amina = held.phone(AMINA)
    await amina.mark()
    sent = await who.send(**NEEDED, special_requests="A chair for my son")
    assert sent.status == 200, sent.body
    assert sent.body["title"] == "Thank you"
    await amina.expect(SENT)
    stored = await held.sql("SELECT state, way FROM intakes")
    assert stored == [{"state": "complete", "way": "page"}]


async def test_i3_the_answers_come_back_to_their_owner_only(held: Town) -> None:
    who, _ = await opened(held)
    await who.save(**NEEDED, special_requests="A chair for my son")
    _, again = await opened(held)
    wanted = {**NEEDED, "special_requests": "A chair for my son"}
    assert again["form"]["answers"] == wanted
    chidis = await visitor(held, "Brian")
    assert (await chidis.open()).status == 403
    chidis.booking = None
    assert (await chidis.open()).body["form"]["answers"] == {}


async def test_x63_another_clients_booking_is_refused_and_a_guess_learns_nothing(
    held: Town,
) -> None:
    psychologist = await visitor(held, "Brian")
    guessed = await visitor(held, "Brian")
    guessed.booking = "0" * 32
    theirs, nobodys = await psychologist.open(), await guessed.open()
    assert theirs.status == nobodys.status == 403
    assert theirs.body == nobodys.body
    assert await held.sql("SELECT id FROM page_sessions") == []


async def test_x63_a_forged_launch_is_refused(held: Town) -> None:
    who = await visitor(held)
    token = held.environment["TELEGRAM_BOT_TOKEN"]
    amina = await telegram_id(held, "Amina")
    for data in (
        launch("1:" + "A" * 35, clock.now(), amina),
        who.init_data.replace(str(amina), str(amina + 1)),
        who.init_data[:-1] + ("0" if who.init_data[-1] != "0" else "1"),
        "", "user=1", f"{who.init_data}&user=%7B%7D",
        signed({"auth_date": str(int(clock.now().timestamp()))}, token),
    ):  # fmt: skip
        answer = await Visitor(held, data, who.booking).open()
        assert answer.status == 401, data
        assert "open it again from the chat" in answer.words
        assert str(amina) not in str(answer.body)
    assert await held.sql("SELECT id FROM page_sessions") == []


async def test_x63_an_old_launch_and_one_from_the_future_are_refused(held: Town) -> None:
    token, amina = held.environment["TELEGRAM_BOT_TOKEN"], await telegram_id(held, "Amina")
    for moved, code in ((timedelta(minutes=-61), "too_old"), (timedelta(minutes=5), "from_the_")):
        who = Visitor(held, launch(token, clock.now() + moved, amina))
        answer = await who.open()
        assert answer.status == 401
        assert answer.code.startswith(code)
    assert (await Visitor(held, launch(token, clock.now() - timedelta(minutes=59), amina)).open()
            ).status == 200  # fmt: skip


async def test_x63_a_replayed_launch_is_refused_and_the_first_page_goes_on(held: Town) -> None:
    who, _ = await opened(held)
    thief = Visitor(held, who.init_data, who.booking)
    replayed = await thief.open()
    assert (replayed.status, replayed.code) == (401, "page_replayed")
    assert "opened from here once already" in replayed.words
    assert (await thief.save(allergies="x")).status == 401
    assert (await who.save(allergies="Nuts")).status == 200


async def test_a_lost_answer_is_asked_for_again_and_a_page_may_be_loaded_anew(held: Town) -> None:
    who = await visitor(held)
    answers = await asyncio.gather(*(who.open() for _ in range(4)))
    assert [answer.status for answer in answers] == [200] * 4
    assert len(await held.sql("SELECT id FROM page_sessions")) == 1


async def test_two_that_race_with_one_launch_are_one(held: Town) -> None:
    who = await visitor(held)
    many = [Visitor(held, who.init_data, who.booking, new_token()) for _ in range(6)]
    answers = await asyncio.gather(*(one.open() for one in many))
    assert sorted(answer.status for answer in answers) == [200] + [401] * 5


async def test_a_token_ends_after_two_hours(held: Town) -> None:
    who, _ = await opened(held)
    await held.move_clock(2 * 3600 + 1)
    for answer in (await who.save(allergies="Nuts"), await who.send(**NEEDED)):
        assert (answer.status, answer.code) == (401, "page_over")
        assert "open it again" in answer.words
    assert await held.sql("SELECT id FROM intake_answers") == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer short", "Basic {}", "{}"])
async def test_without_the_token_nothing_is_taken(held: Town, header: str) -> None:
    who, _ = await opened(held)
    body = {"answers": NEEDED, "consents": []}
    for path in ("save", "send"):
        answer = await who.post(path, body, Authorization=header.format(who.token))
        assert answer.status == 401
    other = await who.post("send", body, Authorization=f"Bearer {new_token()}")
    assert other.code == "page_over"
    assert await held.sql("SELECT id FROM intake_answers") == []


async def test_only_the_tokens_hash_is_stored(held: Town) -> None:
    who, said = await opened(held)
    everything = await dump(held)
    assert "Amina" in everything
    for secret in (who.token, said["draft"]["key"]):
        assert secret not in everything
        assert secret.encode().hex() not in everything


async def test_x60_sent_twice_is_once(held: Town) -> None:
    who, _ = await opened(held)
    amina = held.phone(AMINA)
    await amina.mark()
    answers = await asyncio.gather(*(who.send(**NEEDED) for _ in range(5)))
    assert [answer.status for answer in answers] == [200] * 5
    assert len({str(answer.body) for answer in answers}) == 1
    await settled(held)
    said = [m["text"] for m in await amina.messages() if SENT in m["text"]]
    assert len(said) == 1
    assert len(await held.sql("SELECT id FROM intakes")) == 1
    late = await who.save(allergies="Nuts")
    assert (late.status, late.code) == (409, "page_sent_already")
    closed = (await who.open()).body["form"]
    assert closed["answers"] == {}
    assert closed["closed"]["title"] == "Thank you"


async def test_what_is_missing_or_wrong_is_said_beside_each_question(held: Town) -> None:
    who, _ = await opened(held)
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
    assert await held.sql("SELECT id FROM intake_answers") == []
    part = await who.save(severity_level=True, timeline="not_sure")
    assert list(part.body["errors"]) == ["severity_level"]
    assert (await who.send(**NEEDED)).status == 200


async def test_what_the_service_leaves_out_is_not_asked_and_not_kept(held: Town) -> None:
    rules = '{"allergies": "left_out", "expectations": "required"}'
    await held.sql("UPDATE services SET intake_rules = $1", rules)
    who, said = await opened(held)
    questions = {q["key"]: q for s in said["form"]["sections"] for q in s["questions"]}
    assert "allergies" not in questions
    assert questions["expectations"]["required"] is True
    assert list((await who.send(**NEEDED, allergies="Nuts")).body["errors"]) == ["expectations"]
    assert (await who.send(**NEEDED, allergies="Nuts", expectations="Calm")).status == 200
    kept = {row["question"] for row in await held.sql("SELECT question FROM intake_answers")}
    assert kept == {*NEEDED, "expectations"}


async def test_each_request_is_a_step_of_the_holder(held: Town) -> None:
    before = (await held.sql("SELECT held_until FROM bookings"))[0]["held_until"]
    await held.move_clock(300)
    who, _ = await opened(held)
    after = (await held.sql("SELECT held_until FROM bookings"))[0]["held_until"]
    assert after > before
    await held.pass_time(3600)
    assert (await who.send(**NEEDED)).status == 200  # the time is gone, what was told is not


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "application/x-www-form-urlencoded", 415),
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"answers": []}', "application/json", 400),
        (b'{"answers": {"allergies": "\\ud800"}}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b'{"answers": {"allergies": "' + b"x" * 300_000 + b'"}}', "application/json", 413),
    ],
)
async def test_what_our_page_never_sends(held: Town, body: bytes, kind: str, status: int) -> None:
    who, _ = await opened(held)
    url = f"{held.environment['PUBLIC_URL']}/app/intake/save"
    headers = {**who.bearer, "Content-Type": kind}
    async with held.session.post(url, data=body, headers=headers) as response:
        assert response.status == status
    assert await held.sql("SELECT id FROM intake_answers") == []


async def test_the_page_is_nobodys_to_keep_frame_or_add_to(here: Town) -> None:
    base = here.environment["PUBLIC_URL"]
    async with here.session.get(f"{base}/app/intake?lang=xx&booking=%3Cb%3E") as response:
        page, headers = await response.text(), response.headers
    assert "<b>" not in page
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    rules = dict(
        rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"].startswith("https://web.telegram.org")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "//" not in page.replace(base, "")  # nothing is loaded from anywhere else


async def test_scripts_are_asked_about_and_not_loaded_twice(here: Town) -> None:
    url = f"{here.environment['PUBLIC_URL']}/app/page.js"
    async with here.session.get(url) as first:
        assert first.content_type == "text/javascript"
        etag = first.headers["ETag"]
    async with here.session.get(url, headers={"If-None-Match": etag}) as again:
        assert again.status == 304
    for name in ("index.html", "none.js", "..%2Fserver.py"):
        async with here.session.get(f"{url.removesuffix('page.js')}{name}") as other:
            assert other.status == 404


async def test_x70_answers_are_nowhere_in_the_open(
    held: Town, log: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    who, _ = await opened(held)
    marked = {**NEEDED, "emergency_contact": MARKED, "special_requests": MARKED,
              "therapy_goals": [MARKED], "timeline": MARKED}  # fmt: skip
    await who.save(medical_history=MARKED, allergies=MARKED * 500)
    await who.save(medical_history=MARKED)
    await who.send(**marked)
    await settled(held)
    everything = await dump(held)
    everything += "\n".join([*map(str, log), *(r.getMessage() for r in caplog.records)])
    assert "page_sent" in everything
    assert MARKED not in everything
    assert MARKED.encode().hex() not in everything


async def test_i4_each_text_is_agreed_to_in_the_version_that_was_shown(held: Town) -> None:
    who, said = await opened(held)
    shown = said["form"]["consents"]
    assert [text["kind"] for text in shown] == list(ConsentKind)
    assert all(len(text["text"]) > 200 and text["title"] for text in shown)
    older = [{**text, "version": "2020-01-01", "given": True} for text in who.texts]
    for agrees in ([], None, "yes", older, [{**text, "given": "true"} for text in who.texts]):
        refused = await who.send(**NEEDED, agrees=agrees)
        assert refused.status == 422
        assert sorted(refused.body["errors"]) == sorted(ConsentKind)
    assert await held.sql("SELECT id FROM intake_answers") == []
    assert (await who.send(**NEEDED)).status == 200
    stored = await held.sql("SELECT kind, version, language, text_sha256, is_given FROM consents")
    wanted = consents.present("en", "Smiling Steps")
    assert stored == [
        {"kind": t.kind.value, "version": t.version, "language": "en", "text_sha256": t.sha256,
         "is_given": True} for t in wanted
    ]  # fmt: skip
    _, again = await opened(held)
    assert again["form"]["consents"] == []
    assert again["form"]["age"] is None


async def test_i4_whoever_is_younger_sends_and_a_guardian_agrees_in_the_chat(held: Town) -> None:
    who, said = await opened(held)
    assert said["form"]["age"]["label"] == "Are you 18 or older?"
    for adult in (None, "yes", 1):
        assert list((await who.send(**NEEDED, adult=adult)).body["errors"]) == ["age"]
    assert (await who.send(**NEEDED, adult=False)).status == 200
    assert await held.sql("SELECT id FROM consents") == []
    minor = "SELECT is_minor FROM people WHERE name LIKE 'Amina%'"
    assert await held.sql(minor) == [{"is_minor": True}]
    _, again = await opened(held)
    assert (again["form"]["is_minor"], again["form"]["consents"]) == (True, [])
    second, _ = await opened(held)
    assert (await second.send(**NEEDED, adult=True)).status == 200  # that is not asked any more
    assert await held.sql(minor) == [{"is_minor": True}]


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
async def test_i6_words_of_danger_are_answered_at_once(held: Town, answers: dict[str, Any]) -> None:
    who, _ = await opened(held)
    amina, grace = held.phone(AMINA), held.phone("grace")
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
    await settled(held)
    assert len(await held.sql("SELECT id FROM danger_alerts")) == 1


async def test_i6_what_only_sounds_so_is_left_alone(held: Town) -> None:
    who, _ = await opened(held)
    answers = {"expectations": "I am dying to meet you", "severity_level": 8}
    assert (await who.save(**answers)).body["crisis"] is None
    assert await held.sql("SELECT id FROM danger_alerts") == []
