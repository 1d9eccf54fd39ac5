"""The simulated Google, spoken to over HTTP as any client would."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from simulator import Simulator
from tests.simulator.conftest import Control

CLIENT = {"client_id": "demo.apps.googleusercontent.com", "client_secret": "demo-secret"}
SCOPE = "https://www.googleapis.com/auth/calendar.events"
REDIRECT = "http://127.0.0.1:9/hooks/google"
ASKED = {
    "client_id": CLIENT["client_id"], "redirect_uri": REDIRECT, "response_type": "code",
    "scope": SCOPE, "access_type": "offline", "prompt": "consent", "state": "st&te=1",
}  # fmt: skip
PAGE = "/google/accounts/o/oauth2/v2/auth"
EVENTS = "/google/calendar/v3/calendars/primary/events"
TIMES = {
    "start": {"dateTime": "2026-09-15T07:00:00Z"},
    "end": {"dateTime": "2026-09-15T07:50:00Z"},
}
MEET: dict[str, Any] = {
    "createRequest": {"requestId": "r-1", "conferenceSolutionKey": {"type": "hangoutsMeet"}}
}


async def allowed(http: aiohttp.ClientSession, **changed: str) -> URL:
    """Press a button of the page; where the browser is sent."""
    form = {**ASKED, "account": "brian@gmail.example", "answer": "allow", "scope_given": "yes"}
    async with http.post(PAGE, data={**form, **changed}, allow_redirects=False) as response:
        assert response.status == 302
        return URL(response.headers["Location"])


async def tokens(http: aiohttp.ClientSession, **changed: str) -> dict[str, Any]:
    code = (await allowed(http, **changed)).query["code"]
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    async with http.post("/google/oauth2/token", data={**CLIENT, **given}) as response:
        found: dict[str, Any] = await response.json()
        return found


@pytest.fixture
async def brian(http: aiohttp.ClientSession) -> dict[str, str]:
    """The header that opens Brian's calendar."""
    return {"Authorization": f"Bearer {(await tokens(http))['access_token']}"}


async def insert(http: aiohttp.ClientSession, who: dict[str, str], version: str = "1",
                 **fields: Any) -> tuple[int, dict[str, Any]]:  # fmt: skip
    params = {"conferenceDataVersion": version}
    async with http.post(EVENTS, json=TIMES | fields, headers=who, params=params) as response:
        return response.status, await response.json()


async def test_the_page_sends_back_with_the_state_as_it_came(http: aiohttp.ClientSession) -> None:
    async with http.get(PAGE, params=ASKED) as page:
        shown = await page.text()
        assert 'value="st&amp;te=1"' in shown
    assert (await allowed(http)).query["state"] == ASKED["state"]
    denied = await allowed(http, answer="deny")
    assert (denied.query["error"], denied.query["state"]) == ("access_denied", ASKED["state"])


@pytest.mark.parametrize(
    ("name", "value"),
    [("client_id", "other"), ("redirect_uri", "https://evil.example.org/"),
     ("response_type", "token"), ("scope", ""), ("access_type", "always")],
)  # fmt: skip
async def test_a_wrong_link_sends_nobody_back(
    http: aiohttp.ClientSession, name: str, value: str
) -> None:
    for method in ("GET", "POST"):
        where = {"params" if method == "GET" else "data": {**ASKED, name: value}}
        async with http.request(method, PAGE, **where, allow_redirects=False) as page:  # type: ignore[arg-type]
            assert page.status == 400


async def test_without_offline_there_is_no_refresh_token(http: aiohttp.ClientSession) -> None:
    assert "refresh_token" in await tokens(http)
    assert "refresh_token" not in await tokens(http, access_type="online")


async def test_version_0_drops_the_conference_without_a_word(
    http: aiohttp.ClientSession, brian: dict[str, str]
) -> None:
    status, event = await insert(http, brian, "0", conferenceData=MEET)
    assert status == 200
    assert not event.keys() & {"hangoutLink", "conferenceData"}
    status, event = await insert(http, brian, conferenceData=MEET)
    assert event["hangoutLink"].startswith("https://meet.google.com/")


async def test_a_request_id_makes_one_conference(
    http: aiohttp.ClientSession, brian: dict[str, str]
) -> None:
    assert "hangoutLink" in (await insert(http, brian, conferenceData=MEET))[1]
    assert "hangoutLink" not in (await insert(http, brian, conferenceData=MEET))[1]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "UPPER"}, "invalid"),
        ({"id": "xyz9w"}, "invalid"),
        ({"start": None}, "required"),
        ({"start": {"dateTime": "2026-09-15T07:00:00"}}, "required"),
        ({"start": {"dateTime": "soon"}}, "invalid"),
        ({"end": TIMES["start"]}, "timeRangeEmpty"),
        ({"conferenceData": {"createRequest": {}}}, "required"),
        ({"conferenceData": {"createRequest": {"requestId": "r"}}}, "invalid"),
    ],
)
async def test_what_an_event_must_have(
    http: aiohttp.ClientSession, brian: dict[str, str], fields: dict[str, Any], reason: str
) -> None:
    status, told = await insert(http, brian, **fields)
    assert (status, told["error"]["errors"][0]["reason"]) == (400, reason)


async def test_a_token_opens_its_own_calendar_only(
    http: aiohttp.ClientSession, brian: dict[str, str]
) -> None:
    _, event = await insert(http, brian, id="abcde")
    other = await tokens(http, account="dr@gmail.example")
    dr = {"Authorization": f"Bearer {other['access_token']}"}
    async with http.get(f"{EVENTS}/{event['id']}", headers=dr) as response:
        assert response.status == 404
    async with http.get(f"{EVENTS}/{event['id']}") as response:
        assert response.status == 401
    blind = {"Authorization": f"Bearer {(await tokens(http, scope_given='no'))['access_token']}"}
    assert (await insert(http, blind))[0] == 403


async def test_the_consent_without_a_browser(sim: Simulator, control: Control) -> None:
    wrong = str((URL(sim.url) / PAGE.lstrip("/")).with_query({**ASKED, "client_id": "other"}))
    assert await control("google/consent", url=wrong) == 400


async def test_google_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "phones.json"
    async with Simulator(state=state) as sim, aiohttp.ClientSession(sim.url) as http:
        brian = {"Authorization": f"Bearer {(await tokens(http))['access_token']}"}
        _, made = await insert(http, brian, id="abcde", conferenceData=MEET)
    async with Simulator(state=state) as sim, aiohttp.ClientSession(sim.url) as http:
        async with http.get(f"{EVENTS}/abcde", headers=brian) as response:
            assert (await response.json())["hangoutLink"] == made["hangoutLink"]
        assert (await insert(http, brian, id="abcde"))[0] == 409
