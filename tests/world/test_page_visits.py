"""Whose visit of the intake page it is: forged, old, copied, ended, or not our page at all (I3)."""

import asyncio
from datetime import timedelta

import pytest

from services import clock
from tests.init_data import launch, signed
from tests.town import Town
from tests.world.page_visit import NEEDED, Visitor, new_token, opened, telegram_id, visitor
from tests.world.test_google_consent import dump


async def test_x63_another_clients_booking_is_refused_and_a_guess_learns_nothing(
    asked: Town,
) -> None:
    psychologist = await visitor(asked, "Brian")
    guessed = await visitor(asked, "Brian")
    guessed.booking = "0" * 32
    theirs, nobodys = await psychologist.open(), await guessed.open()
    assert theirs.status == nobodys.status == 403
    assert theirs.body == nobodys.body
    assert await asked.sql("SELECT id FROM page_sessions") == []


async def test_x63_a_forged_launch_is_refused(asked: Town) -> None:
    who = await visitor(asked)
    token = asked.environment["TELEGRAM_BOT_TOKEN"]
    amina = await telegram_id(asked, "Amina")
    for data in (
        launch("1:" + "A" * 35, clock.now(), amina),
        who.init_data.replace(str(amina), str(amina + 1)),
        who.init_data[:-1] + ("0" if who.init_data[-1] != "0" else "1"),
        "", "user=1", f"{who.init_data}&user=%7B%7D",
        signed({"auth_date": str(int(clock.now().timestamp()))}, token),
    ):  # fmt: skip
        answer = await Visitor(asked, data, who.booking).open()
        assert answer.status == 401, data
        assert "open it again from the chat" in answer.words
        assert str(amina) not in str(answer.body)
    assert await asked.sql("SELECT id FROM page_sessions") == []


async def test_x63_an_old_launch_and_one_from_the_future_are_refused(asked: Town) -> None:
    token, amina = asked.environment["TELEGRAM_BOT_TOKEN"], await telegram_id(asked, "Amina")
    for moved, code in ((timedelta(minutes=-61), "too_old"), (timedelta(minutes=5), "from_the_")):
        who = Visitor(asked, launch(token, clock.now() + moved, amina))
        answer = await who.open()
        assert answer.status == 401
        assert answer.code.startswith(code)
    assert (await Visitor(asked, launch(token, clock.now() - timedelta(minutes=59), amina)).open()
            ).status == 200  # fmt: skip


async def test_x63_a_replayed_launch_is_refused_and_the_first_page_goes_on(asked: Town) -> None:
    who, _ = await opened(asked)
    thief = Visitor(asked, who.init_data, who.booking)
    replayed = await thief.open()
    assert (replayed.status, replayed.code) == (401, "page_replayed")
    assert "opened from here once already" in replayed.words
    assert (await thief.save(allergies="x")).status == 401
    assert (await who.save(allergies="Nuts")).status == 200


async def test_a_lost_answer_is_asked_for_again_and_a_page_may_be_loaded_anew(asked: Town) -> None:
    who = await visitor(asked)
    answers = await asyncio.gather(*(who.open() for _ in range(4)))
    assert [answer.status for answer in answers] == [200] * 4
    assert len(await asked.sql("SELECT id FROM page_sessions")) == 1


async def test_two_that_race_with_one_launch_are_one(asked: Town) -> None:
    who = await visitor(asked)
    many = [Visitor(asked, who.init_data, who.booking, new_token()) for _ in range(6)]
    answers = await asyncio.gather(*(one.open() for one in many))
    assert sorted(answer.status for answer in answers) == [200] + [401] * 5


async def test_a_token_ends_after_two_hours(asked: Town) -> None:
    who, _ = await opened(asked)
    await asked.move_clock(2 * 3600 + 1)
    for answer in (await who.save(allergies="Nuts"), await who.send(**NEEDED)):
        assert (answer.status, answer.code) == (401, "page_over")
        assert "open it again" in answer.words
    assert await asked.sql("SELECT id FROM intake_answers") == []


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer short", "Basic {}", "{}"])
async def test_without_the_token_nothing_is_taken(asked: Town, header: str) -> None:
    who, _ = await opened(asked)
    body = {"answers": NEEDED, "consents": []}
    for path in ("save", "send"):
        answer = await who.post(path, body, Authorization=header.format(who.token))
        assert answer.status == 401
    other = await who.post("send", body, Authorization=f"Bearer {new_token()}")
    assert other.code == "page_over"
    assert await asked.sql("SELECT id FROM intake_answers") == []


async def test_only_the_tokens_hash_is_stored(asked: Town) -> None:
    who, said = await opened(asked)
    everything = await dump(asked)
    assert "Amina" in everything
    for secret in (who.token, said["draft"]["key"]):
        assert secret not in everything
        assert secret.encode().hex() not in everything


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
async def test_what_our_page_never_sends(asked: Town, body: bytes, kind: str, status: int) -> None:
    who, _ = await opened(asked)
    url = f"{asked.environment['PUBLIC_URL']}/app/intake/save"
    headers = {**who.bearer, "Content-Type": kind}
    async with asked.session.post(url, data=body, headers=headers) as response:
        assert response.status == status
    assert await asked.sql("SELECT id FROM intake_answers") == []


async def test_the_page_is_nobodys_to_keep_frame_or_add_to(asked: Town) -> None:
    base = asked.environment["PUBLIC_URL"]
    async with asked.session.get(f"{base}/app/intake?lang=xx&booking=%3Cb%3E") as response:
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


async def test_scripts_are_asked_about_and_not_loaded_twice(asked: Town) -> None:
    url = f"{asked.environment['PUBLIC_URL']}/app/page.js"
    async with asked.session.get(url) as first:
        assert first.content_type == "text/javascript"
        etag = first.headers["ETag"]
    async with asked.session.get(url, headers={"If-None-Match": etag}) as again:
        assert again.status == 304
    for name in ("index.html", "none.js", "..%2Fserver.py"):
        async with asked.session.get(f"{url.removesuffix('page.js')}{name}") as other:
            assert other.status == 404
