"""The gateway to Google against its double: each answer, and what it says to do."""

from datetime import timedelta

import pytest
from yarl import URL

from services.gateways.google import consent_url
from services.gateways.google_errors import (
    AccessRefused,
    AlreadyThere,
    GrantBroken,
    NotThere,
    Passing,
    Permanent,
    ScopeMissing,
)
from services.gateways.google_values import SCOPE, Access, Making, MeetEvent
from tests.services.gateways.google_house import EVENT, STARTS, House, house

__all__ = ["house"]  # a fixture, for pytest


def later(event: MeetEvent) -> MeetEvent:
    hour = timedelta(hours=1)
    return MeetEvent(event.id, event.title, event.starts_at + hour, event.ends_at + hour)


async def test_the_consent_link_asks_for_events_only_and_for_a_lasting_grant(house: House) -> None:
    asked = URL(consent_url(house.settings(), "the-state"))
    assert asked.query["scope"] == SCOPE
    assert asked.query["access_type"] == "offline"
    assert asked.query["prompt"] == "consent"
    assert asked.query["state"] == "the-state"
    assert "secret" not in str(asked)
    async with house.http.get(asked) as page:
        assert page.status == 200
        assert "Allow" in await page.text()


async def test_a_code_becomes_tokens_once(house: House) -> None:
    code, gateway = house.code(), house.gateway()
    grant = await gateway.exchange(code)
    lifetime = grant.access.expires_at - house.world.clock.now()
    assert timedelta(minutes=59) < lifetime < timedelta(hours=1)
    with pytest.raises(GrantBroken):
        await gateway.exchange(code)
    for secret in (grant.refresh_token, grant.access.token, "demo-secret"):
        assert secret not in repr(grant) + repr(house.settings())


async def test_a_code_that_is_made_up_or_old_opens_nothing(house: House) -> None:
    with pytest.raises(GrantBroken):
        await house.gateway().exchange("4/made-up")
    code = house.code()
    house.world.clock.advance(601)
    with pytest.raises(GrantBroken):
        await house.gateway().exchange(code)


async def test_an_empty_box_is_told_apart(house: House) -> None:
    with pytest.raises(ScopeMissing):
        await house.gateway().exchange(house.code(scope_given=False))


@pytest.mark.parametrize(
    "wrong",
    [{"client_secret": "other"}, {"redirect_uri": "http://127.0.0.1:9/other"}],
)
async def test_wrong_settings_are_nobodys_broken_grant(house: House, wrong: dict[str, str]) -> None:
    with pytest.raises(Permanent):
        await house.gateway(5.0, **wrong).exchange(house.code())


async def test_a_refresh_token_brings_new_access_until_it_is_taken_back(house: House) -> None:
    grant = await house.grant()
    fresh = await house.gateway().refresh(grant.refresh_token)
    assert fresh.token != grant.access.token
    await house.gateway().revoke(grant.refresh_token)
    with pytest.raises(GrantBroken):
        await house.gateway().refresh(grant.refresh_token)
    with pytest.raises(AccessRefused):
        await house.gateway().get_event(fresh, EVENT.id)
    await house.gateway().revoke(grant.refresh_token)  # gone already: fine


async def test_an_event_is_private_free_time_without_a_name(house: House) -> None:
    made = await house.gateway().insert_event(await house.access(), EVENT)
    assert made.making is Making.SUCCESS
    assert made.link is not None
    assert made.link.startswith("https://meet.google.com/")
    [event] = house.events()
    assert (event["id"], event["summary"]) == (EVENT.id, EVENT.title)
    assert event["start"]["dateTime"] == "2026-09-15T07:00:00Z"
    assert (event["visibility"], event["transparency"]) == ("private", "transparent")
    assert not event.keys() & {"attendees", "description"}


async def test_a_conference_that_takes_its_time_is_followed(house: House) -> None:
    access, gateway = await house.access(), house.gateway()
    house.order("pending", times=2)
    assert (await gateway.insert_event(access, EVENT)).making is Making.PENDING
    assert (await gateway.get_event(access, EVENT.id)).making is Making.PENDING
    assert (await gateway.get_event(access, EVENT.id)).making is Making.SUCCESS


async def test_a_conference_that_fails_says_so(house: House) -> None:
    house.order("failure")
    made = await house.gateway().insert_event(await house.access(), EVENT)
    assert (made.making, made.link) == (Making.FAILURE, None)


async def test_asked_twice_there_is_one_event_and_it_is_found(house: House) -> None:
    access, gateway = await house.access(), house.gateway()
    house.order("lost_answer", "insert")
    with pytest.raises(Passing):
        await gateway.insert_event(access, EVENT)
    with pytest.raises(AlreadyThere):
        await gateway.insert_event(access, EVENT)
    found = await gateway.patch_event(access, later(EVENT))
    assert found.making is Making.SUCCESS
    [event] = house.events()
    assert event["start"]["dateTime"] == "2026-09-15T08:00:00Z"
    assert event["hangoutLink"] == found.link


async def test_a_deleted_event_is_gone_for_good(house: House) -> None:
    access, gateway = await house.access(), house.gateway()
    await gateway.insert_event(access, EVENT)
    await gateway.delete_event(access, EVENT.id)
    await gateway.delete_event(access, EVENT.id)  # as often as one likes
    await gateway.delete_event(access, "fffff")
    with pytest.raises(NotThere):
        await gateway.get_event(access, EVENT.id)
    with pytest.raises(NotThere):
        await gateway.patch_event(access, EVENT)
    with pytest.raises(AlreadyThere):
        await gateway.insert_event(access, EVENT)


@pytest.mark.parametrize(
    ("fault", "wait"), [("rate_limit", None), ("too_many", 7.0), ("server_error", None)]
)
async def test_what_passes(house: House, fault: str, wait: float | None) -> None:
    access = await house.access()
    house.order(fault, "insert")
    with pytest.raises(Passing) as passing:
        await house.gateway().insert_event(access, EVENT)
    assert passing.value.retry_after == wait
    assert (await house.gateway().insert_event(access, EVENT)).making is Making.SUCCESS


async def test_a_slow_answer_and_a_dead_house_pass(house: House) -> None:
    access = await house.access()
    house.order("slow", "insert", value=1)
    with pytest.raises(Passing):
        await house.gateway(timeout=0.1).insert_event(access, EVENT)
    with pytest.raises(Passing):
        await house.gateway(calendar_url="http://127.0.0.1:9").get_event(access, EVENT.id)


async def test_what_does_not_pass(house: House) -> None:
    access, gateway = await house.access(), house.gateway()
    house.order("not_enabled", "insert")
    with pytest.raises(Permanent) as refused:
        await gateway.insert_event(access, EVENT)
    assert refused.value.code == "accessNotConfigured"
    with pytest.raises(Permanent):
        await gateway.insert_event(access, MeetEvent("xyz", "no id of theirs", STARTS, STARTS))


async def test_an_access_token_runs_out(house: House) -> None:
    access = await house.access()
    house.world.clock.advance(3600)
    with pytest.raises(AccessRefused):
        await house.gateway().insert_event(access, EVENT)
    with pytest.raises(AccessRefused):
        await house.gateway().get_event(Access("made-up", access.expires_at), EVENT.id)


async def test_no_error_holds_a_token(house: House) -> None:
    grant = await house.grant()
    await house.gateway().revoke(grant.refresh_token)
    for ask in (house.gateway().refresh(grant.refresh_token),
                house.gateway().get_event(grant.access, EVENT.id)):  # fmt: skip
        with pytest.raises((GrantBroken, AccessRefused)) as failed:
            await ask
        assert grant.refresh_token not in str(failed.value)
        assert grant.access.token not in str(failed.value)
