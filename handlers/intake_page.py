"""The intake page's desk: who opened it, what is asked; answers are sealed as they come (I3).

What the page brings is judged by the same functions as what is typed into the chat.
"""

from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from conversations import intake_page as page
from handlers.deliver import Courier
from handlers.page_answers import Judged, Yes, agreed, judge
from handlers.sitting import Practice, Sitting
from models.consent_views import Agreement
from models.intake_form import Question, Rules
from models.intake_views import Filled
from models.moves import Actor
from models.values import BookingStatus, IntakeWay
from models.views import BookingView
from services import booking_views, consents, holds, intake, page_sessions, people
from services.access import access_booking_as
from services.errors import Refused
from services.init_data import Launch
from services.page_sessions import Visit
from services.people import Guest
from services.transaction import transaction

log = structlog.get_logger()

JSON = dict[str, Any]
Heard = Callable[[Sitting, Guest, Mapping[str, Any]], Awaitable[JSON | None]]
"""Looks through new answers for danger; what the page shows at once, or None."""


class NobodyWeKnow(Refused):
    """Telegram vouches for them, and they have never written to us."""

    key = "page_who"


class SentAlready(Refused):
    """This visit is over: what was sent is changed by opening the page anew."""

    key = "page_sent_already"


@dataclass(frozen=True, slots=True)
class _Visitor:
    """One request: whose, about what, and what is asked there."""

    sitting: Sitting
    guest: Guest
    visit: Visit
    booking: BookingView | None
    filled: Filled
    asked: tuple[Question, ...]

    @property
    def language(self) -> str:
        return self.guest.reader.language


class PageDesk:
    """`heard` is told each new answer."""

    def __init__(
        self, practice: Practice, courier: Courier, clock: Callable[[], datetime], heard: Heard
    ) -> None:  # fmt: skip
        self._practice = practice
        self._courier = courier
        self._clock = clock
        self._heard = heard

    async def open(self, launch: Launch, token: str, about: UUID | None) -> JSON:
        """The form with this person's answers so far. Raises Refused."""
        async with transaction():
            now = self._clock()
            guest = await people.lock_chat(launch.telegram_id)
            if guest is None:
                raise NobodyWeKnow("has no chat with us")
            booking = await self._theirs(guest, about)
            number = booking.id if booking else None
            visit = await page_sessions.open_visit(launch, token, guest.person_id, number, now)
            visitor = await self._visitor(guest, visit, now)
            shown = await self._form(visitor)
        log.info("page_opened", person_id=guest.person_id, booking_id=number)
        return shown

    async def save(self, token: str, given: Mapping[str, object]) -> JSON:
        """One step's answers, sealed at once. Raises AnswersWrong, Refused."""
        async with transaction():
            visitor = await self._enter(token)
            if visitor.visit.is_sent:
                raise SentAlready("the visit has sent")
            judged = judge(visitor.asked, given, visitor.language)
            crisis = await self._keep(visitor, judged)
            letters = await visitor.sitting.post()
        self._courier.hand_over(letters)
        return {"saved": len(judged.kept), "crisis": crisis}

    async def send(
        self, token: str, given: Mapping[str, object], said: Mapping[str, object]
    ) -> JSON:
        """Everything, and what was `said` beside it: age, and yes to each text.

        The form is complete then, and the chat goes on. Sent twice, it is answered twice and done
        once. Raises AnswersWrong, Refused.
        """
        async with transaction():
            visitor = await self._enter(token)
            if visitor.visit.is_sent:
                return self._done(visitor, None)
            judged = judge(visitor.asked, given, visitor.language, whole=True)
            standing = await self._standing(visitor)
            yes = agreed(standing, said.get("consents"), said.get(page.AGE), visitor.language)
            crisis = await self._keep(visitor, judged)
            await self._close(visitor, yes)
            letters = await visitor.sitting.post()
        self._courier.hand_over(letters)
        log.info("page_sent", person_id=visitor.guest.person_id)
        return self._done(visitor, crisis)

    async def _enter(self, token: str) -> _Visitor:
        now = self._clock()
        visit = await page_sessions.hold_visit(token, now)
        guest = await people.lock_chat_of(visit.person_id)
        if guest is None:
            raise NobodyWeKnow("their chat is gone")
        return await self._visitor(guest, visit, now)

    async def _visitor(self, guest: Guest, visit: Visit, now: datetime) -> _Visitor:
        """Each request is a step of the holder, too: the time that was chosen stays theirs."""
        booking = await booking_views.view(visit.booking_id) if visit.booking_id else None
        if booking is not None:
            booking = await self._theirs(guest, booking.public_id)
        if booking is not None and booking.status is BookingStatus.HELD:
            policy = self._practice.policy
            booking = await holds.keep_hold(booking.id, guest.person_id, policy, now) or booking
        vault, me = self._practice.vault, guest.person_id
        rules = await intake.rules_of(booking.service_id) if booking else Rules()
        asked = tuple(q for q in rules.questions() if booking or not q.about_session)
        filled = await intake.latest(vault, me) if visit.is_sent else None
        if filled is None:
            filled = await intake.begin(vault, me, booking, IntakeWay.PAGE, now)
        sitting = Sitting(self._practice, now, f"page{visit.id}:{now.timestamp()}")
        return _Visitor(sitting, guest, visit, booking, filled, asked)

    @staticmethod
    async def _theirs(guest: Guest, about: UUID | None) -> BookingView | None:
        """Raises NotYours."""
        if about is None:
            return None
        return await access_booking_as(about, guest.person_id, Actor.CLIENT)

    async def _form(self, visitor: _Visitor) -> JSON:
        vault, booking = self._practice.vault, visitor.booking
        answers = dict(visitor.filled.answers)
        if booking is not None:
            requests = await intake.requests_of(vault, booking)
            answers |= {"special_requests": requests} if requests else {}
        standing = await self._standing(visitor)
        form = page.form(visitor.asked, answers, standing, visitor.language)
        form["booking"] = booking.public_id.hex if booking else None
        if booking is not None:
            form["about"] = page.about(booking, visitor.guest.reader, self._practice.house)
        if visitor.visit.is_sent:
            form = {**form, "answers": {}, "closed": self._done(visitor, None)}
        me = visitor.guest.person_id
        key = urlsafe_b64encode(page_sessions.draft_key(vault, me)).decode().rstrip("=")
        owner = page_sessions.draft_owner(vault, me)
        draft = {"key": key, "owner": owner, "hours": page_sessions.DRAFT_HOURS}
        return {"form": form, "draft": draft}

    async def _standing(self, visitor: _Visitor) -> Agreement:
        present = self._practice.consent_texts(visitor.language)
        return await consents.agreement(visitor.guest.person_id, present)

    async def _keep(self, visitor: _Visitor, judged: Judged) -> JSON | None:
        vault, now = self._practice.vault, visitor.sitting.now
        for key in judged.left:
            await intake.skip(visitor.filled, key, visitor.booking)
        for key, answer in judged.kept.items():
            await intake.keep(vault, visitor.filled, key, answer, visitor.booking, now)
        before = visitor.filled.answers
        new = {key: answer for key, answer in judged.kept.items() if before.get(key) != answer}
        return await self._heard(visitor.sitting, visitor.guest, new) if new else None

    async def _close(self, visitor: _Visitor, yes: Yes) -> None:
        vault, now, me = self._practice.vault, visitor.sitting.now, visitor.guest.person_id
        if yes.adult is not None:
            await consents.say_age(me, is_minor=not yes.adult)
        await consents.write_down(vault, me, yes.texts, me, now)
        booking = visitor.booking
        rules = await intake.rules_of(booking.service_id) if booking else Rules()
        await intake.complete(vault, me, rules, now)
        await page_sessions.mark_sent(visitor.visit, now)
        await visitor.sitting.tell(me, page.thanks(booking))

    @staticmethod
    def _done(visitor: _Visitor, crisis: JSON | None) -> JSON:
        title = page.plain("page_done", visitor.language)
        return {"title": title, "text": page.plain("page_done_how", visitor.language),
                "crisis": crisis}  # fmt: skip
