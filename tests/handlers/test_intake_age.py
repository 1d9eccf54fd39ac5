"""Under 18: nothing of the intake is kept before a guardian has agreed, whatever comes (I4)."""

from datetime import timedelta

from conversations.events import Typed
from models.database import count, row, rows
from services import consents
from services.transaction import transaction
from tests.handlers.test_every_step import SETTINGS
from tests.handlers.test_intake import MARKED, at_gate, held, here
from tests.people import NOW, Practice

__all__ = ["here"]  # a fixture, for pytest


async def test_i4_nothing_of_a_minor_is_kept_before_a_guardian_has_agreed(
    here: Practice,
) -> None:
    phone, _ = await at_gate(here)
    await phone.taps("Answer here")
    assert "First a parent or guardian" in await phone.taps("No, I am younger")
    forms = "SELECT count(*) AS n FROM intakes"
    assert await row(forms) == {"n": 0}
    await count("UPDATE drafts SET step = 'medical_history' WHERE dialogue = 'intake'")
    assert "First a parent or guardian" in await phone.types(MARKED)
    assert "First a parent or guardian" in await phone.does(Typed("book", "on"))
    assert await row(forms) == {"n": 0}
    phone.now = NOW + timedelta(minutes=9)
    assert "start=gdn_" in await phone.taps("Send them a link")
    assert "I keep" in phone.screen["text"]
    assert (await held()).held_until == NOW + timedelta(minutes=19)
    warned = await rows("SELECT payload, due_at FROM outbox WHERE due_at > $1", phone.now)
    assert any("hasn't agreed yet" in str(each["payload"]) for each in warned)
    async with transaction():
        texts = SETTINGS.consent_texts("en")
        await consents.write_down(
            SETTINGS.vault, here.amina, texts, here.amina, NOW, guardian="Njeri"
        )
    assert "a few questions first" in await phone.does(Typed("book", "on"))
    assert "question 1 of" in await phone.taps("Answer here"), "what was said isn't asked again"
