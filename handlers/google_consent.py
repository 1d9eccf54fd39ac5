"""A psychologist comes back from Google's consent page: the code becomes sealed tokens (B11)."""

from collections.abc import Callable
from datetime import datetime

import structlog

from conversations import meeting as dialogue
from conversations import texts
from conversations.work.meeting import GoogleConnected
from handlers.converse import inform
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.sitting import Sitting
from services import google_grants, people
from services.gateways.google import GoogleGateway
from services.gateways.google_errors import GoogleFailed, ScopeMissing
from services.gateways.google_values import Grant
from services.google_grants import Psychologist
from services.transaction import transaction

log = structlog.get_logger()


class ConsentDesk:
    """Whom a consent is for is what its state says, and nothing else that the browser brings."""

    def __init__(
        self, gateway: GoogleGateway, practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._clock = clock

    async def receive(self, state: str, code: str | None, language: str) -> str:
        """The words for the browser, in its language. `code` None: the person didn't allow it.

        The state is used up first, in a transaction of its own: no second request gets as far as
        Google with it. Asking Google happens outside of any transaction.
        """
        async with transaction():
            owner = await google_grants.redeem(state, self._clock())
        if owner is None:
            log.warning("consent_refused", reason="unknown_state")
            return texts.text("consent_old", language)
        if code is None:
            return texts.text("consent_denied", language)
        try:
            grant = await self._gateway.exchange(code)
        except ScopeMissing:
            return texts.text("consent_box", language)
        except GoogleFailed as failure:
            log.warning("consent_not_exchanged", psychologist_id=owner.id, error_code=failure.code)
            return texts.text("consent_failed", language)
        await self._keep(owner, grant)
        return texts.text("consent_done", language)

    async def _keep(self, owner: Psychologist, grant: Grant) -> None:
        async with transaction():
            guest = await people.lock_chat_of(owner.person_id)
            sitting = Sitting(self._practice, self._clock(), f"google{owner.id}:{_stamp(grant)}")
            await google_grants.keep(self._practice.vault, owner, grant, sitting.now)
            if guest is not None:
                await inform(sitting, guest, dialogue.NAME, GoogleConnected(), "")
            letters = await sitting.post()
        self._courier.hand_over(letters)
        log.info("google_connected", psychologist_id=owner.id)


def _stamp(grant: Grant) -> str:
    """Tells one consent from the next in the keys of its letters."""
    return str(int(grant.access.expires_at.timestamp() * 1000))
