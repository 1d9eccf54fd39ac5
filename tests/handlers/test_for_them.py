"""D2 for clients without a chat: an admin does what they asked for, on record, told by SMS (P2)."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from conversations.events import Tap, Typed
from handlers.converse import converse
from handlers.sitting import Sitting
from models.database import count, row, rows
from services import audit_views, clients, on_request, people
from services.booking_views import view
from services.errors import NotYours
from services.transaction import transaction
from tests.handlers.forgetting_steps import dump
from tests.handlers.letters import readable
from tests.handlers.test_changes import AMINA, BRIAN, GRACE, Said, here
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, person, psychologist
from tests.rows import book
from tests.services.change_steps import paid

__all__ = ["here"]

PHONE = "+254733000777"
WITH_SMS = replace(SETTINGS, has_sms=True)


@pytest.fixture
async def mama(here: Practice) -> str:
    """Mama Wangari has a number, no Telegram, and was added by Brian; the id that buttons carry."""
    async with transaction():
        card, _ = await clients.add("Mama Wangari", PHONE, "en", here.brian, "Africa/Nairobi", NOW)
    return card.public_id.hex


async def does(chat: int, event: Any) -> Said:
    """As the program does it, with SMS; letters are posted, and read as they leave."""
    async with transaction():
        guest = await people.lock_chat(chat)
        assert guest is not None
        sitting = Sitting(WITH_SMS, NOW, uuid4().hex)
        await converse(sitting, guest, event)
        await sitting.post()
    return Said(await readable(sitting.letters))


async def walked(what: str, client: str, *labels: str, chat: int = GRACE) -> Said:
    said = await does(chat, Typed(what, client))
    for label in labels:
        said = await does(chat, said.press(chat, label))
    return said


def sms(said: Said) -> list[dict[str, Any]]:
    return [dict(one.payload) for one in said.letters if one.channel == "sms"]


async def told(action: str) -> list[dict[str, Any]]:
    return [
        {**one, "detail": json.loads(one["detail"] or "null")}
        for one in await rows(
            "SELECT person_id, actor_id, actor_role, detail FROM audit_log WHERE action = $1",
            action,
        )
    ]


async def id_of(name: str) -> int:
    found = await row("SELECT id FROM people WHERE name = $1", name)
    assert found is not None
    return int(found["id"])


@pytest.mark.parametrize(
    ("label", "protected", "to_print"), [("To show", True, 0), ("To print", None, 1)]
)
async def test_d2_their_data_comes_for_a_while_and_is_on_record(
    mama: str, label: str, protected: bool | None, to_print: int
) -> None:
    hers, grace = await id_of("Mama Wangari"), await id_of("Grace")
    said = await walked("datafor", mama, "In writing", label)
    (file,) = [one for one in said.to(GRACE) if "paper" in one]
    assert (file["paper"]["form"], file["paper"]["with_intake"]) == ("pdf", False)
    assert file.get("protected") is protected
    assert file["vanishes"]["minutes"] == 30
    assert await told("data_handed_out") == [{
        "person_id": hers, "actor_id": grace, "actor_role": "admin",
        "detail": {"asked": "letter", "with_intake": 0, "to_print": to_print},
    }]  # fmt: skip
    (message,) = sms(said)
    assert (
        "What you asked us for is done. If you asked for nothing, please call us"
        in (message["text"])
    )
    for word in ("data", "forget", "Mama", "Wangari", "psychologist", "session"):
        assert word not in message["text"], "whoever reads along learns nothing"
    page = await audit_views.own_trail(hers)
    assert [(one.action, one.who) for one in page.entries] == [("data_handed_out", "Grace")]


async def test_d2_they_are_forgotten_after_the_same_preview(here: Practice, mama: str) -> None:
    hers, grace = await id_of("Mama Wangari"), await id_of("Grace")
    ahead = await book(here, 72, "confirmed", client_id=hers)
    shown = await walked("forgetfor", mama, "By phone")
    assert "Cancelled with it" in shown.texts(GRACE)
    assert "Nobody can undo this" in shown.texts(GRACE)
    last = await does(GRACE, shown.press(GRACE, "Go on"))
    assert (await view(ahead)).status == "confirmed", "nothing is done before the last word"
    done = await does(GRACE, last.press(GRACE, "Delete their data for good"))
    assert "Their data is deleted" in done.texts(GRACE)
    assert (await view(ahead)).status == "cancelled"
    assert "client has left" in done.texts(BRIAN)
    kept = await row("SELECT name, phone, forgotten_at FROM people WHERE id = $1", hers)
    assert kept == {"name": "Forgotten client", "phone": None, "forgotten_at": NOW}
    (asked,) = await told("erasure_asked")
    assert asked == {"person_id": hers, "actor_id": grace, "actor_role": "admin",
                     "detail": {"asked": "call", "gives_up": 0}}  # fmt: skip
    (message,) = sms(done)
    assert (message["to"], message["person"]) == (PHONE, None)
    await count("UPDATE outbox SET payload = NULL, state = 'sent' WHERE channel = 'sms'")
    await count("UPDATE drafts SET answers = '{}'")
    assert PHONE not in await dump()


async def test_d2_what_changes_meanwhile_is_shown_anew(here: Practice, mama: str) -> None:
    hers = await id_of("Mama Wangari")
    last = await walked("forgetfor", mama, "They came", "Go on")
    await book(here, 72, "confirmed", client_id=hers)
    again = await does(GRACE, last.press(GRACE, "Delete their data for good"))
    assert "Cancelled with it" in again.texts(GRACE)
    assert await told("erasure_asked") == [], "it was not done, and is not said to have been"
    assert sms(again) == []


async def test_x63_nobody_but_an_admin_does_it_for_anybody(here: Practice, mama: str) -> None:
    for chat, who in ((BRIAN, here.brian), (AMINA, here.amina)):
        for what in ("datafor", "forgetfor"):
            said = await walked(what, mama, chat=chat)
            assert "those who run the practice" in said.texts(chat)
            assert "Mama" not in said.texts(chat)
        async with transaction():
            with pytest.raises(NotYours):
                await on_request.access_for(await _public(mama), who, NOW)
    assert await told("data_handed_out") == []


async def test_d2_whoever_has_a_chat_asks_there_themselves(here: Practice) -> None:
    await paid(here)
    found = await row("SELECT public_id FROM people WHERE id = $1", here.amina)
    assert found is not None
    said = await walked("forgetfor", found["public_id"].hex)
    assert "in their own chat" in said.texts(GRACE)
    await people.unreachable(AMINA, NOW)
    said = await walked("forgetfor", found["public_id"].hex)
    assert "How did they ask you?" in said.texts(GRACE), "a chat that is gone asks for nothing"


@pytest.mark.parametrize("how", ["refused by the role", "forged"])
async def test_x63_a_step_asks_for_the_role_each_time(mama: str, how: str) -> None:
    last = await walked("forgetfor", mama, "They came", "Go on")
    if how == "forged":
        said = await does(GRACE, Typed("forgetfor", uuid4().hex))
        assert "How did they ask you?" not in said.texts(GRACE)
        return
    await count("DELETE FROM role_grants WHERE role = 'admin'")
    await does(GRACE, last.press(GRACE, "Delete their data for good"))
    kept = await row("SELECT forgotten_at FROM people WHERE name = 'Mama Wangari'")
    assert kept == {"forgotten_at": None}


async def test_d2_who_wants_no_sms_gets_none(mama: str) -> None:
    await count("UPDATE people SET sms_stopped_at = $1 WHERE name = 'Mama Wangari'", NOW)
    assert sms(await walked("datafor", mama, "In writing", "To show")) == []


async def test_i5_from_clients_to_the_seal_and_only_with_a_reason(here: Practice) -> None:
    """/admin, Clients, a client, their sessions, the card: the way to break the glass is there."""
    booking = await paid(here)
    opened = await does(GRACE, Typed("admin"))
    listed = await does(GRACE, opened.press(GRACE, "Clients"))
    card = await does(GRACE, listed.press(GRACE, "Amina"))
    sessions = await does(GRACE, card.press(GRACE, "Their sessions"))
    assert "reason needed" in sessions.texts(GRACE)
    seen = await does(GRACE, sessions.press(GRACE, "Thu 10 Sep"))
    assert booking.reference is not None
    assert booking.reference in seen.texts(GRACE)
    assert await told("glass_broken") == []
    (shown,) = await told("sessions_shown")
    assert (shown["person_id"], shown["actor_role"]) == (here.amina, "admin")
    asked = await does(GRACE, seen.press(GRACE, "Open the intake (reason needed)"))
    assert "reason" in asked.texts(GRACE)
    assert await told("intake_read") == []


async def test_x63_a_psychologist_sees_their_own_sessions_of_a_client_only(here: Practice) -> None:
    await paid(here)
    other = await psychologist(await person("Wanjiku", 9), "wanjiku")
    elsewhere = await book(here, 100, "confirmed", psychologist_id=other)
    listed = await does(BRIAN, Typed("clients"))
    card = await does(BRIAN, listed.press(BRIAN, "Amina"))
    assert "as they asked" not in str(card.keyboard(BRIAN))
    sessions = await does(BRIAN, card.press(BRIAN, "Their sessions"))
    assert "reason needed" not in sessions.texts(BRIAN)
    assert (await view(elsewhere)).public_id.hex not in str(sessions.keyboard(BRIAN))
    assert (await does(BRIAN, Tap("clients", -2, "h1", 1))).texts(BRIAN)


async def _public(client: str) -> Any:
    return UUID(hex=client)


async def test_p2_the_card_of_a_client_without_telegram_leads_there(mama: str) -> None:
    for chat, there in ((GRACE, True), (BRIAN, False)):
        listed = await does(chat, Typed("clients"))
        card = await does(chat, listed.press(chat, "Mama"))
        assert (f"forgetfor {mama}" in str(card.keyboard(chat))) is there
        assert (f"datafor {mama}" in str(card.keyboard(chat))) is there


async def test_x71_a_draft_that_names_somebody_is_left_by_nobody(mama: str) -> None:
    """An id leads to a row without a name."""
    await walked("forgetfor", mama, "They came")
    kept = await row("SELECT answers FROM drafts WHERE dialogue = 'forthem'")
    assert kept is not None
    assert json.loads(kept["answers"]).keys() == {"client", "what", "asked", "shown"}
    assert "Wangari" not in kept["answers"]
