"""The way to Google and back: whose consent it is, once and in time, and where tokens are (X63)."""

import asyncio
import logging
from collections.abc import MutableMapping
from typing import Any

import pytest
from yarl import URL

from bot.story.steps import AMINA, BRIAN
from tests.town import HURRIED, Town, open_town
from tests.world.meeting_steps import (
    connect,
    consent,
    consent_link,
    google,
    paid,
    ticked,
)
from tests.world.paying import settled, texts

OLD = "no longer works"
GRANTS = "SELECT p.slug FROM google_grants AS g JOIN psychologists AS p ON p.id = g.psychologist_id"


async def came_back(here: Town, method: str = "GET", **query: str) -> str:
    """A browser at our address, with whatever in it."""
    url = f"{here.environment['PUBLIC_URL']}/hooks/google"
    async with here.session.request(method, url, params=query) as response:
        assert response.status in {200, 405}
        return await response.text()


async def exchanges(here: Town) -> int:
    stats = (await here.get("/sim/stats"))["google"].get("requests", {})
    return int(stats.get("token", 0))


async def test_x63_a_state_that_is_made_up_gets_nowhere_near_google(here: Town) -> None:
    for state in ("", "a", "a" * 43, "<b>" + "a" * 40, "' OR 1=1 --"):
        assert OLD in await came_back(here, state=state, code="4/0Acode")
    assert OLD in await came_back(here)
    assert await exchanges(here) == 0
    assert await here.sql(GRANTS) == []


async def test_x63_a_state_works_once(here: Town) -> None:
    link = await consent_link(here)
    assert "is connected" in (await consent(here, link))["text"]
    assert OLD in (await consent(here, link, account="chidi@gmail.example"))["text"]
    assert [g["account"] for g in (await google(here))["grants"]] == ["practice@gmail.example"]


async def test_x63_five_browsers_at_once_are_one_exchange(here: Town) -> None:
    link = await consent_link(here)
    shown = await asyncio.gather(*(consent(here, link) for _ in range(5)))
    assert sorted(OLD in page["text"] for page in shown) == [False] + [True] * 4
    assert await exchanges(here) == 1


async def test_x63_a_state_is_good_for_fifteen_minutes(here: Town) -> None:
    link = await consent_link(here)
    await ticked(here, seconds=15 * 60 + 1)
    assert OLD in (await consent(here, link))["text"]
    assert await exchanges(here) == 0


async def test_x63_a_newer_link_ends_the_older(here: Town) -> None:
    older, newer = await consent_link(here), await consent_link(here)
    assert OLD in (await consent(here, older))["text"]
    assert "is connected" in (await consent(here, newer))["text"]


async def test_x63_a_consent_is_for_whom_the_link_was_given_to(here: Town) -> None:
    """Whoever opens Brian's link, it never gives a calendar to anybody but Brian."""
    brians, wanjikus = await consent_link(here), await consent_link(here, "dr")
    assert "is connected" in (await consent(here, brians, account="x@gmail.example"))["text"]
    assert await here.sql(GRANTS) == [{"slug": "brian"}]
    mixed = URL(wanjikus).update_query(state=URL(brians).query["state"])
    assert OLD in (await consent(here, str(mixed)))["text"]
    assert await here.sql(GRANTS) == [{"slug": "brian"}]


async def test_x63_who_is_no_psychologist_any_more_connects_nothing(here: Town) -> None:
    link = await consent_link(here)
    await here.sql("DELETE FROM role_grants WHERE role = 'psychologist'")
    assert OLD in (await consent(here, link))["text"]
    assert await here.sql(GRANTS) == []


async def test_x63_a_client_gets_no_link(here: Town) -> None:
    amina = here.phone(AMINA)
    await amina.send("/meet")
    shown = await amina.expect("That is for our psychologists")
    for value in ("connect", "google", "own", "leave"):
        forged = {"message_id": shown["message_id"], "data": f"meet:1:{value}", "stale": True}
        await amina.post("tap", forged)
    await settled(here)
    assert await here.sql("SELECT id FROM consent_requests") == []


async def test_a_head_request_uses_nothing_up(here: Town) -> None:
    link = await consent_link(here)
    await came_back(here, "HEAD", state=URL(link).query["state"], code="4/0Acode")
    assert "is connected" in (await consent(here, link))["text"]


@pytest.mark.parametrize(
    ("how", "words"),
    [({"allow": False}, "Nothing was connected"), ({"scope_given": False}, "box was left empty")],
)
async def test_not_allowed_is_not_connected(here: Town, how: dict[str, bool], words: str) -> None:
    link = await consent_link(here)
    assert words in (await consent(here, link, **how))["text"]
    assert OLD in (await consent(here, link))["text"]
    assert await here.sql(GRANTS) == []


async def test_google_has_a_bad_day(here: Town) -> None:
    link = await consent_link(here)
    await here.fault("google", "server_error", method="token")
    assert "as it should" in (await consent(here, link))["text"]
    await connect(here)


async def test_the_page_tells_nobody_its_address(here: Town) -> None:
    url = f"{here.environment['PUBLIC_URL']}/hooks/google"
    async with here.session.get(url) as response:
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_a_practice_without_google_does_not_offer_it(database_url: str) -> None:
    off = {"GOOGLE_CLIENT_ID": "", "GOOGLE_CLIENT_SECRET": ""}
    async with open_town(database_url, **HURRIED, **off) as here:
        await here.sql("UPDATE psychologists SET meeting_kind = 'google'")
        await here.phone(BRIAN).send("/meet")
        shown = await here.phone(BRIAN).expect("Where do your video sessions take place?")
        labels = [b["text"] for row in shown["keyboard"] for b in row]
        assert labels == ["Jitsi, nothing to set up", "A link of my own…", "Cancel"]
        await here.phone(BRIAN).send("Jitsi")
        await here.phone(BRIAN).expect("Jitsi, with a room of its own")
        url = f"{here.environment['PUBLIC_URL']}/hooks/google"
        async with here.session.get(url) as response:
            assert response.status == 404


async def test_x70_tokens_are_nowhere_in_the_open(
    here: Town, log: list[MutableMapping[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    """Every table as text, and the raw log lines, after each way in which tokens are used."""
    caplog.set_level(logging.DEBUG)
    await connect(here)
    await paid(here)
    await ticked(here)
    await here.move_clock(7200)
    await here.fault("google", "expired", method="delete")
    await here.phone(AMINA).tap("Link doesn't work")
    await here.phone(AMINA).tap("New room on Jitsi")
    await ticked(here)
    await here.fault("google", "broken_grant")
    await connect_again(here)
    known = await google(here)
    secrets = [code["code"] for code in known["codes"]] + ["demo-secret"]
    for grant in known["grants"]:
        secrets += [grant["refresh_token"], *grant["access"]]
    assert len(secrets) >= 6
    everything = await dump(here)
    everything += "\n".join([*map(str, log), *(r.getMessage() for r in caplog.records)])
    for person in (AMINA, BRIAN):
        everything += "\n".join(await texts(here, person))
    assert "Amina" in everything  # the search can find what is there
    for secret in secrets:
        assert secret not in everything
        assert secret.encode().hex() not in everything


async def connect_again(here: Town) -> None:
    brian = here.phone(BRIAN)
    await brian.send("/meet")
    await brian.tap("Disconnect Google")
    await brian.tap("^Disconnect$")
    await brian.expect("Google is disconnected")
    await connect(here)


async def dump(here: Town) -> str:
    """Every row of every table, as text; bytes in hex."""
    tables = await here.sql(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    found: list[str] = []
    for table in tables:
        name = table["table_name"]
        found += [r["line"] for r in await here.sql(f'SELECT t::text AS line FROM "{name}" AS t')]
    return "\n".join(found)
