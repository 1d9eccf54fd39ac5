"""The shell towards Google: claimed meetings are made there, moved or taken away, and retried."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

import structlog

from conversations import texts
from handlers import meeting_results
from handlers.deliver import Courier
from handlers.meeting_results import Outcome
from handlers.practice import Practice
from handlers.sitting import Sitting
from models.values import MeetingState
from services import google_grants, meeting_work
from services.gateways.google import GoogleGateway
from services.gateways.google_errors import (
    AccessRefused,
    AlreadyThere,
    GoogleFailed,
    GrantBroken,
    NotThere,
    Passing,
)
from services.gateways.google_values import Access, Conference, MeetEvent
from services.google_grants import Sealed
from services.meeting_work import Task
from services.transaction import transaction
from services.vault import CannotOpen, MasterKeyWrong

log = structlog.get_logger()

Answer = TypeVar("Answer")


class MeetMaker:
    """Works on what is due; asks Google outside of any transaction, and as often as it takes.

    An event's id is ours, so a crash after the call leaves one event, which the next try finds.

    Without a gateway (Google isn't set up, or no longer) sessions get their rooms elsewhere.
    """

    def __init__(
        self, gateway: GoogleGateway | None, practice: Practice, courier: Courier,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._practice = practice
        self._courier = courier
        self._clock = clock

    async def work_due(self) -> int:
        """One round: meetings side by side, then consents that were taken back."""
        tasks = await meeting_work.claim(self._clock())
        ended = await asyncio.gather(*map(self._work, tasks), return_exceptions=True)
        await self._revoke_due()
        for error in filter(None, ended):
            raise error
        return len(tasks)

    async def _work(self, task: Task) -> None:
        grant = await google_grants.usable(task.psychologist_id)
        outcome = await self._outcome(task, grant)
        async with transaction():
            sitting = Sitting(self._practice, self._clock(), _cause(task))
            await meeting_results.apply(sitting, task, grant, outcome)
            letters = await sitting.post()
        self._courier.hand_over(letters)

    async def _outcome(self, task: Task, grant: Sealed | None) -> Outcome:
        if self._gateway is None or grant is None:
            return GrantBroken("no_grant")
        try:
            if task.is_wanted:
                return await self._make(self._gateway, task, grant)
            await self._tidy(self._gateway, task, grant)
        except GoogleFailed as failure:
            return failure
        return None

    async def _make(self, gateway: GoogleGateway, task: Task, grant: Sealed) -> Conference:
        """The event with its conference, whether this or an earlier try made it."""
        if task.event_id == task.request_id:
            return await self._call(
                gateway, grant, lambda access: gateway.get_event(access, task.request_id)
            )
        if task.event_id is not None:
            before = task.event_id
            await self._call(gateway, grant, lambda access: gateway.delete_event(access, before))
        event = _event(task, task.request_id)
        try:
            return await self._call(
                gateway, grant, lambda access: gateway.insert_event(access, event)
            )
        except AlreadyThere:
            # An answer was lost, or the session has moved since: the time is put right as well.
            return await self._call(
                gateway, grant, lambda access: gateway.patch_event(access, event)
            )

    async def _tidy(self, gateway: GoogleGateway, task: Task, grant: Sealed) -> None:
        """Move the event, or take away whatever may be there of it."""
        if task.state is MeetingState.MOVED and task.is_live and task.event_id:
            event = _event(task, task.event_id)
            try:
                await self._call(gateway, grant, lambda access: gateway.patch_event(access, event))
            except NotThere:
                log.info("event_deleted_by_hand", booking_id=task.booking_id)
            return
        for event_id in {task.request_id, task.event_id} - {None}:
            await self._delete(gateway, grant, str(event_id))

    async def _delete(self, gateway: GoogleGateway, grant: Sealed, event_id: str) -> None:
        await self._call(gateway, grant, lambda access: gateway.delete_event(access, event_id))

    async def _call(
        self, gateway: GoogleGateway, grant: Sealed, ask: Callable[[Access], Awaitable[Answer]]
    ) -> Answer:
        """Ask with the stored access token, and once more with a new one if that has run out."""
        try:
            access = await google_grants.open_access(self._practice.vault, grant, self._clock())
            if access is not None:
                try:
                    return await ask(access)
                except AccessRefused:
                    log.info("access_token_refused", psychologist_id=grant.owner.id)
            access = await self._refresh(gateway, grant)
        except MasterKeyWrong:
            log.error("master_key_wrong", psychologist_id=grant.owner.id, alarm=True)
            raise Passing("master_key_wrong") from None
        except CannotOpen:
            log.error("grant_does_not_open", psychologist_id=grant.owner.id, alarm=True)
            raise GrantBroken("does_not_open") from None
        try:
            return await ask(access)
        except AccessRefused as refused:
            raise Passing(refused.code) from None

    async def _refresh(self, gateway: GoogleGateway, grant: Sealed) -> Access:
        vault = self._practice.vault
        access = await gateway.refresh(await google_grants.open_refresh(vault, grant))
        await google_grants.save_access(vault, grant, access, self._clock())
        return access

    async def _revoke_due(self) -> None:
        grant = await google_grants.claim_revocation(self._clock())
        if grant is None:
            return
        try:
            if self._gateway is not None:
                vault = self._practice.vault
                await self._gateway.revoke(await google_grants.open_refresh(vault, grant))
        except Passing:
            await google_grants.forget_if_hopeless(grant, self._clock())
            return
        except (GoogleFailed, CannotOpen) as failure:
            log.warning("not_revoked", psychologist_id=grant.owner.id,
                        error=type(failure).__name__)  # fmt: skip
        await google_grants.forget(grant)


def _cause(task: Task) -> str:
    return f"meet{task.id}at{int(task.lease.timestamp() * 1000)}"


def _event(task: Task, event_id: str) -> MeetEvent:
    """Calendars are shared and synced, so its title names nobody (R5)."""
    title = texts.text("calendar_title_staff", task.language).format(reference=task.reference)
    return MeetEvent(event_id, title, task.starts_at, task.ends_at)
