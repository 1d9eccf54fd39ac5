"""Clients of the demo who have told and agreed to what comes before a session, some time ago."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from conversations.consents import present
from models.database import row
from models.intake_form import Rules
from models.values import IntakeWay
from services import consents, intake
from services.transaction import transaction
from services.vault import Vault

ANSWERS: Mapping[str, object] = {
    "emergency_contact": "My sister Wanjiru, 0722 000 333",
    "severity_level": 6,
    "therapy_goals": ["sleep through", "worry less"],
}


async def have_told(vault: Vault, phones: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """So that a story which is not about the intake gets on with what it is about."""
    for phone in phones:
        async with transaction():
            person = await row(
                """INSERT INTO people (public_id, telegram_id, name, language, timezone,
                       created_at) VALUES ($1, $2, $3, 'en', 'Africa/Nairobi', $4)
                   ON CONFLICT (telegram_id) DO UPDATE SET name = excluded.name RETURNING id""",
                uuid4(),
                phone["telegram_id"],
                phone["name"],
                now,
            )
            assert person is not None
            await tell(vault, int(person["id"]), now)


async def tell(vault: Vault, person_id: int, now: datetime) -> None:
    """What every service asks, told to nobody in particular; and the present texts agreed to."""
    filled = await intake.begin(vault, person_id, None, IntakeWay.CHAT, now)
    for key, answer in ANSWERS.items():
        await intake.keep(vault, filled, key, answer, None, now)
    await intake.complete(vault, person_id, Rules(), now)
    await agree(vault, person_id, now)


async def agree(vault: Vault, person_id: int, now: datetime) -> None:
    await consents.say_age(person_id, now, is_minor=False)
    missing = await consents.missing(person_id, present("en", ""))
    await consents.write_down(vault, person_id, missing, person_id, now)
