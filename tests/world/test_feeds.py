"""A person's own feed over the real server: found, unchanged, renewed, and a wrong secret (A7)."""

import re

from bot.story.booking import BOOKING
from bot.story.steps import AMINA, BRIAN
from tests import rfc5545
from tests.town import Town

ADDRESS = re.compile(r"http\S+?/feeds/[\w-]{43}\.ics")


async def address(here: Town, person: str, asks: str = "/calendar") -> str:
    phone = here.phone(person)
    await phone.mark()
    await phone.send(asks)
    message = await phone.expect("Your sessions in your own calendar")
    found = ADDRESS.search(message["text"])
    assert found, message["text"]
    return found[0]


async def feed(here: Town, url: str) -> rfc5545.Component:
    async with here.session.get(url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert "private" in answer.headers["Cache-Control"]
        return rfc5545.read(await answer.text())


async def test_x75_a_booking_is_in_both_feeds_under_one_uid_and_neutral(here: Town) -> None:
    of_amina, of_brian = await address(here, AMINA), await address(here, BRIAN)
    assert (await feed(here, of_amina)).events == []
    await here.play(BOOKING)
    hers, his = (await feed(here, of_amina)).events, (await feed(here, of_brian)).events
    booked = (await here.sql("SELECT * FROM bookings"))[0]
    for events in (hers, his):
        assert len(events) == 1
        assert events[0].instant("DTSTART") == booked["starts_at"]
        assert events[0].instant("DTEND") == booked["ends_at"]
        assert events[0].one("STATUS") == "CONFIRMED"
        assert events[0].one("UID") == f"{booked['public_id']}@smiling-steps"
    assert hers[0].one("SUMMARY") == "Appointment"
    assert his[0].one("SUMMARY") == f"Session {booked['reference']}"
    for name in ("Amina", "Brian", "session with", "therapy"):
        assert name not in str((hers, his))
    assert hers[0].one("UID") in await _attached(here)


async def _attached(here: Town) -> str:
    """The file that came with Amina's confirmation."""
    message = await here.phone(AMINA).expect("Your session is confirmed")
    async with here.session.get(f"{here.url}{message['file']['url']}") as answer:
        return await answer.text()


async def test_x75_a_cancelled_session_is_told_as_cancelled_for_a_while(here: Town) -> None:
    await here.play(BOOKING)
    url = await address(here, AMINA)
    before = (await feed(here, url)).events[0]
    await here.sql("UPDATE bookings SET status = 'cancelled', version = version + 1")
    after = (await feed(here, url)).events[0]
    assert after.one("STATUS") == "CANCELLED"
    assert after.one("UID") == before.one("UID")
    assert int(after.one("SEQUENCE")) == int(before.one("SEQUENCE")) + 1


async def test_nothing_new_is_one_line(here: Town) -> None:
    url = await address(here, AMINA)
    async with here.session.get(url) as answer:
        etag = answer.headers["ETag"]
    for shown in (etag, f'"other", {etag}', f"W/{etag}"):
        async with here.session.get(url, headers={"If-None-Match": shown}) as answer:
            weak = shown.startswith("W/")
            assert answer.status == (200 if weak else 304)
    async with here.session.head(url) as answer:
        assert answer.headers["ETag"] == etag
    await here.play(BOOKING)
    async with here.session.get(url, headers={"If-None-Match": etag}) as answer:
        assert answer.status == 200


async def test_a_wrong_secret_looks_like_any_address_that_is_none(here: Town) -> None:
    url = await address(here, AMINA)
    base = url.rpartition("/")[0]
    guesses = [f"{base}/{'A' * 43}.ics", f"{base}/short.ics", f"{base}/{'A' * 43}", f"{base}/",
               f"{base}/../feeds/{'B' * 43}.ics", f"{base.rpartition('/')[0]}/nothing"]  # fmt: skip
    seen = set()
    for guess in guesses:
        async with here.session.get(guess) as answer:
            headers = {k: v for k, v in answer.headers.items() if k != "Date"}
            seen.add((answer.status, await answer.text(), str(headers)))
    assert len(seen) == 1
    assert seen.pop()[0] == 404


async def test_a_new_address_ends_the_old_one(here: Town) -> None:
    old = await address(here, AMINA)
    assert await address(here, AMINA) == old
    amina = here.phone(AMINA)
    await amina.tap("^Make a new address")
    await amina.mark()
    await amina.tap("^Yes, a new address")
    message = await amina.expect("no longer works")
    new = ADDRESS.search(message["text"])
    assert new
    assert new[0] != old
    async with here.session.get(old) as answer:
        assert answer.status == 404
    await feed(here, new[0])


async def test_the_button_opens_the_calendar_app(here: Town) -> None:
    url = await address(here, AMINA)
    message = (await here.phone(AMINA).messages())[-1]
    buttons = [button for row in message["keyboard"] for button in row]
    assert url in [button.get("copy") for button in buttons]
    opener = next(button["url"] for button in buttons if "url" in button)
    async with here.session.get(opener, allow_redirects=False) as answer:
        assert answer.status == 302
        assert answer.headers["Location"] == url.replace("http", "webcal", 1)
    async with here.session.get(opener[:-5] + "AAAAA", allow_redirects=False) as answer:
        assert answer.status == 404
