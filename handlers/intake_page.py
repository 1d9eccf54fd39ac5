"""The intake page's desk: who opened it, what is asked; answers are sealed as they come (I3).

What the page brings is judged by the same functions as what is typed into the chat.
"""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from conversations import intake as dialogue
from conversations import intake_page as page
from conversations.booking import NAME as BOOKING
from conversations.work.intake import IntakeDone, IntakeWaits
from handlers import announce, page_danger
from handlers.converse import inform
from handlers.deliver import Courier
from handlers.page_answers import Judged, agreed, judge
from handlers.practice import Practice
from handlers.sitting import Sitting
from handlers.standing import standing
from models.consent_views import Agreement
from models.intake_form import Answer, Question, Rules
from models.intake_views import NOTHING_ASKED, ConsentText, Filled, Waits
from models.moves import Actor
from models.values import BookingStatus, Channel, IntakeWay
from models.views import BookingView
from services import booking_views, consents, drafts, holds, intake, page_sessions, people
from services.access import access_booking_as
from services.drafts import Safe
from services.errors import Refused
from services.init_data import Launch
from services.page_sessions import AnswersWrong, NotYet, Visit
from services.people import Guest
from services.transaction import transaction

log = structlog.get_logger()

JSON = dict[str, Any]


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
    """What the page asks for, each request in one transaction."""

    def __init__(
        self, practice: Practice, courier: Courier, clock: Callable[[], datetime]
    ) -> None:  # fmt: skip
        self._practice = practice
        self._courier = courier
        self._clock = clock

    async def open(self, launch: Launch, token: str, about: UUID | None) -> JSON:
        """The form with this person's answers so far. Raises Refused."""
        async with transaction(Channel.PAGE):
            now = self._clock()
            guest = await people.lock_chat(launch.telegram_id)
            if guest is None:
                raise NobodyWeKnow("has no chat with us")
            booking = await self._theirs(guest, about)
            number = booking.id if booking else None
            visit = await page_sessions.open_visit(launch, token, guest.person_id, number, now)
            visitor = await self._visitor(guest, visit, now)
            shown = await self._form(visitor)
            letters = await visitor.sitting.post()
        self._courier.hand_over(letters)
        log.info("page_opened", person_id=guest.person_id, booking_id=number)
        return shown

    async def age(self, token: str, *, is_adult: bool) -> JSON:
        """Before the first question; whoever is younger goes on in the chat. Raises Refused."""
        async with transaction(Channel.PAGE):
            visitor = await self._enter(token)
            sitting, me = visitor.sitting, visitor.guest.person_id
            await consents.say_age(me, sitting.now, is_minor=not is_adult)
            waits = (await self._standing(visitor)).waits
            if waits is not None:
                about = visitor.booking.public_id.hex if visitor.booking else ""
                waiting = IntakeWaits(waits, visitor.booking)
                await inform(sitting, visitor.guest, dialogue.NAME, waiting, about)
            letters = await sitting.post()
        self._courier.hand_over(letters)
        return page.waiting(waits, visitor.language)

    async def save(self, token: str, given: Mapping[str, object]) -> JSON:
        """One step's answers, sealed at once. Raises AnswersWrong, Refused."""
        async with self._hearing(token, given), transaction(Channel.PAGE):
            visitor = await self._enter(token)
            if visitor.visit.is_sent:
                raise SentAlready("the visit has sent")
            await self._may_answer(visitor)
            judged = judge(visitor.asked, given, visitor.language)
            crisis = await self._keep(visitor, judged)
            letters = await visitor.sitting.post()
        self._courier.hand_over(letters)
        return {"saved": len(judged.kept), "crisis": crisis}

    async def send(
        self, token: str, given: Mapping[str, object], said: Mapping[str, object]
    ) -> JSON:
        """Everything, and what was `said` beside it: yes to each text.

        The form is complete then, and the chat goes on. Sent twice, it is answered twice and done
        once. Raises AnswersWrong, Refused.
        """
        async with self._hearing(token, given), transaction(Channel.PAGE):
            visitor = await self._enter(token)
            if visitor.visit.is_sent:
                return self._done(visitor, None)
            standing = await self._may_answer(visitor)
            judged = judge(visitor.asked, given, visitor.language, whole=True)
            yes = agreed(standing, said.get("consents"), visitor.language)
            crisis = await self._keep(visitor, judged)
            await self._close(visitor, yes)
            letters = await visitor.sitting.post()
        self._courier.hand_over(letters)
        log.info("page_sent", person_id=visitor.guest.person_id)
        return self._done(visitor, crisis)

    @asynccontextmanager
    async def _hearing(self, token: str, given: Mapping[str, object]) -> AsyncIterator[None]:
        """What is refused is undone, but a cry in it is heard (I6)."""
        try:
            yield
        except (AnswersWrong, NotYet):
            async with transaction(Channel.PAGE):
                visitor = await self._enter(token)
                await page_danger.mind_refused(visitor.sitting, visitor.guest, given)
                letters = await visitor.sitting.post()
            self._courier.hand_over(letters)
            raise

    async def _may_answer(self, visitor: _Visitor) -> Agreement:
        """Asked at each answer, whatever the page showed (I4). Raises NotYet."""
        standing = await self._standing(visitor)
        if standing.waits is not None:
            raise NotYet("their age, or a guardian, comes first")
        return standing

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
        sitting = Sitting(self._practice, now, f"page{visit.id}:{now.timestamp()}")
        vault, me = self._practice.vault, guest.person_id
        if booking is not None and booking.status is BookingStatus.HELD:
            booking = await holds.keep_hold(booking.id, me, self._practice.policy, now)
        if booking is not None and booking.status is BookingStatus.HELD:
            await announce.held(sitting, booking, answering=True)
        rules = await intake.rules_of(booking.service_id) if booking else Rules()
        asked = tuple(q for q in rules.questions() if booking or not q.about_session)
        filled = await intake.latest(vault, me) if visit.is_sent else None
        if filled is None:
            filled = await intake.begin(vault, me, booking, IntakeWay.PAGE, now)
        return _Visitor(sitting, guest, visit, booking, filled, asked)

    @staticmethod
    async def _theirs(guest: Guest, about: UUID | None) -> BookingView | None:
        """Raises NotYours."""
        if about is None:
            return None
        return await access_booking_as(about, guest.person_id, Actor.CLIENT)

    async def _form(self, visitor: _Visitor) -> JSON:
        vault, booking = self._practice.vault, visitor.booking
        standing = await self._standing(visitor)
        is_over = standing.waits is Waits.GUARDIAN
        answers = {} if is_over else await self._answers(visitor)
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

    async def _answers(self, visitor: _Visitor) -> dict[str, Answer]:
        """What is answered so far, with what is asked for in this session."""
        requests = None
        if visitor.booking is not None:
            requests = await intake.requests_of(self._practice.vault, visitor.booking)
        more: dict[str, Answer] = {"special_requests": requests} if requests else {}
        return {**visitor.filled.answers, **more}

    async def _standing(self, visitor: _Visitor) -> Agreement:
        present = self._practice.consent_texts(visitor.language)
        return await consents.agreement(visitor.guest.person_id, present)

    async def _keep(self, visitor: _Visitor, judged: Judged) -> JSON | None:
        vault, now = self._practice.vault, visitor.sitting.now
        before = await self._answers(visitor)
        for key in judged.left:
            await intake.skip(visitor.filled, key, visitor.booking)
        for key, answer in judged.kept.items():
            await intake.keep(vault, visitor.filled, key, answer, visitor.booking, now)
        new = {key: answer for key, answer in judged.kept.items() if before.get(key) != answer}
        return await page_danger.mind(visitor.sitting, visitor.guest, new)

    async def _close(self, visitor: _Visitor, agreed_to: tuple[ConsentText, ...]) -> None:
        vault, now, me = self._practice.vault, visitor.sitting.now, visitor.guest.person_id
        await consents.write_down(vault, me, agreed_to, me, now)
        booking = visitor.booking
        rules = await intake.rules_of(booking.service_id) if booking else Rules()
        await intake.complete(vault, me, rules, now)
        await page_sessions.mark_sent(visitor.visit, now)
        await self._go_on(visitor)

    async def _go_on(self, visitor: _Visitor) -> None:
        """The chat takes it up where its own questions would have ended."""
        booking, guest = visitor.booking, visitor.guest
        how = await standing(visitor.sitting, booking) if booking else NOTHING_ASKED
        done = IntakeDone(booking, how, is_lost=booking is None and await self._was_held(guest))
        await inform(visitor.sitting, guest, dialogue.NAME, done, "")

    async def _was_held(self, guest: Guest) -> bool:
        """Whether there was a time that they were about to ask for."""
        booking = await drafts.load(
            guest.chat_id, BOOKING, Safe(self._practice.vault, guest.person_id)
        )
        return booking is not None and "booking" in booking.answers

    @staticmethod
    def _done(visitor: _Visitor, crisis: JSON | None) -> JSON:
        title = page.plain("page_done", visitor.language)
        return {"title": title, "text": page.plain("page_done_how", visitor.language),
                "crisis": crisis}  # fmt: skip
