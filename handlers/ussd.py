"""The menu on a phone: each step is answered within its request, done once, and remembered.

Who may be in danger is helped first. Where the database is late or away, nothing is half done: the
transaction ends with the time that there is, and the person is asked to dial again.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from conversations import danger, ussd, ussd_screens
from conversations.danger import Danger
from conversations.ussd import WEIGHTY
from conversations.ussd_booth import DIALLED, Booth, Shown, Typed, person_of
from conversations.ussd_screens import Screen
from conversations.words import Draft, Say
from conversations.work import Result
from handlers import by_phone
from handlers.by_phone import Caller
from handlers.deliver import Courier
from handlers.practice import Practice
from handlers.run import is_passing
from handlers.sitting import Sitting, Tick
from handlers.texting import alert_of_all, spoken_by, take_in
from models.values import Channel
from models.views import Reader
from services import phone_owners, ussd_answers
from services.gateways.texting import UssdStep
from services.transaction import transaction
from services.visitors import Verdict

log = structlog.get_logger()

CHANNEL = "ussd"
#: Seconds for one step; networks wait about five.
PATIENCE = 3.5
#: More work than this for one number typed goes round in circles.
MOST_COMMANDS = 4
#: A session in which more was typed is nobody's who reads the screens.
MOST_TYPED = 60


class UssdDesk:
    """Answers `CON …` while the session goes on and `END …` at its end; raises nothing."""

    def __init__(
        self, practice: Practice, courier: Courier, wake: Callable[[Tick], None],
        clock: Callable[[], datetime], patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        self._practice = practice
        self._courier = courier
        self._wake = wake
        self._clock = clock
        self.patience = patience
        self._working: set[asyncio.Task[str]] = set()

    async def answer(self, step: UssdStep) -> str:
        """Within the time that a network waits; what isn't done by then is undone."""
        signs = danger.screen(step.text.replace("*", " "))
        work = asyncio.create_task(self._work(step, signs))
        self._working.add(work)
        work.add_done_callback(self._ended)
        done, _ = await asyncio.wait({work}, timeout=self.patience)
        if work in done and not work.cancelled() and work.exception() is None:
            return work.result()
        work.cancel()
        return self._sorry(signs)

    def nothing(self) -> str:
        """For a form that is none."""
        return _end(self._to_anybody((Say("ussd_dial_again"),)))

    async def settle(self) -> None:
        """Wait for the work that has begun."""
        while self._working:
            await asyncio.wait(set(self._working))

    def _ended(self, work: asyncio.Task[str]) -> None:
        self._working.discard(work)
        error = None if work.cancelled() else work.exception()
        if work.cancelled() or (error is not None and is_passing(error)):
            log.warning("ussd_not_in_time", error=type(error).__name__ if error else "late")
        elif error is not None:
            log.error("ussd_failed", exc_info=error)

    def _sorry(self, signs: Danger | None) -> str:
        """Where help is needs no database."""
        if signs is None:
            return self.nothing()
        log.error("danger_not_told", channel=CHANNEL, alarm=True)
        return _end(self._crisis(self._nobody(spoken_by(signs)), told=False))

    async def _work(self, step: UssdStep, signs: Danger | None) -> str:
        now, history = self._clock(), step.history(len(step.typed))
        async with transaction(Channel.USSD):
            step_id = await ussd_answers.begin(step.session, history, now)
            if step_id is None:
                return await ussd_answers.said(step.session, history)
            sitting = Sitting(self._practice, now, f"ussd{step_id}")
            said, asked = await self._step(sitting, step, signs)
            await ussd_answers.keep(step_id, said, asked)
            letters = await sitting.post()
        self._courier.hand_over(letters)
        for tick in sitting.wakes:
            self._wake(tick)
        return said

    async def _step(
        self, sitting: Sitting, step: UssdStep, signs: Danger | None
    ) -> tuple[str, Mapping[str, Any]]:
        if step.phone is not None:
            await phone_owners.is_alive(step.phone)
        if signs is not None:
            return _end(await self._help(sitting, step.phone, signs)), {}
        draft, typed = await self._stands(step)
        if draft.is_over:
            return _end(self._to_anybody((Say("ussd_moved_on"),))), {}
        if draft is DIALLED and await self._is_flood(step):
            return _end(self._to_anybody((Say("ussd_too_often"),))), {}
        found = await by_phone.caller(step.phone, sitting.now) if step.phone else None
        if found is None or not found.ahead or len(step.typed) > MOST_TYPED:
            return _end(self._to_anybody(ussd_screens.none(self._practice.phone))), {}
        draft, said = await self._play(sitting, found, draft, typed)
        kept = {"step": draft.step, "answers": dict(draft.answers)}
        return (_end(said) if draft.is_over else f"CON {said}"), kept

    async def _stands(self, step: UssdStep) -> tuple[Draft, list[str]]:
        """Where the session was left, and what was typed since."""
        typed = step.typed[: MOST_TYPED + 1]
        steps = [step.history(length) for length in range(len(typed) - 1, -1, -1)]
        left = await ussd_answers.stands(step.session, steps)
        if left is None or not left[1]:
            return DIALLED, typed
        place, asked = left
        return Draft("ussd", asked["step"], 0, asked["answers"]), typed[len(typed) - 1 - place :]

    async def _is_flood(self, step: UssdStep) -> bool:
        gate = self._practice.texters
        return await gate.judge(f"{CHANNEL}:{step.caller}") is not Verdict.WELCOME

    async def _play(
        self, sitting: Sitting, caller: Caller, draft: Draft, typed: list[str]
    ) -> tuple[Draft, str]:
        """Number by number, as far as a screen that has to be seen first."""
        booth = self._booth(caller, sitting.now)
        shown = ussd.home(booth) if draft is DIALLED else None
        reader = booth.reader(shown.draft if shown else draft)
        for choice in typed:
            before = shown.draft if shown else draft
            if before.is_over or (shown is not None and before.step in WEIGHTY):
                break
            shown, booth = await self._choose(sitting, booth, before, choice)
            after = before if person_of(shown.draft) is None else shown.draft
            reader = booth.reader(after)
        assert shown is not None, "either the session begins or something was typed"
        return shown.draft, ussd_screens.words(shown.screen, reader, self._practice.house)

    async def _choose(
        self, sitting: Sitting, booth: Booth, draft: Draft, choice: str
    ) -> tuple[Shown, Booth]:
        """One number; a new booth comes back where what it was drawn from is another now."""
        event: Typed | Result = Typed(choice)
        for _ in range(MOST_COMMANDS):
            shown = ussd.advance(draft, event, booth)
            if shown.do is None:
                return shown, booth
            draft = shown.draft
            owner = booth.owner(person_of(draft))
            caller = Caller(booth.phone, booth.owners, booth.ahead, None)
            event = await by_phone.perform(sitting, caller, owner, shown.do)
            found = await by_phone.caller(booth.phone, sitting.now)
            booth = self._booth(found, sitting.now) if found else booth
        raise RuntimeError(f"a menu went round in circles at {draft.step}")

    def _booth(self, caller: Caller, now: datetime) -> Booth:
        practice = self._practice
        return Booth(
            caller.phone, caller.owners, caller.ahead, now, caller.reminded_at,
            f"https://t.me/{practice.bot_username}", practice.phone,
            house=practice.house, crisis=practice.crisis.lines,
        )  # fmt: skip

    async def _help(self, sitting: Sitting, phone: str | None, signs: Danger) -> str:
        """Where help is, for them, and the alert for ours."""
        if phone is None:
            log.error("danger_from_no_number", alarm=True)
            return self._crisis(self._nobody(spoken_by(signs)), told=False)
        found = await by_phone.caller(phone, sitting.now)
        reader = found.nearest.reader if found else await take_in(sitting, phone, signs)
        told = await alert_of_all(sitting, found, reader, CHANNEL, signs)
        return self._crisis(reader, told=told)

    def _crisis(self, reader: Reader, *, told: bool) -> str:
        practice = self._practice
        return ussd_screens.crisis(practice.crisis.lines, reader, practice.house, told=told)

    def _nobody(self, language: str) -> Reader:
        return Reader(0, "", language, self._practice.policy.timezone)

    def _to_anybody(self, screen: Screen) -> str:
        practice = self._practice
        return ussd_screens.in_all_languages(screen, practice.policy.timezone, practice.house)


def _end(said: str) -> str:
    return f"END {said}"
