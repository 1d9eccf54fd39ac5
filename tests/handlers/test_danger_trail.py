"""Who was alerted and who took it is in the trail; its person reads kind words (I6, D1)."""

import json
from datetime import timedelta
from uuid import uuid4

from conversations.engine import advance
from conversations.render import render
from conversations.words import Draft
from conversations.work.privacy import TrailRead
from handlers import danger
from handlers.sitting import Sitting
from models.database import rows
from services import audit_views, people
from services.transaction import transaction
from tests.dialog import AMINA as READER
from tests.dialog import HOUSE
from tests.handlers.forgetting_steps import dump
from tests.handlers.test_changes import here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice

__all__ = ["here"]

RULE = "english.life.suicide"


async def alarmed(practice: Practice, minutes: float = 0) -> bool:
    now = NOW + timedelta(minutes=minutes)
    async with transaction():
        sitting = Sitting(SETTINGS, now, uuid4().hex)
        told = await danger.alert(sitting, practice.amina, danger.CHAT, RULE)
        await sitting.post()
    return told


async def trail() -> list[tuple[str, int | None, int | None, str | None]]:
    return [
        (one["action"], one["person_id"], one["actor_id"], one["actor_role"])
        for one in await rows("SELECT * FROM audit_log WHERE subject = 'alert' ORDER BY id")
    ]


async def test_i6_who_was_alerted_and_who_took_it_is_on_record(here: Practice) -> None:
    assert await alarmed(here)
    assert await alarmed(here, 1), "part of the same alert"
    found = await rows("SELECT detail, subject_id FROM audit_log WHERE action = 'alert_told'")
    (alert,) = await rows("SELECT public_id FROM danger_alerts")
    (grace,) = await rows("SELECT id FROM people WHERE name = 'Grace'")
    assert [json.loads(one["detail"]) for one in found] == [
        {"told": str(grace["id"]), "count": 1, "again": 0}
    ]
    assert found[0]["subject_id"] == str(alert["public_id"])
    for taker in (grace["id"], grace["id"]):
        async with transaction():
            sitting = Sitting(SETTINGS, NOW, uuid4().hex)
            await danger.take_care(sitting, taker, alert["public_id"])
    assert await trail() == [
        ("alert_told", here.amina, None, None),
        ("alert_taken", here.amina, grace["id"], "admin"),
    ]
    said = "\n".join(str(dict(one)) for one in await rows("SELECT * FROM audit_log"))
    for word in ("suicide", "life", "english"):
        assert word not in said, "what matched is in the alert alone, and goes with it"


async def test_i6_that_nobody_came_at_once_is_not_theirs_to_read(here: Practice) -> None:
    """The practice answers for it; the trail has it all the same."""
    await alarmed(here)
    await danger.remind(SETTINGS, NOW + timedelta(minutes=11))
    assert [one[1] for one in await trail()] == [here.amina, None]
    page = await audit_views.own_trail(here.amina)
    assert [one.action for one in page.entries if one.action.startswith("alert")] == ["alert_told"]


async def test_i6_nobody_is_said_to_have_been_asked_where_nobody_was_reached(
    here: Practice,
) -> None:
    for chat in (3, 4):
        await people.unreachable(chat, NOW)
    assert not await alarmed(here)
    assert await trail() == [("alert_told", None, None, None)]


async def test_i6_the_trail_speaks_of_it_without_a_word_of_danger_or_watching(
    here: Practice,
) -> None:
    await alarmed(here)
    page = await audit_views.own_trail(here.amina)
    for language, words in (("en", "people here were asked to be there for you"),
                            ("sw", "watu wetu waliombwa kuwa nawe")):  # fmt: skip
        (say,) = advance(Draft("trail", "page"), TrailRead(page)).say
        reader = type(READER)(READER.person_id, READER.name, language, READER.timezone)
        said = render(say, reader, Draft("trail"), HOUSE)["text"]
        assert words in said
        for alarming in (
            "danger",
            "alert",
            "alarm",
            "risk",
            "watch",
            "hatari",
            "suicid",
            "monitor",
        ):
            assert alarming not in said.casefold()
    assert RULE in await dump(), "only in the alert's own row"
